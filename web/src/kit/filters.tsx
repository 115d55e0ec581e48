import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { amountText, parseAmount } from '../money.js';

/** The filters of a page: they stand in its address, so that a filtered list can be kept and passed on. */
export interface Filters<K extends string> {
  readonly values: Readonly<Partial<Record<K, string>>>;
  readonly set: (name: K, value: string) => void;
  /** Sets several at once; the others stay. */
  readonly setAll: (values: Readonly<Partial<Record<K, string>>>) => void;
}

const AFTER_TYPING_MS = 250;

/** The filters of the present page. */
export function useFilters<K extends string>(): Filters<K> {
  const values: Partial<Record<string, string>> = useLocation().search;
  const navigate = useNavigate();
  const setAll = (changed: Readonly<Partial<Record<K, string>>>): void => {
    const given = Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, value || undefined]));
    void navigate({
      to: '.',
      search: ((before: Partial<Record<K, string>>) => ({ ...before, ...given })) as never,
      replace: true,
    });
  };
  return {
    values: values as Partial<Record<K, string>>,
    set: (name, value) => setAll({ [name]: value } as Partial<Record<K, string>>),
    setAll,
  };
}

/** The line above a list that says what is looked for. */
export function FilterBar({ children }: { children: ReactNode }) {
  const { t } = useMessages();
  return (
    <search className="filter-bar" aria-label={t('filter.title')}>
      {children}
    </search>
  );
}

/** A filter that is typed; the list follows a moment after the last key. */
export function TextFilter<K extends string>({
  filters,
  name,
  label,
}: {
  filters: Filters<K>;
  name: K;
  label: string;
}) {
  const value = filters.values[name] ?? '';
  const [text, setText] = useState(value);
  const apply = useDebouncedCallback((next: string) => filters.set(name, next.trim()), AFTER_TYPING_MS);
  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  return (
    <TextInput
      label={label}
      type="search"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}

/** A filter for an amount; the address has it in minor units. What is no amount is not looked for. */
export function AmountFilter<K extends string>({
  filters,
  name,
  label,
  currency,
}: {
  filters: Filters<K>;
  name: K;
  label: string;
  currency: string;
}) {
  const { t } = useMessages();
  const minor = filters.values[name];
  const [text, setText] = useState(() => (minor === undefined ? '' : amountText(Number(minor), currency)));
  const wrong = text.trim() !== '' && parseAmount(text, currency) === undefined;
  const apply = useDebouncedCallback((next: string) => {
    const amount = parseAmount(next, currency);
    if (next.trim() === '' || amount !== undefined) filters.set(name, amount === undefined ? '' : String(amount));
  }, AFTER_TYPING_MS);
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={text}
      error={wrong && t('form.amount')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}

/** A filter with a few values; the first choice is none of them, which is all where `none` says nothing else. */
export function ChoiceFilter<K extends string>({
  filters,
  name,
  label,
  choices,
  none,
}: {
  filters: Filters<K>;
  name: K;
  label: string;
  none?: string;
  choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const { t } = useMessages();
  return (
    <NativeSelect
      label={label}
      value={filters.values[name] ?? ''}
      onChange={(event) => filters.set(name, event.currentTarget.value)}
      data={[{ value: '', label: none ?? t('filter.all') }, ...choices]}
    />
  );
}

/** A filter for a day. */
export function DayFilter<K extends string>({
  filters,
  name,
  label,
  none = '',
}: {
  filters: Filters<K>;
  name: K;
  label: string;
  /** The day that is shown when none is chosen. */
  none?: string;
}) {
  return (
    <TextInput
      label={label}
      type="date"
      value={filters.values[name] ?? none}
      onChange={(event) => filters.set(name, event.currentTarget.value)}
    />
  );
}
