import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { parseQuantity } from '@comptoir/contracts/units';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Delivery } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useReason } from '../kit/use-reason.js';
import { parseAmount } from '../money.js';
import { useMay } from '../session.js';

const KINDS = ['fewer', 'more', 'cost'] as const;
type Kind = (typeof KINDS)[number];
type Line = Pick<Delivery['batches'][number], 'batchId' | 'productId' | 'unit' | 'quantityDecimals'>;

/** Lines of a delivery that may be corrected: those that were typed, and those that corrections have added. */
function linesOf({ batches, corrections = [] }: Delivery): Line[] {
  const measureOf = new Map(batches.map((one) => [one.productId, one]));
  const added = corrections.flatMap(({ newBatchId, productId }) =>
    newBatchId === undefined ? [] : [{ ...measureOf.get(productId)!, batchId: newBatchId }],
  );
  return [...batches, ...added];
}

/** Puts a line of a delivery right: units fewer or more than typed, or another cost. */
export function CorrectDelivery({
  delivery,
  nameOf,
  done,
}: {
  delivery: Delivery;
  nameOf: (productId: string) => string;
  done: () => void;
}) {
  const { t } = useMessages();
  const seesCosts = useMay()('seeCosts');
  const queries = useQueryClient();
  const { deliveryId, currency } = delivery;
  const lines = linesOf(delivery);
  const [batchId, setBatchId] = useState(lines[0]!.batchId);
  const [kind, setKind] = useState<Kind>('fewer');
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const { field, take } = useReason(t('correct.reason'));
  const line = lines.find((one) => one.batchId === batchId)!;
  const figure = kind === 'cost' ? parseAmount(text, currency) : parseQuantity(text, line.quantityDecimals);
  const isWrong = figure === undefined || (kind !== 'cost' && figure <= 0);
  const correct = useAct({
    run: ({ reason, value }: { reason: string; value: number }, key) =>
      ask('POST /deliveries/{deliveryId}/corrections', {
        key,
        params: { deliveryId },
        body: {
          batchId,
          change: kind === 'cost' ? { kind, costMinor: value } : { kind, quantity: value },
          seen: delivery.corrections?.length ?? 0,
          reason,
        },
      }),
    onFailed: () => queries.invalidateQueries({ queryKey: ['delivery', deliveryId] }),
    onDone: async (corrected) => {
      queries.setQueryData(['delivery', deliveryId], corrected);
      await queries.invalidateQueries({ queryKey: ['list'] });
      await queries.invalidateQueries({ queryKey: ['stock'] });
      done();
    },
  });
  return (
    <>
      <NativeSelect
        label={t('correct.line')}
        value={batchId}
        data={lines.map((one, at) => ({ value: one.batchId, label: `${at + 1}. ${nameOf(one.productId)}` }))}
        onChange={(event) => setBatchId(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('correct.what')}
        value={kind}
        data={KINDS.filter((one) => seesCosts || one !== 'cost').map((value) => ({
          value,
          label: t(`correct.kind.${value}`),
        }))}
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
      />
      <TextInput
        label={t(`correct.figure.${kind}`)}
        inputMode="decimal"
        value={text}
        error={isAsked && isWrong ? t(kind === 'cost' ? 'form.amount' : 'form.quantity') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {field}
      <ProblemNote error={correct.error} />
      <Group justify="end">
        <Button
          loading={correct.isPending}
          onClick={() => {
            setIsAsked(true);
            const reason = take();
            if (reason !== undefined && !isWrong) correct.mutate({ reason, value: figure });
          }}
        >
          {t('correct.now')}
        </Button>
      </Group>
    </>
  );
}
