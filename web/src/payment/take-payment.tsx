import { Button, Checkbox, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { payOldestFirst } from '@comptoir/contracts/refund';
import { sum } from '@comptoir/contracts/money';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import { underStoredKey } from '../api/stored-key.js';
import type { OpenItem, PaymentDocument, StoreOfSale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { amountText, parseAmount } from '../money.js';
import { useMoneyChanged } from './money-changed.js';
import { METHODS } from './methods.js';
import { lacksTill, MeansFields, meansOf, type TypedMeans } from './money-fields.js';
import { useSaleNumbers } from './sale-numbers.js';
import { useCashSession } from './session-choice.js';

function toggled(picked: ReadonlySet<string>, saleId: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(saleId)) next.add(saleId);
  return next;
}

/** Takes a payment of a customer: for the sales that are chosen, or for the oldest ones; what is left becomes credit. */
export function TakePayment({
  customerId,
  store,
  items,
  creditMinor,
  chosen = [],
  done,
}: {
  customerId: string;
  store: StoreOfSale;
  /** What is owed, the oldest first, in the currency of the store. */
  items: readonly OpenItem[];
  creditMinor: number;
  /** Sales that are chosen from the start. */
  chosen?: readonly string[];
  done: (payment: PaymentDocument) => void;
}) {
  const { t, money } = useMessages();
  const { currency, storeId } = store;
  const moneyChanged = useMoneyChanged();
  const session = useCashSession(storeId);
  const numberOf = useSaleNumbers(customerId);
  const [picked, setPicked] = useState<ReadonlySet<string> | undefined>(
    chosen.length > 0 ? new Set(chosen) : undefined,
  );
  const owedMinor = sum((picked ? items.filter((one) => picked.has(one.saleId)) : items).map((one) => one.openMinor));
  const [amount, setAmount] = useState<string>();
  const [typed, setTyped] = useState<TypedMeans>({ method: 'cash', reference: '' });
  const amountMinor = parseAmount(amount ?? amountText(owedMinor, currency), currency);
  const isWrong = !amountMinor || (picked !== undefined && picked.size === 0);
  const take = useMutation({
    mutationFn: (paidMinor: number) => {
      const open = items.filter((one) => picked?.has(one.saleId));
      const { allocations } = payOldestFirst(paidMinor, open);
      const body = {
        customerId,
        storeId,
        amountMinor: paidMinor,
        ...meansOf(typed, session),
        ...(allocations.length > 0 ? { allocations } : {}),
      };
      return underStoredKey(`payment.${customerId}`, body, (key) => ask('POST /payments', { body, key }));
    },
    onSuccess: async (payment) => {
      await moneyChanged();
      done(payment);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (amountMinor && !lacksTill(typed, session) && !take.isPending) take.mutate(amountMinor);
      }}
    >
      <Stack>
        {items.length > 1 && (
          <SegmentedControl
            fullWidth
            aria-label={t('payment.which')}
            value={picked ? 'chosen' : 'oldest'}
            onChange={(value) => setPicked(value === 'chosen' ? new Set() : undefined)}
            data={(['oldest', 'chosen'] as const).map((value) => ({ value, label: t(`payment.${value}`) }))}
          />
        )}
        {picked &&
          items.map((one) => (
            <Checkbox
              key={one.saleId}
              label={`${numberOf(one.saleId) ?? t('payment.open-sale')} · ${money(one.openMinor, currency)}`}
              checked={picked.has(one.saleId)}
              onChange={() => setPicked(toggled(picked, one.saleId))}
            />
          ))}
        <TextInput
          label={t('payment.amount-in', { currency })}
          description={t('payment.more-is-credit')}
          inputMode="decimal"
          data-autofocus
          value={amount ?? amountText(owedMinor, currency)}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={isWrong ? t('form.amount') : undefined}
        />
        <MeansFields
          label={t('payment.means')}
          typed={typed}
          methods={METHODS.filter((method) => method !== 'credit' || creditMinor > 0)}
          type={setTyped}
          session={session}
        />
        <ProblemNote error={take.error} />
        <Group justify="end">
          <Button type="submit" disabled={isWrong || lacksTill(typed, session)} loading={take.isPending}>
            {t('payment.take')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
