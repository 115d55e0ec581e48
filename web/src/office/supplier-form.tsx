import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiProblem, ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Supplier } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { changesOf } from './changes-of.js';
import { IdentifierFields, identifiersOf, typedNumbers, wrongNumbers } from './identifier-fields.js';

const ADDRESS = ['street', 'postcode', 'city', 'country'] as const;
const DAYS = /^\d{0,3}$/;

const textOf = (days: number | undefined): string => (days === undefined ? '' : String(days));
const daysOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

function typedOf(supplier: Partial<Supplier>) {
  const { address } = supplier;
  return {
    name: supplier.name ?? '',
    phone: supplier.phone ?? '',
    email: supplier.email ?? '',
    street: address?.street ?? '',
    postcode: address?.postcode ?? '',
    city: address?.city ?? '',
    country: address?.country ?? '',
    profile: supplier.profile ?? 'generic',
    numbers: typedNumbers(supplier.identifiers ?? []),
    paymentTermsDays: textOf(supplier.paymentTermsDays),
    leadTimeDays: textOf(supplier.leadTimeDays),
    note: supplier.note ?? '',
    archived: supplier.archived ?? false,
  };
}
type Typed = ReturnType<typeof typedOf>;

/** What was typed as the API has it; null for what is not there. */
function recordOf({ profile, numbers, archived, ...fields }: Typed) {
  const parts = ADDRESS.flatMap((one) => (fields[one].trim() === '' ? [] : [[one, fields[one].trim()] as const]));
  return {
    name: fields.name.trim(),
    phone: fields.phone.trim() || null,
    email: fields.email.trim() || null,
    address: parts.length > 0 ? Object.fromEntries(parts) : null,
    profile,
    identifiers: identifiersOf(profile, numbers),
    paymentTermsDays: daysOf(fields.paymentTermsDays),
    leadTimeDays: daysOf(fields.leadTimeDays),
    note: fields.note.trim() || null,
    archived,
  };
}

/** A new supplier as the API takes it: without what is not there. */
function newRecordOf(typed: Typed): Api['POST /suppliers']['body'] {
  const { archived: _archived, ...record } = recordOf(typed);
  const given = Object.entries(record).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as Api['POST /suppliers']['body'];
}

/** Corrects a supplier; without one, adds a new one. */
export function SupplierForm({ supplier, done }: { supplier?: Supplier; done?: (saved: Supplier) => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const isDays = (text: string): string | null => (DAYS.test(text.trim()) ? null : t('form.whole'));
  const form = useForm({
    initialValues: typedOf(supplier ?? {}),
    validate: {
      name: (text) => (text.trim() ? null : t('form.missing')),
      paymentTermsDays: isDays,
      leadTimeDays: isDays,
      numbers: (numbers, { profile }) => (wrongNumbers(profile, numbers).length > 0 ? t('card.number-wrong') : null),
    },
  });
  const save = useAct({
    run: (typed: Typed, key): Promise<Supplier> => {
      if (!supplier) return ask('POST /suppliers', { body: newRecordOf(typed), key });
      const { supplierId, revision } = supplier;
      const changes = changesOf(recordOf(form.getInitialValues()), recordOf(typed));
      return ask('PATCH /suppliers/{supplierId}', { params: { supplierId }, body: { revision, changes }, key });
    },
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: (saved) => {
      queries.setQueryData(['supplier', saved.supplierId], saved);
      void queries.invalidateQueries({ queryKey: ['list'] });
      done?.(saved);
    },
  });
  const { profile, numbers } = form.values;
  return (
    <form onSubmit={form.onSubmit((typed) => save.mutate(typed))} noValidate>
      <Stack>
        <TextInput label={t('customer.name')} required maxLength={160} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('customer.phone')} type="tel" maxLength={40} {...form.getInputProps('phone')} />
        <TextInput label={t('sign-in.email')} type="email" maxLength={200} {...form.getInputProps('email')} />
        <TextInput label={t('customer.street')} maxLength={200} {...form.getInputProps('street')} />
        <TextInput label={t('customer.postcode')} maxLength={20} {...form.getInputProps('postcode')} />
        <TextInput label={t('customer.city')} maxLength={100} {...form.getInputProps('city')} />
        <TextInput label={t('card.country')} maxLength={2} {...form.getInputProps('country')} />
        <IdentifierFields
          profile={profile}
          numbers={numbers}
          wrong={form.errors['numbers'] ? wrongNumbers(profile, numbers) : []}
          onProfile={(value) => form.setFieldValue('profile', value)}
          onNumbers={(value) => form.setFieldValue('numbers', value)}
        />
        <TextInput
          label={t('card.terms')}
          inputMode="numeric"
          maxLength={3}
          {...form.getInputProps('paymentTermsDays')}
        />
        <TextInput
          label={t('supplier.lead-time')}
          inputMode="numeric"
          maxLength={3}
          {...form.getInputProps('leadTimeDays')}
        />
        <Textarea label={t('supplier.note')} maxLength={1000} rows={3} {...form.getInputProps('note')} />
        {supplier && (
          <Checkbox label={t('supplier.archive')} {...form.getInputProps('archived', { type: 'checkbox' })} />
        )}
        <TakenBy error={save.error} />
        <FormEnd
          error={save.error}
          isDirty={form.isDirty() && !save.isSuccess}
          isSaving={save.isPending}
          save={supplier ? t('form.save') : t('supplier.add')}
        />
      </Stack>
    </form>
  );
}

/** Who has the number that was refused because another supplier has it; nothing for other errors. */
function TakenBy({ error }: { error: unknown }) {
  const { t } = useMessages();
  if (!(error instanceof ApiProblem) || error.problem.code !== 'supplier.identifier-taken') return null;
  const { supplierId, name } = error.problem.details as { supplierId: string; name: string };
  return (
    <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
      {t('supplier.taken-by', { name })}
    </Link>
  );
}
