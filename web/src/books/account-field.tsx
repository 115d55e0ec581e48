import { Select } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import type { Account } from '../api/shapes.js';
import { titleOf } from './use-chart.js';

/** An account of a chart, found by its code or its name. */
export function AccountField({
  label,
  isLabelSeen = true,
  required = false,
  accounts,
  account,
  choose,
  error,
}: {
  label: string;
  /** Else it is there for screen readers only. */
  isLabelSeen?: boolean;
  required?: boolean;
  accounts: readonly Account[];
  account: string;
  choose: (account: string) => void;
  error?: string | undefined;
}) {
  const { t } = useMessages();
  return (
    <Select
      {...(isLabelSeen ? { label } : { 'aria-label': label, placeholder: label })}
      withAsterisk={required}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={t('search.nothing')}
      data={accounts.map((one) => ({ value: one.account, label: titleOf(one) }))}
      value={account === '' ? null : account}
      onChange={(next) => choose(next ?? '')}
      error={error}
    />
  );
}
