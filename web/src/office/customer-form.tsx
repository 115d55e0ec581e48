import { Paper, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { CustomerCard } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { amountText, parseAmount } from '../money.js';
import { useMay } from '../session.js';
import { TakenNumber } from '../sale/taken-number.js';
import { GroupField } from './group-field.js';
import { changesOf } from './changes-of.js';
import { IdentifierFields, identifiersOf, typedNumbers, wrongNumbers } from './identifier-fields.js';

const ADDRESS = ['street', 'postcode', 'city', 'country'] as const;
const DAYS = /^\d{0,3}$/;

/** Corrects a customer; limit and terms are for those who may give credit. */
export function CustomerForm({ customer }: { customer: CustomerCard }) {
  const { t } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const { store } = useStores();
  const { customerId, revision, creditLimit, address } = customer;
  const currency = creditLimit?.currency ?? store?.currency ?? 'DZD';
  const form = useForm({
    initialValues: {
      name: customer.name,
      phone: customer.phone ?? '',
      email: customer.email ?? '',
      street: address?.street ?? '',
      postcode: address?.postcode ?? '',
      city: address?.city ?? '',
      country: address?.country ?? '',
      profile: customer.profile,
      numbers: typedNumbers(customer.identifiers),
      limit: creditLimit ? amountText(creditLimit.minor, currency) : '',
      paymentTermsDays: customer.paymentTermsDays === undefined ? '' : String(customer.paymentTermsDays),
      group: customer.group ?? '',
      reason: '',
    },
    validate: {
      name: (text) => (text.trim() ? null : t('form.missing')),
      limit: (text) => (text.trim() === '' || parseAmount(text, currency) !== undefined ? null : t('form.amount')),
      paymentTermsDays: (text) => (DAYS.test(text.trim()) ? null : t('form.amount')),
      numbers: (numbers, { profile }) => (wrongNumbers(profile, numbers).length > 0 ? t('card.number-wrong') : null),
    },
  });
  type Fields = typeof form.values;
  const recordOf = ({ profile, numbers, limit, paymentTermsDays, ...fields }: Fields) => {
    const parts = ADDRESS.flatMap((one) => (fields[one].trim() === '' ? [] : [[one, fields[one].trim()] as const]));
    return {
      name: fields.name.trim(),
      group: fields.group.trim() || null,
      phone: fields.phone.trim() || null,
      email: fields.email.trim() || null,
      address: parts.length > 0 ? Object.fromEntries(parts) : null,
      profile,
      identifiers: identifiersOf(profile, numbers),
      paymentTermsDays: paymentTermsDays.trim() === '' ? null : Number(paymentTermsDays),
      creditLimit: limit.trim() === '' ? null : { minor: parseAmount(limit, currency) ?? 0, currency },
    };
  };
  const change = useAct({
    run: (fields: Fields, key) =>
      ask('PATCH /customers/{customerId}', {
        params: { customerId },
        body: {
          revision,
          changes: changesOf(recordOf(form.getInitialValues()), recordOf(fields)),
          ...(fields.reason.trim() === '' ? {} : { reason: fields.reason.trim() }),
        },
        key,
      }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: (changed) => {
      queries.setQueryData(['customer', customerId], { ...customer, ...changed });
      void queries.invalidateQueries({ queryKey: ['list'] });
    },
  });
  const { profile, numbers } = form.values;
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit((fields) => change.mutate(fields))} noValidate>
        <Stack>
          <TextInput
            label={t(customer.kind === 'company' ? 'customer.legal-name' : 'customer.name')}
            required
            maxLength={160}
            {...form.getInputProps('name')}
          />
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
          {customer.kind !== 'walkIn' && <GroupField how={t('card.group-how')} {...form.getInputProps('group')} />}
          {may('giveCredit') && (
            <>
              <TextInput
                label={t('customer.limit-in', { currency })}
                inputMode="decimal"
                {...form.getInputProps('limit')}
              />
              <TextInput
                label={t('card.terms')}
                inputMode="numeric"
                maxLength={3}
                {...form.getInputProps('paymentTermsDays')}
              />
            </>
          )}
          <TextInput label={t('card.reason-if-any')} maxLength={500} {...form.getInputProps('reason')} />
          <TakenNumber error={change.error} />
          <FormEnd
            error={change.error}
            isDirty={form.isDirty() && !change.isSuccess}
            isSaving={change.isPending}
            save={t('form.save')}
          />
        </Stack>
      </form>
    </Paper>
  );
}
