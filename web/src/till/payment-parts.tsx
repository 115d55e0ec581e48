import { Button, Group, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { Currency } from '@comptoir/contracts/money';
import type { Payment } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { amountText } from '../money.js';
import { likelyCash } from '../till-session/denominations.js';
import type { Offer, TypedPayment } from './payment.js';

interface FieldsProps {
  readonly typed: TypedPayment;
  readonly offer: Offer;
  readonly currency: Currency;
  readonly type: (change: Partial<TypedPayment>) => void;
}

/** Cash handed over, quick notes, the change; cash is taken in whole coins. Tab leads from the amount past the notes. */
export function CashFields({ typed: { given }, offer, currency, type }: FieldsProps) {
  const { t, money } = useMessages();
  const field = useRef<HTMLInputElement>(null);
  const { toPayMinor, leftMinor, tenderedMinor, short, part } = offer;
  return (
    <>
      {toPayMinor !== leftMinor && (
        <p className="side-note" data-testid="rounded">
          {t('pay.rounded', { amount: money(toPayMinor, currency) })}
        </p>
      )}
      <Group gap="xs" aria-label={t('pay.notes')} role="group">
        {likelyCash(toPayMinor, currency).map((amountMinor) => (
          <Button
            key={amountMinor}
            variant="default"
            size="compact-md"
            onClick={() => (type({ given: amountText(amountMinor, currency) }), field.current?.focus())}
          >
            {money(amountMinor, currency)}
          </Button>
        ))}
      </Group>
      <TextInput
        label={t('pay.given', { currency })}
        description={t('pay.exact')}
        inputMode="decimal"
        size="lg"
        data-autofocus
        ref={field}
        value={given}
        onChange={(event) => type({ given: event.currentTarget.value })}
        error={given.trim() !== '' && short && !part ? t('pay.short') : undefined}
        className="given"
      />
      <div className="due change">
        <span>{t('pay.change')}</span>
        <output data-testid="change">
          {short ? '—' : money((tenderedMinor ?? toPayMinor) - toPayMinor, currency)}
        </output>
      </div>
    </>
  );
}

/** The amount by card, transfer, cheque or credit, and its reference. */
export function PartFields({ typed, offer, currency, type }: FieldsProps) {
  const { t, money } = useMessages();
  const { short, part } = offer;
  const { means, given, reference, creditMinor } = typed;
  return (
    <>
      <TextInput
        label={t('pay.amount', { currency })}
        description={means === 'credit' ? t('pay.credit', { amount: money(creditMinor, currency) }) : t('pay.all-left')}
        inputMode="decimal"
        size="lg"
        data-autofocus
        value={given}
        onChange={(event) => type({ given: event.currentTarget.value })}
        error={given.trim() !== '' && short && !part ? t('pay.amount-wrong') : undefined}
        className="given"
      />
      {means !== 'credit' && (
        <TextInput
          label={t('pay.reference')}
          value={reference}
          maxLength={60}
          onChange={(event) => type({ reference: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** The parts that were taken so far; each can be put back. */
export function TakenParts({
  taken,
  currency,
  remove,
}: {
  taken: readonly Payment[];
  currency: string;
  remove: (at: number) => void;
}) {
  const { t, money } = useMessages();
  if (taken.length === 0) return null;
  return (
    <ul className="plain" aria-label={t('pay.taken')}>
      {taken.map(({ method, amountMinor, reference }, at) => (
        <li key={at}>
          <span>{[t(`means.${method}`), reference].filter(Boolean).join(' · ')}</span>
          <span className="strong">{money(amountMinor, currency)}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('pay.remove-part', { means: t(`means.${method}`), amount: money(amountMinor, currency) })}
            onClick={() => remove(at)}
          >
            {t('line.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
