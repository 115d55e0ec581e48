import { Button, Group, TextInput } from '@mantine/core';
import { parseQuantity } from '@comptoir/contracts/units';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Delivery } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useReason } from '../kit/use-reason.js';

/** Sends units of a delivery back to its supplier; as many of each batch as are still here. */
export function ReturnToSupplier({
  delivery: { storeId, supplierId = '', batches },
  nameOf,
  done,
}: {
  delivery: Delivery;
  nameOf: (productId: string) => string;
  done: (number: string) => void;
}) {
  const { t, quantity: shown } = useMessages();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [isAsked, setIsAsked] = useState(false);
  const { field, take } = useReason(t('bill.reason'));
  const left = useRemaining(
    storeId,
    batches.map(({ productId }) => productId),
  );
  const parts = batches.map((batch) => {
    const text = typed[batch.batchId] ?? '';
    const quantity = text.trim() === '' ? 0 : parseQuantity(text, batch.quantityDecimals);
    return { batch, text, quantity, isWrong: quantity === undefined || quantity > (left.get(batch.batchId) ?? 0) };
  });
  const lines = parts.flatMap(({ batch, quantity }) => (quantity ? [{ batchId: batch.batchId, quantity }] : []));
  const send = useAct({
    run: (reason: string, key) => ask('POST /supplier-returns', { key, body: { storeId, supplierId, reason, lines } }),
    onDone: async ({ number }) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      await queries.invalidateQueries({ queryKey: ['stock'] });
      done(number);
    },
  });
  return (
    <>
      {parts.map(({ batch, text, isWrong }) => {
        const remaining = left.get(batch.batchId) ?? 0;
        return (
          <TextInput
            key={batch.batchId}
            label={t('bill.return-of', { name: nameOf(batch.productId) })}
            description={t('bill.return-left', { quantity: shown(remaining, batch) })}
            inputMode={batch.quantityDecimals === 0 ? 'numeric' : 'decimal'}
            disabled={remaining === 0}
            value={text}
            error={isWrong ? t('form.quantity') : undefined}
            onChange={(event) => setTyped({ ...typed, [batch.batchId]: event.currentTarget.value })}
          />
        );
      })}
      {field}
      {isAsked && lines.length === 0 && <p role="alert">{t('bill.return-nothing')}</p>}
      <ProblemNote error={send.error} />
      <Group justify="end">
        <Button
          loading={send.isPending}
          disabled={parts.some((one) => one.isWrong)}
          onClick={() => {
            setIsAsked(true);
            const reason = take();
            if (reason !== undefined && lines.length > 0) send.mutate(reason);
          }}
        >
          {t('bill.return-now')}
        </Button>
      </Group>
    </>
  );
}

/** Units that remain of each live batch of products in a store. */
function useRemaining(storeId: string, productIds: readonly string[]): ReadonlyMap<string, number> {
  const distinct = [...new Set(productIds)];
  return useQueries({
    queries: distinct.map((productId) => ({
      queryKey: ['stock', storeId, productId],
      queryFn: () => ask('GET /stock', { query: { storeId, productId } }),
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) =>
          (data?.items ?? []).flatMap((one) =>
            ('batches' in one ? (one.batches ?? []) : []).map((batch) => [batch.batchId, batch.remainingQty] as const),
          ),
        ),
      ),
  });
}
