import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { BatchTrace } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores, useZoneOf } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FiguresTable } from '../kit/figures-table.js';
import { useMay } from '../session.js';
import { StockDocumentLink } from './stock-document-link.js';

/** Where a batch came from, and where its units went. */
export function BatchTracePanel({ batchId }: { batchId: string }) {
  const { t, quantity } = useMessages();
  const { stores } = useStores();
  const { data, error } = useQuery({
    queryKey: ['stock-trace', batchId],
    queryFn: () => ask('GET /stock-traces/{batchId}', { params: { batchId } }),
  });
  if (!data) return <ProblemNote error={error} />;
  const { batch, product } = data;
  const store = stores.find(({ storeId }) => storeId === batch.storeId);
  return (
    <Paper withBorder p="md">
      <h2>{product.name}</h2>
      <p className="quiet">
        {[
          store?.name,
          t('goods.left', { left: quantity(batch.remainingQty, product), all: quantity(batch.receivedQty, product) }),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        <bdi>{batch.batchId}</bdi>
      </p>
      <From trace={data} />
      <To trace={data} />
    </Paper>
  );
}

/** The batches before, the delivery that brought the units first, and its papers. */
function From({ trace: { batch, before, delivery, bills } }: { trace: BatchTrace }) {
  const { t, moment } = useMessages();
  const zoneOf = useZoneOf();
  const may = useMay();
  return (
    <section aria-label={t('goods.from')}>
      <h3>{t('goods.from')}</h3>
      <ol>
        {[batch, ...before].map((one, at) => (
          <li key={one.batchId}>
            {at > 0 && <BatchLink batchId={one.batchId} />} {t(`goods.way.${one.origin}`)}{' '}
            <StockDocumentLink document={one.document} /> {moment(one.receivedAt, zoneOf(one.storeId))}
          </li>
        ))}
      </ol>
      <ul>
        {delivery && (
          <li>
            {t('goods.way.delivery')}{' '}
            {may('readDeliveries') ? (
              <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId: delivery.deliveryId }}>
                <bdi>{delivery.reference ?? delivery.stockCountNumber ?? delivery.deliveryId}</bdi>
              </Link>
            ) : (
              <bdi>{delivery.reference ?? delivery.deliveryId}</bdi>
            )}
          </li>
        )}
        {delivery?.supplierName && (
          <li>
            {t('goods.supplier')} {delivery.supplierName}
          </li>
        )}
        {delivery?.purchaseOrderId !== undefined && (
          <li>
            {t('goods.order')}{' '}
            <Link
              className="link"
              to="/purchase-orders/$purchaseOrderId"
              params={{ purchaseOrderId: delivery.purchaseOrderId }}
            >
              <bdi>{delivery.purchaseOrderNumber}</bdi>
            </Link>
          </li>
        )}
        {bills.map(({ billId, kind, number, reversed }) => (
          <li key={billId}>
            {t(kind === 'bill' ? 'goods.bill' : 'goods.credit-note')}{' '}
            {may('readSupplierBills') ? (
              <Link className="link" to="/supplier-bills/$billId" params={{ billId }}>
                <bdi>{number}</bdi>
              </Link>
            ) : (
              <bdi>{number}</bdi>
            )}{' '}
            {reversed && t('goods.reversed')}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What moved of the batch, and the batches that its units are in since. */
function To({ trace: { batch, product, movements, olderMovements, after } }: { trace: BatchTrace }) {
  const { t, quantity, moment, money } = useMessages();
  const seesCosts = useMay()('seeCosts');
  const zone = useZoneOf()(batch.storeId);
  return (
    <section aria-label={t('goods.to')}>
      <h3>{t('goods.to')}</h3>
      <FiguresTable
        label={t('goods.to')}
        name={t('goods.document')}
        heads={[t('goods.moment'), t('goods.units'), ...(seesCosts ? [t('goods.value')] : [])]}
        rows={movements.map((one) => ({
          key: one.movementId,
          name: (
            <>
              {t(`view.moved.${one.kind}`)} <StockDocumentLink document={one.document} />
            </>
          ),
          figures: [
            moment(one.occurredAt, zone),
            one.quantity === 0 ? '–' : quantity(one.quantity, product),
            ...(seesCosts ? [money(one.costMinor ?? 0, batch.currency)] : []),
          ],
        }))}
      />
      {olderMovements > 0 && <p className="quiet">{t('goods.older', { count: olderMovements })}</p>}
      {after.length > 0 && (
        <>
          <h4>{t('goods.new-batches')}</h4>
          <ul>
            {after.map((one) => (
              <li key={one.batchId}>
                <BatchLink batchId={one.batchId} /> {t(`goods.way.${one.origin}`)}{' '}
                <StockDocumentLink document={one.document} /> {quantity(one.receivedQty, product)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function BatchLink({ batchId }: { batchId: string }) {
  return (
    <Link className="link" to="/stock-traces" search={{ batchId }}>
      <bdi>{batchId}</bdi>
    </Link>
  );
}
