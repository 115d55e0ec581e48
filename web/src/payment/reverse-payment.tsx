import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { PaymentDocument } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useMoneyChanged } from './money-changed.js';
import { METHODS, type Method } from './methods.js';
import { SessionChoice, useCashSession } from './session-choice.js';

/** Whether a payment can be reversed: what a customer paid, or credit paid out, once. */
export function isReversible({ kind, reversedBy }: PaymentDocument): boolean {
  return reversedBy === undefined && kind !== 'reversal' && kind !== 'refund';
}

/** Reverses a payment that was entered wrongly, with its reason, and how it was really paid where it was. */
export function ReversePayment({ payment, done }: { payment: PaymentDocument; done: () => void }) {
  const { t } = useMessages();
  const { paymentId, storeId, method, direction } = payment;
  const moneyChanged = useMoneyChanged();
  const session = useCashSession(storeId);
  const [reason, setReason] = useState('');
  const [replacement, setReplacement] = useState<Method | ''>('');
  const [reference, setReference] = useState('');
  const isCash = method === 'cash' || replacement === 'cash';
  const hasReference = replacement !== '' && replacement !== 'cash' && replacement !== 'credit';
  const ready = reason.trim() !== '' && (!isCash || session.sessionId !== undefined);
  const reverse = useAct({
    run: (_: undefined, key) =>
      ask('POST /payments/{paymentId}/reversal', {
        params: { paymentId },
        body: {
          reason: reason.trim(),
          ...(replacement === ''
            ? {}
            : {
                replacement: {
                  method: replacement,
                  ...(hasReference && reference.trim() !== '' ? { reference: reference.trim() } : {}),
                },
              }),
          ...(session.sessionId === undefined ? {} : { tillSessionId: session.sessionId }),
        },
        key,
      }),
    onDone: async () => {
      await moneyChanged();
      done();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !reverse.isPending) reverse.mutate(undefined);
      }}
    >
      <Stack>
        <p className="quiet">{t('payment.reverse-how')}</p>
        <TextInput
          label={t('payment.reason')}
          required
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {direction === 'in' && (
          <NativeSelect
            label={t('payment.replacement')}
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value as Method | '')}
            data={[
              { value: '', label: t('payment.not-paid') },
              ...METHODS.map((value) => ({ value, label: t(`means.${value}`) })),
            ]}
          />
        )}
        {hasReference && (
          <TextInput
            label={t('payment.reference')}
            maxLength={60}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        )}
        {isCash && <SessionChoice session={session} />}
        <ProblemNote error={reverse.error} />
        <Group justify="end">
          <Button type="submit" color="red" disabled={!ready} loading={reverse.isPending}>
            {t('payment.reverse-now')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
