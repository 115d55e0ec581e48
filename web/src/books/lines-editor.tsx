import './books.css';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { AccountField } from './account-field.js';
import { emptyLine, sumsOf, type TypedLine } from './entry-lines.js';
import { LineDimension } from './line-dimension.js';
import { useChart } from './use-chart.js';

const SIDES = ['debit', 'credit'] as const;

/** The lines of an entry, with their sums as they are typed. */
export function LinesEditor({
  store,
  lines,
  change,
  errors,
  children,
}: {
  store: Store;
  lines: readonly TypedLine[];
  change: (lines: TypedLine[]) => void;
  /** By `lines.<index>.<field>`. */
  errors: Readonly<Record<string, ReactNode>>;
  /** What the sums mean. */
  children: ReactNode;
}) {
  const { t, figure } = useMessages();
  const { chart, accountOf } = useChart(store.companyId);
  const { currency } = store;
  const { debitMinor, creditMinor } = sumsOf(lines, currency);
  const changeLine = (at: number, changes: Partial<TypedLine>): void =>
    change(lines.map((line, index) => (index === at ? { ...line, ...changes } : line)));
  const errorOf = (at: number, field: keyof TypedLine): string | undefined => {
    const error = errors[`lines.${at}.${field}`];
    return error === undefined || error === null ? undefined : String(error);
  };
  return (
    <section className="entry-form-lines" aria-label={t('line-form.title')}>
      <div className="entry-form-line entry-form-head" aria-hidden>
        <span>{t('ledger.account')}</span>
        <span />
        <span>{t('line-form.label')}</span>
        <span className="number">{`${t('ledger.debit')}, ${currency}`}</span>
        <span className="number">{`${t('ledger.credit')}, ${currency}`}</span>
        <span />
      </div>
      {lines.map((line, at) => (
        <div className="entry-form-line" role="group" aria-label={t('line-form.line', { line: at + 1 })} key={line.key}>
          <div className="entry-form-wide">
            <AccountField
              label={t('line-form.account-of', { line: at + 1 })}
              isLabelSeen={false}
              accounts={chart?.items ?? []}
              account={line.account}
              choose={(account) => changeLine(at, { account, customerId: '', till: '', rate: '' })}
              error={errorOf(at, 'account')}
            />
          </div>
          <div className="entry-form-wide">
            <LineDimension
              line={line}
              at={at + 1}
              account={accountOf(line.account)}
              store={store}
              change={(changes) => changeLine(at, changes)}
              errorOf={(field) => errorOf(at, field)}
            />
          </div>
          <TextInput
            className="entry-form-wide"
            aria-label={t('line-form.label-of', { line: at + 1 })}
            maxLength={120}
            value={line.label}
            onChange={(event) => changeLine(at, { label: event.currentTarget.value })}
            error={errorOf(at, 'label')}
          />
          {SIDES.map((side) => (
            <TextInput
              key={side}
              className="amount"
              aria-label={t(`line-form.${side}-of`, { line: at + 1 })}
              placeholder={t(`ledger.${side}`)}
              inputMode="decimal"
              value={line[side]}
              onChange={(event) => changeLine(at, { [side]: event.currentTarget.value })}
              error={errorOf(at, side)}
            />
          ))}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('line-form.remove', { line: at + 1 })}
            disabled={lines.length === 1}
            onClick={() => change(lines.filter((_line, index) => index !== at))}
          >
            <IconTrash size={18} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <div className="entry-form-line entry-form-foot">
        <Button
          className="entry-form-wide"
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} stroke={1.5} />}
          onClick={() => change([...lines, emptyLine()])}
        >
          {t('line-form.add')}
        </Button>
        <span />
        <span className="strong">{t('total.all')}</span>
        <span className="number strong" data-testid="sum-debit">
          {figure(debitMinor, currency)}
        </span>
        <span className="number strong" data-testid="sum-credit">
          {figure(creditMinor, currency)}
        </span>
        <span />
      </div>
      {children}
    </section>
  );
}
