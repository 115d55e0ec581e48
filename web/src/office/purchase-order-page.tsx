import { Button, Paper, Table } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask, download } from '../api/client.js';
import type { PurchaseOrderCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Facts } from '../kit/facts.js';
import { Page } from '../kit/page.js';
import { PrintButton } from '../kit/print-button.js';
import { Status } from '../kit/status.js';
import { usePeople } from '../kit/use-people.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { EarnedTable } from './earned-table.js';
import { PurchaseOrderActs } from './purchase-order-acts.js';
import { PurchaseOrderLetter } from './purchase-order-letter.js';
import { outstandingOf, toneOf } from './purchase-order-state.js';
import { useProductNames } from './use-product-names.js';
import { usePurchaseOrder } from './use-purchase-order.js';

/** A purchase order: what was ordered, what of it has come with which deliveries, and what is done about it. */
export function PurchaseOrderPage() {
  const { t } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const { purchaseOrderId } = useParams({ from: '/office/purchase-orders/$purchaseOrderId' });
  const { data: order, error } = usePurchaseOrder(purchaseOrderId);
  const nameOf = useProductNames(order?.lines.map(({ productId }) => productId) ?? []);
  const store = stores.find(({ storeId }) => storeId === order?.storeId);
  return (
    <Page
      title={order?.number ?? t('purchase.title')}
      about={order && <Status tone={toneOf(order.state)}>{t(`purchase.is.${order.state}`)}</Status>}
      tools={
        order && (
          <>
            <PurchaseOrderActs order={order} />
            {order.deliveries.length > 0 && may('recordSupplierBills') && (
              <Button component={Link} variant="default" to="/supplier-bills/new" search={{ purchaseOrderId } as never}>
                {t('bill.new')}
              </Button>
            )}
            {store && (
              <ActDialog label={t('purchase.letter')} title={t('purchase.letter')}>
                {() => <PurchaseOrderLetter order={order} store={store} nameOf={nameOf} />}
              </ActDialog>
            )}
            <PdfButton order={order} />
            <PrintButton print={() => window.print()} />
          </>
        )
      }
    >
      <ProblemNote error={error} />
      {order && (
        <>
          <OrderFacts order={order} />
          <OrderLines order={order} nameOf={nameOf} />
          <OrderDeliveries order={order} />
          {order.deliveries.length > 0 && may('readLedger') && (
            <OrderEarned purchaseOrderId={purchaseOrderId} nameOf={nameOf} />
          )}
        </>
      )}
    </Page>
  );
}

/** Saves the order as PDF, in the language of the pages. */
function PdfButton({ order: { purchaseOrderId, number } }: { order: PurchaseOrderCard }) {
  const { t, language } = useMessages();
  const save = useMutation({
    mutationFn: () =>
      download('GET /purchase-orders/{purchaseOrderId}/pdf', {
        params: { purchaseOrderId },
        query: { language },
        name: `${number}.pdf`,
        accept: 'application/pdf',
      }),
  });
  return (
    <>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t('purchase.pdf')}
      </Button>
      <ProblemNote error={save.error} />
    </>
  );
}

function OrderFacts({ order }: { order: PurchaseOrderCard }) {
  const { t, day, moment, money } = useMessages();
  const { stores } = useStores();
  const { nameOf: personOf } = usePeople();
  const store = stores.find(({ storeId }) => storeId === order.storeId);
  const doneOf = (act: { at: string; by: string; reason?: string } | undefined): string | undefined => {
    if (!act) return undefined;
    const [what, name] = [moment(act.at, store?.timeZone), personOf(act.by)];
    return [name ? t('purchase.by', { what, name }) : what, act.reason].filter(Boolean).join(' · ');
  };
  const { totalExpectedCostMinor, currency } = order;
  return (
    <>
      <p>
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId: order.supplierId }}>
          {order.supplierName}
        </Link>{' '}
        <span className="quiet">{store?.name}</span>
      </p>
      <Facts
        facts={[
          [t('purchase.created'), doneOf({ at: order.createdAt, by: order.createdBy })],
          [t('purchase.expected'), order.expectedDay && day(order.expectedDay)],
          [t('total.all'), totalExpectedCostMinor === undefined ? undefined : money(totalExpectedCostMinor, currency)],
          [t('purchase.note'), order.note],
          [t('purchase.is.sent'), doneOf(order.sent)],
          [t('purchase.is.closed'), doneOf(order.closed)],
          [t('purchase.is.cancelled'), doneOf(order.cancelled)],
        ]}
      />
    </>
  );
}

