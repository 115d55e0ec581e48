import { Paper, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Customer } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { amountText, parseAmount } from '../money.js';
import { useMay } from '../session.js';
import { changesOf } from './changes-of.js';

/** The fields of a customer that can be taken away again. */
const OPTIONAL = ['phone', 'email', 'address', 'taxId'] as const;

/** Corrects a customer; the credit limit is for those who may give credit. */
export function CustomerForm({ customer }: { customer: Customer }) {
  const { t } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const { store } = useStores();
  const { customerId, revision, creditLimit } = customer;
  const currency = creditLimit?.currency ?? store?.currency ?? 'DZD';
  const form = useForm({
    initialValues: {
      name: customer.name,
      phone: customer.phone ?? '',
      email: customer.email ?? '',
      address: customer.address ?? '',
      taxId: customer.taxId ?? '',
      limit: creditLimit ? amountText(creditLimit.minor, currency) : '',
    },
    validate: {
      name: (text) => (text.trim() ? null : t('form.missing')),
      limit: (text) => (text.trim() === '' || parseAmount(text, currency) !== undefined ? null : t('form.amount')),
    },
  });
  type Fields = typeof form.values;
  const recordOf = ({ name, limit, ...fields }: Fields) => ({
    name: name.trim(),
    ...(Object.fromEntries(OPTIONAL.map((one) => [one, fields[one].trim() || null])) as Record<
      (typeof OPTIONAL)[number],
      string | null
    >),
    creditLimit: limit.trim() === '' ? null : { minor: parseAmount(limit, currency) ?? 0, currency },
  });
  const change = useAct({
    run: (fields: Fields, key) =>
      ask('PATCH /customers/{customerId}', {
        params: { customerId },
        body: { revision, changes: changesOf(recordOf(form.getInitialValues()), recordOf(fields)) },
        key,
      }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: (changed) => {
      queries.setQueryData(['customer', customerId], changed);
      void queries.invalidateQueries({ queryKey: ['list'] });
    },
  });
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit((fields) => change.mutate(fields))} noValidate>
        <Stack>
          <TextInput label={t('customer.name')} required maxLength={200} {...form.getInputProps('name')} />
          <TextInput label={t('customer.phone')} type="tel" maxLength={40} {...form.getInputProps('phone')} />
          <TextInput label={t('sign-in.email')} type="email" maxLength={200} {...form.getInputProps('email')} />
          <TextInput label={t('customer.address')} maxLength={300} {...form.getInputProps('address')} />
          <TextInput label={t('customer.taxId')} maxLength={40} {...form.getInputProps('taxId')} />
          {may('giveCredit') && (
            <TextInput
              label={t('customer.limit-in', { currency })}
              inputMode="decimal"
              {...form.getInputProps('limit')}
            />
          )}
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
