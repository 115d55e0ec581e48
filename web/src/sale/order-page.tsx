import { Button, Group, Paper, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Order } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useZoneOf } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { usePeople } from '../kit/use-people.js';
import { useProducts } from '../office/use-product-names.js';
import { useMay } from '../session.js';
import { toneOf } from './order-state.js';

/** One order: its content, why it was refused or cancelled, its life; what can be done with one that has sold nothing. */
export function OrderPage() {
  const { orderId } = useParams({ from: '/office/orders/$orderId' });
  const { t, moment } = useMessages();
  const zoneOf = useZoneOf();
  const { data: order, error } = useQuery({
    queryKey: ['orders', orderId],
    queryFn: () => ask('GET /orders/{orderId}', { params: { orderId } }),
  });
  return (
    <Page
      title={order ? t('order.title', { time: moment(order.createdAt, zoneOf(order.storeId)) }) : t('page.orders')}
      about={order && <Status tone={toneOf(order.state)}>{t(`order.is.${order.state}`)}</Status>}
    >
      <ProblemNote error={error} />
      {order ? <Whole order={order} /> : <Paper withBorder className="waiting" aria-busy="true" />}
    </Page>
  );
}

function Whole({ order }: { order: Order }) {
  const { t } = useMessages();
  const may = useMay();
  const why = order.cancelled?.reason ?? order.returned?.message;
  return (
    <>
      {order.parked && <p>{`${t('order.parked-as')}: ${order.parked.label ?? '—'}`}</p>}
      {why && <p>{`${t('order.why')}: ${why}`}</p>}
      {order.saleId && may('readSales') && (
        <p>
          <Link className="link" to="/sales/$saleId" params={{ saleId: order.saleId }}>
            {t('order.sale')}
          </Link>
        </p>
      )}
      <div className="halves">
        <Content order={order} />
        <Life order={order} />
      </div>
      <Acts order={order} />
    </>
  );
}

function Content({ order }: { order: Order }) {
  const { t, quantity: shown } = useMessages();
  const productOf = useProducts(order.lines.map(({ productId }) => productId));
  return (
    <Paper withBorder p="md" className="stack">
      <h2>{t('order.goods')}</h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('order.product')}</Table.Th>
            <Table.Th className="number">{t('order.quantity')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.lines.map(({ lineId, productId, quantity }) => {
            const product = productOf(productId);
            return (
              <Table.Tr key={lineId}>
                <Table.Td>{product?.name ?? productId}</Table.Td>
                <Table.Td className="number">{product && shown(quantity, product)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** Every state the order has had, oldest first. */
function Life({ order }: { order: Order }) {
  const { t, lookup, moment } = useMessages();
  const zone = useZoneOf()(order.storeId);
  const { nameOf } = usePeople();
  return (
    <Paper withBorder p="md" className="stack" data-testid="order-life">
      <h2>{t('order.life')}</h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('order.state')}</Table.Th>
            <Table.Th>{t('order.at')}</Table.Th>
            <Table.Th>{t('order.by')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.life.map(({ name, state, at, by }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{lookup(`order.step.${name}`) ?? t(`order.is.${state}`)}</Table.Td>
              <Table.Td>{moment(at, zone)}</Table.Td>
              <Table.Td>{by === 'schedule' ? t('order.schedule') : (nameOf(by) ?? t('order.somebody'))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** Brings an expired order back, or cancels an order that has sold nothing. */
function Acts({ order: { orderId, revision, state } }: { order: Order }) {
  const { t } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const onDone = () => queries.invalidateQueries({ queryKey: ['orders'] });
  const restore = useAct({
    run: (_input: undefined, key) =>
      ask('POST /orders/{orderId}/restore', { params: { orderId }, body: { revision }, key }),
    onDone,
  });
  const cancel = useAct({
    run: (_input: undefined, key) =>
      ask('POST /orders/{orderId}/cancel', { params: { orderId }, body: { reason: reason.trim() }, key }),
    onDone,
  });
  const open = state === 'draft' || state === 'refused' || state === 'expired';
  if (!open || !may('takeOrders')) return null;
  return (
    <>
      <ProblemNote error={restore.error ?? cancel.error} />
      <Group align="end">
        {state === 'expired' && (
          <Button loading={restore.isPending} onClick={() => restore.mutate(undefined)}>
            {t('order.restore')}
          </Button>
        )}
        <TextInput
          label={t('order.cancel-why')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={reason.trim() === ''}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(undefined)}
        >
          {t('order.cancel')}
        </Button>
      </Group>
    </>
  );
}
