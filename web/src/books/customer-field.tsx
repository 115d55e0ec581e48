import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Customer } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { useCustomer } from '../kit/use-customer.js';

const FOUND = '20';
const AFTER_TYPING_MS = 200;

const labelOf = ({ name, phone }: Customer): string => [name, phone].filter(Boolean).join(' · ');

/** A customer by name, phone or tax number, found while it is typed; walk-in customers have no account. */
export function CustomerField({
  label,
  isLabelSeen = true,
  customerId,
  choose,
  error,
}: {
  label: string;
  /** Else it is there for screen readers only. */
  isLabelSeen?: boolean;
  customerId: string;
  choose: (customerId: string) => void;
  error?: string | undefined;
}) {
  const { t } = useMessages();
  const [text, setText] = useState('');
  const { data: chosen } = useCustomer(customerId);
  const typed = chosen && text === labelOf(chosen) ? '' : text.trim(); // the field shows who is chosen
  const [sought] = useDebouncedValue(typed, AFTER_TYPING_MS);
  const { data: found } = useQuery({
    queryKey: ['search', 'customers', 'field', sought],
    queryFn: () => ask('GET /customers', { query: { limit: FOUND, ...(sought ? { text: sought } : {}) } }),
    placeholderData: (before) => before,
  });
  const known = [...(chosen ? [chosen] : []), ...(found?.items ?? []).filter((one) => one.customerId !== customerId)];
  return (
    <Select
      {...(isLabelSeen ? { label } : { 'aria-label': label, placeholder: label })}
      searchable
      clearable
      selectFirstOptionOnChange
      nothingFoundMessage={t('search.nothing')}
      filter={({ options }) => options} // the server has looked for it
      data={known
        .filter(({ kind }) => kind !== 'walkIn')
        .map((one) => ({ value: one.customerId, label: labelOf(one) }))}
      value={customerId === '' ? null : customerId}
      onChange={(next) => choose(next ?? '')}
      searchValue={text}
      onSearchChange={setText}
      error={error}
    />
  );
}
