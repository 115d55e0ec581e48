import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { ApiProblem, ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Question } from '../kit/question.js';
import { useAct } from '../kit/use-act.js';
import { useReason } from '../kit/use-reason.js';
import { useList } from '../kit/use-list.js';
import { useProductNames } from '../office/use-product-names.js';
import { useBooksChanged } from './use-post-entry.js';

type Delivery = Api['GET /openings/goods']['reply']['items'][number];

/** Deliveries of opening stock of a store, each with the act that takes it back. */
export function OpeningDeliveries({ store }: { store: Store }) {
  const { t, figure, moment } = useMessages();
  const { storeId, currency, timeZone } = store;
  const list = useList('GET /openings/goods', { query: { storeId } });
  const [asked, setAsked] = useState<Delivery>();
  const columns: Column<Delivery>[] = [
    {
      id: 'at',
      head: t('opening.received'),
      cell: ({ deliveryId, receivedAt }) => (
        <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
          {moment(receivedAt, timeZone)}
        </Link>
      ),
    },
    { id: 'reference', head: t('opening.reference'), cell: ({ reference }) => reference },
    { id: 'lines', head: t('opening.lines'), numeric: true, cell: ({ lines }) => lines },
    {
      id: 'cost',
      head: t('opening.cost', { currency }),
      numeric: true,
      cell: ({ totalCostMinor = 0 }) => figure(totalCostMinor, currency),
    },
    {
      id: 'back',
      head: '',
      cell: (one) =>
        one.takenBack ? (
          <span className="quiet">{t('opening.taken-back', { reason: one.takenBack.reason })}</span>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setAsked(one)}>
            {t('opening.take-back')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable
        label={t('opening.deliveries')}
        list={list}
        columns={columns}
        rowKey={({ deliveryId }) => deliveryId}
        empty={t('opening.goods-none')}
      />
      {asked && <TakeBack key={asked.deliveryId} delivery={asked} onEnd={() => setAsked(undefined)} />}
    </>
  );
}

/** Asks, with the reason, before a delivery of opening stock is taken back. */
function TakeBack({ delivery, onEnd }: { delivery: Delivery; onEnd: () => void }) {
  const { t, money } = useMessages();
  const { deliveryId, totalCostMinor = 0, currency } = delivery;
  const refresh = useBooksChanged();
  const reason = useReason(t('entry-form.reason'));
  const act = useAct({
    run: (given: string, key) =>
      ask('POST /deliveries/{deliveryId}/take-back', { params: { deliveryId }, body: { reason: given }, key }),
    onDone: async () => {
      await refresh();
      onEnd();
    },
  });
  return (
    <Question
      open
      title={t('opening.take-back-ask', { amount: money(totalCostMinor, currency) })}
      yes={t('opening.take-back')}
      isRunning={act.isPending}
      onYes={() => {
        const given = reason.take();
        if (given !== undefined) act.mutate(given);
      }}
      onNo={onEnd}
    >
      <Stack>
        <div className="quiet">{t('opening.take-back-how')}</div>
        {reason.field}
        <ProblemNote error={act.error} />
        <MovedOn error={act.error} />
      </Stack>
    </Question>
  );
}

/** The products that a delivery is no longer whole for. */
function MovedOn({ error }: { error: unknown }) {
  const { t } = useMessages();
  const refused =
    error instanceof ApiProblem && error.problem.code === 'delivery.not-whole' ? error.problem : undefined;
  const { products = [] } = (refused?.details ?? {}) as { products?: readonly { productId: string }[] };
  const ids = [...new Set(products.map(({ productId }) => productId))].slice(0, 10);
  const nameOf = useProductNames(ids);
  return ids.length > 0 && <div role="alert">{t('opening.moved-on', { products: ids.map(nameOf).join(', ') })}</div>;
}