function OrderLines({ order, nameOf }: { order: PurchaseOrderCard; nameOf: (productId: string) => string }) {
  const { t, figure, quantity: shown } = useMessages();
  const { currency, totalExpectedCostMinor } = order;
  const costs = totalExpectedCostMinor !== undefined;
  const numbers = order.lines.some(({ catalogNumber }) => catalogNumber !== undefined);
  return (
    <section>
      <h2>{t('purchase.lines')}</h2>
      <Paper withBorder p="md">
        <Table className="rows-stack">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('product.name')}</Table.Th>
              {numbers && <Table.Th>{t('purchase.supplier-number')}</Table.Th>}
              <Table.Th className="number">{t('purchase.ordered')}</Table.Th>
              {costs && <Table.Th className="number">{t('purchase.cost', { currency })}</Table.Th>}
              <Table.Th className="number">{t('purchase.received')}</Table.Th>
              {costs && <Table.Th className="number">{t('purchase.received-cost', { currency })}</Table.Th>}
              <Table.Th className="number">{t('purchase.outstanding')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {order.lines.map((line) => {
              const { productId, unit, quantityDecimals } = line;
              const of = (quantity: number): string => shown(quantity, { unit, quantityDecimals });
              const outstanding = outstandingOf(line);
              return (
                <Table.Tr key={productId}>
                  <Table.Td>
                    <Link className="link" to="/products/$productId" params={{ productId }}>
                      {nameOf(productId)}
                    </Link>
                  </Table.Td>
                  {numbers && (
                    <Table.Td data-label={t('purchase.supplier-number')}>{line.catalogNumber ?? '–'}</Table.Td>
                  )}
                  <Table.Td className="number" data-label={t('purchase.ordered')}>
                    {of(line.quantity)}
                  </Table.Td>
                  {costs && (
                    <Table.Td className="number" data-label={t('purchase.cost', { currency })}>
                      {figure(line.expectedCostMinor ?? 0, currency)}
                    </Table.Td>
                  )}
                  <Table.Td className="number" data-label={t('purchase.received')}>
                    {of(line.receivedQuantity)}
                  </Table.Td>
                  {costs && (
                    <Table.Td className="number" data-label={t('purchase.received-cost', { currency })}>
                      {figure(line.receivedCostMinor ?? 0, currency)}
                    </Table.Td>
                  )}
                  <Table.Td className="number" data-label={t('purchase.outstanding')}>
                    {outstanding >= 0 ? (
                      of(outstanding)
                    ) : (
                      <Status tone="warn">{t('purchase.too-much', { quantity: of(-outstanding) })}</Status>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}

function OrderDeliveries({ order }: { order: PurchaseOrderCard }) {
  const { t, moment, money } = useMessages();
  const { stores } = useStores();
  const store = stores.find(({ storeId }) => storeId === order.storeId);
  return (
    <section>
      <h2>{t('purchase.deliveries')}</h2>
      {order.deliveries.length === 0 && <p className="quiet">{t('purchase.no-deliveries')}</p>}
      <ul>
        {order.deliveries.map(({ deliveryId, receivedAt, reference, totalCostMinor }) => (
          <li key={deliveryId}>
            <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
              {moment(receivedAt, store?.timeZone)}
            </Link>{' '}
            <span className="quiet">
              {[reference, totalCostMinor !== undefined && money(totalCostMinor, order.currency)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the goods of an order have earned so far, all deliveries taken together. */
function OrderEarned({ purchaseOrderId, nameOf }: { purchaseOrderId: string; nameOf: (productId: string) => string }) {
  const { data, error } = useQuery({
    queryKey: ['purchase-order', purchaseOrderId, 'margin'],
    queryFn: () => ask('GET /purchase-orders/{purchaseOrderId}/margin', { params: { purchaseOrderId } }),
  });
  return (
    <>
      <ProblemNote error={error} />
      {data && <EarnedTable margin={data} nameOf={nameOf} />}
    </>
  );
}
