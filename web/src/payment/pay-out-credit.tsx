import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import { underStoredKey } from '../api/stored-key.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { amountText, parseAmount } from '../money.js';
import { useMoneyChanged } from './money-changed.js';
import { METHODS } from './methods.js';
import { lacksTill, MeansFields, meansOf, type TypedMeans } from './money-fields.js';
import { useCashSession } from './session-choice.js';

/** Pays out what the shop owes a customer, or a part of it, with a reason. */
export function PayOutCredit({
  customerId,
  store: { storeId, currency },
  creditMinor,
  done,
}: {
  customerId: string;
  store: Store;
  creditMinor: number;
  done: () => void;
}) {
  const { t } = useMessages();
  const moneyChanged = useMoneyChanged();
  const session = useCashSession(storeId);
  const [amount, setAmount] = useState(amountText(creditMinor, currency));
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<TypedMeans>({ method: 'cash', reference: '' });
  const amountMinor = parseAmount(amount, currency);
  const isWrong = amountMinor === undefined || amountMinor === 0 || amountMinor > creditMinor;
  const ready = !isWrong && reason.trim() !== '' && !lacksTill(typed, session);
  const pay = useMutation({
    mutationFn: (paidMinor: number) => {
      const body = { storeId, amountMinor: paidMinor, reason: reason.trim(), ...meansOf(typed, session) };
      return underStoredKey(`credit.${customerId}`, body, (key) =>
        ask('POST /customers/{customerId}/credit-payouts', { params: { customerId }, body, key }),
      );
    },
    onSuccess: async () => {
      await moneyChanged();
      done();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !pay.isPending) pay.mutate(amountMinor);
      }}
    >
      <Stack>
        <TextInput
          label={t('payment.amount-in', { currency })}
          inputMode="decimal"
          data-autofocus
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={isWrong ? t('form.amount') : undefined}
        />
        <MeansFields
          label={t('payment.means')}
          typed={typed}
          methods={METHODS.filter((method) => method !== 'credit')}
          type={setTyped}
          session={session}
        />
        <TextInput
          label={t('payment.reason')}
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNote error={pay.error} />
        <Group justify="end">
          <Button type="submit" disabled={!ready} loading={pay.isPending}>
            {t('payment.pay-out-now')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
