import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { sum } from '@comptoir/contracts/money';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { amountText, parseAmount } from '../money.js';

export type OpenBill = Api['GET /open-bills']['reply']['items'][number];
type Method = NonNullable<Api['POST /supplier-payments']['body']['method']>;
const METHODS = ['transfer', 'cheque', 'card', 'cash'] as const satisfies readonly Method[];

/** Pays open papers of a supplier in one store; what is typed for a credit note lowers what is paid. */
export function PaySupplier({ bills, done }: { bills: readonly OpenBill[]; done: () => void }) {
  const { t, money } = useMessages();
  const queries = useQueryClient();
  const { storeId, supplierId, currency } = bills[0]!;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(bills.map((one) => [one.billId, amountText(Math.abs(one.openMinor), currency)])),
  );
  const [method, setMethod] = useState<Method>('transfer');
  const [reference, setReference] = useState('');
  const parts = bills.map((bill) => ({ bill, ...partOf(bill, typed[bill.billId] ?? '') }));
  const named = parts.filter((one) => one.amountMinor !== undefined && one.amountMinor !== 0);
  const totalMinor = sum(named.map((one) => one.amountMinor ?? 0));
  const pay = useAct({
    run: (_: undefined, key) =>
      ask('POST /supplier-payments', {
        key,
        body: {
          storeId,
          supplierId,
          ...(totalMinor === 0 ? {} : { method }),
          amountMinor: totalMinor,
          ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
          allocations: named.map((one) => ({ billId: one.bill.billId, amountMinor: one.amountMinor ?? 0 })),
        },
      }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      done();
    },
  });
  const fault = faultOf(parts, totalMinor);
  return (
    <>
      <p className="quiet">{t('bill.pay-how')}</p>
      {parts.map(({ bill, isWrong }) => (
        <TextInput
          key={bill.billId}
          label={t('bill.pay-of', { number: bill.number })}
          description={`${t(`bill.${bill.kind}`)} · ${money(bill.openMinor, currency)}`}
          inputMode="decimal"
          value={typed[bill.billId] ?? ''}
          error={isWrong ? t('form.amount') : undefined}
          onChange={(event) => setTyped({ ...typed, [bill.billId]: event.currentTarget.value })}
        />
      ))}
      {totalMinor > 0 && (
        <>
          <NativeSelect
            label={t('bill.pay-method')}
            data={METHODS.map((value) => ({ value, label: t(`bill.pay.${value}`) }))}
            value={method}
            onChange={(event) => setMethod(event.currentTarget.value as Method)}
          />
          <TextInput
            label={t('bill.pay-reference')}
            maxLength={60}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </>
      )}
      {fault && <p role="alert">{t(fault)}</p>}
      <ProblemNote error={pay.error} />
      <Group justify="end">
        <Button
          disabled={fault !== undefined || parts.some((one) => one.isWrong)}
          loading={pay.isPending}
          onClick={() => pay.mutate(undefined)}
        >
          {t('bill.pay-now', { amount: money(Math.max(totalMinor, 0), currency) })}
        </Button>
      </Group>
    </>
  );
}

/** What is typed of a paper, below zero of a credit note; nothing typed leaves it out. */
function partOf(
  { openMinor, currency }: OpenBill,
  text: string,
): { readonly amountMinor?: number; readonly isWrong: boolean } {
  if (text.trim() === '') return { isWrong: false };
  const minor = parseAmount(text, currency);
  if (minor === undefined || minor > Math.abs(openMinor)) return { isWrong: true };
  return { amountMinor: openMinor < 0 ? 0 - minor : minor, isWrong: false };
}

function faultOf(
  parts: readonly { readonly amountMinor?: number }[],
  totalMinor: number,
): 'bill.pay-nothing' | 'bill.pay-below' | undefined {
  if (parts.every(({ amountMinor = 0 }) => amountMinor === 0)) return 'bill.pay-nothing';
  return totalMinor < 0 ? 'bill.pay-below' : undefined;
}
