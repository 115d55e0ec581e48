import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Account, Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { tillsOf } from '../till-session/device-till.js';
import { CustomerField } from './customer-field.js';
import { OF_CUSTOMERS, type TypedLine } from './entry-lines.js';

/** What a line of an account names beside it: the customer, the till, the rate of tax; nothing where it names none. */
export function LineDimension({
  line,
  at,
  account,
  store,
  change,
  errorOf,
}: {
  line: TypedLine;
  /** Number of the line, from 1. */
  at: number;
  account: Account | undefined;
  store: Store;
  change: (changes: Partial<TypedLine>) => void;
  errorOf: (field: 'customerId' | 'till' | 'rate') => string | undefined;
}) {
  const { t } = useMessages();
  const byTill = account?.subAccountsBy === 'till';
  const { data } = useQuery({ ...tillsOf(store.storeId), enabled: byTill });
  if (OF_CUSTOMERS.includes(line.account))
    return (
      <CustomerField
        label={t('line-form.customer-of', { line: at })}
        isLabelSeen={false}
        customerId={line.customerId}
        choose={(customerId) => change({ customerId })}
        error={errorOf('customerId')}
      />
    );
  if (byTill)
    return (
      <NativeSelect
        aria-label={t('line-form.till-of', { line: at })}
        value={line.till}
        onChange={(event) => change({ till: event.currentTarget.value })}
        data={[
          { value: '', label: t('line-form.no-till') },
          ...(data?.items ?? []).map(({ till, name }) => ({ value: till, label: `${name} (${till})` })),
        ]}
        error={errorOf('till')}
      />
    );
  if (account?.subAccountsBy === 'taxRateBps')
    return (
      <TextInput
        aria-label={t('line-form.rate-of', { line: at })}
        placeholder={t('line-form.rate')}
        inputMode="decimal"
        value={line.rate}
        onChange={(event) => change({ rate: event.currentTarget.value })}
        error={errorOf('rate')}
      />
    );
  return null;
}
