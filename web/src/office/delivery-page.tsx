import { Button, Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { usePeople } from '../kit/use-people.js';
import { costOfUnit } from '../money.js';
import { useMay } from '../session.js';
import { DeliveryActs } from '../payables/delivery-acts.js';
import { DeliveryCorrections } from './delivery-corrections.js';
import { DeliverySold } from './delivery-sold.js';
import { useProductNames } from './use-product-names.js';

/** One delivery with its batches, and what became of them. */
export function DeliveryPage() {
  const { t, figure, money, moment, quantity: shown } = useMessages();
  const { stores } = useStores();
  const may = useMay();
  const { nameOf: personOf } = usePeople();
  const { deliveryId } = useParams({ from: '/office/deliveries/$deliveryId' });
  const { data, error } = useQuery({
    queryKey: ['delivery', deliveryId],
    queryFn: () => ask('GET /deliveries/{deliveryId}', { params: { deliveryId } }),
  });
  const receiver = data && personOf(data.receivedBy);
  const nameOf = useProductNames(data?.batches.map(({ productId }) => productId) ?? []);
  const store = stores.find(({ storeId }) => storeId === data?.storeId);
  const costs = data?.totalCostMinor !== undefined;
  return (
    <Page
      title={data?.supplierName ?? t('delivery.one')}
      about={data && moment(data.receivedAt, store?.timeZone)}
      tools={
        data && (
          <>
            <Button component={Link} variant="default" to="/labels" search={{ deliveryId } as never}>
              {t('page.labels')}
            </Button>
            {!data.opening && data.stockCountId === undefined && <DeliveryActs delivery={data} nameOf={nameOf} />}
          </>
        )
      }
    >
      <ProblemNote error={error} />
      {data && (
        <Paper withBorder p="md">
          <p className="quiet">
            {[
              store?.name,
              data.reference,
              receiver && t('delivery.received-by', { name: receiver }),
              data.totalCostMinor !== undefined && money(data.totalCostMinor, data.currency),
              data.takenBack && t('delivery.taken-back', { reason: data.takenBack.reason }),
              data.extraCostMinor && t('delivery.extra-part', { amount: money(data.extraCostMinor, data.currency) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {data.stockCountId !== undefined && (
            <p>
              <Link className="link" to="/stock-counts/$stockCountId" params={{ stockCountId: data.stockCountId }}>
                {t('delivery.found', { number: data.stockCountNumber ?? '' })}
              </Link>
            </p>
          )}
          {data.purchaseOrderId !== undefined && (
            <p>
              <Link
                className="link"
                to="/purchase-orders/$purchaseOrderId"
                params={{ purchaseOrderId: data.purchaseOrderId }}
              >
                {t('delivery.order', { number: data.purchaseOrderNumber ?? '' })}
              </Link>
            </p>
          )}
          <Table className="rows-stack">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('product.name')}</Table.Th>
                <Table.Th className="number">{t('line.quantity')}</Table.Th>
                {costs && <Table.Th className="number">{t('batch.cost', { currency: data.currency })}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.batches.map(({ batchId, productId, quantity, costMinor, ...measure }) => (
                <Table.Tr key={batchId}>
                  <Table.Td>
                    <Link className="link" to="/products/$productId" params={{ productId }}>
                      {nameOf(productId)}
                    </Link>
                  </Table.Td>
                  <Table.Td className="number" data-label={t('line.quantity')}>
                    {shown(quantity, measure)}
                  </Table.Td>
                  {costs && (
                    <Table.Td className="number" data-label={t('batch.cost', { currency: data.currency })}>
                      {figure(costOfUnit(costMinor ?? 0, quantity, measure.quantityDecimals), data.currency)}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {data && <DeliveryCorrections delivery={data} nameOf={nameOf} timeZone={store?.timeZone} />}
      {data && may('readLedger') && <DeliverySold deliveryId={deliveryId} />}
    </Page>
  );
}
