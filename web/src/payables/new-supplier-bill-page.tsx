import { useQueries } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Delivery, Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { usePurchaseOrder } from '../office/use-purchase-order.js';
import { useProducts } from '../office/use-products.js';
import { extraRow, rowsOfDelivery, type Billing, type PaperRow } from './paper-rows.js';
import { SupplierPaperForm } from './supplier-paper-form.js';

/** Enters the bill of a delivery, of all deliveries of a purchase order, or of what one of them cost beside its goods. */
export function NewSupplierBillPage() {
  const { t } = useMessages();
  const { stores } = useStores();
  const { deliveryId, purchaseOrderId, extra } = useSearch({ from: '/office/supplier-bills/new' });
  const { data: order, error } = usePurchaseOrder(purchaseOrderId);
  const ids = deliveryId === undefined ? (order?.deliveries.map((one) => one.deliveryId) ?? []) : [deliveryId];
  const { deliveries, billings, failed } = useDeliveries(ids);
  const products = useProducts(deliveries.flatMap((one) => one.batches.map(({ productId }) => productId)));
  const [first] = deliveries;
  const store = stores.find(({ storeId }) => storeId === first?.storeId);
  const isRead = first !== undefined && billings.length === ids.length && products !== undefined;
  const rows = isRead ? rowsOf(deliveries, billings, products, t('bill.extra'), extra !== undefined) : [];
  const supplier =
    extra === undefined && first?.supplierId !== undefined
      ? { supplierId: first.supplierId, supplierName: first.supplierName ?? '' }
      : undefined;
  return (
    <Page
      title={supplier ? t('bill.new-of', { name: supplier.supplierName }) : t(extra ? 'bill.carrier' : 'bill.new')}
      about={[store?.name, order?.number, first?.reference].filter(Boolean).join(' · ')}
    >
      <ProblemNote error={error ?? failed} />
      {isRead && rows.length === 0 && <p className="quiet">{t('bill.all-billed')}</p>}
      {isRead && store && rows.length > 0 && (
        <SupplierPaperForm key={ids.join()} kind="bill" store={store} supplier={supplier} rows={rows} />
      )}
    </Page>
  );
}

function rowsOf(
  deliveries: readonly Delivery[],
  billings: readonly Billing[],
  products: ReadonlyMap<string, Product>,
  extraName: string,
  isOfExtra: boolean,
): PaperRow[] {
  return deliveries.flatMap((delivery, at) => {
    const rows = rowsOfDelivery(delivery, billings[at]!, products, extraName);
    if (!isOfExtra) return rows;
    const known = rows.filter((row) => row.about.kind === 'extra');
    return known.length > 0 ? known : [extraRow(delivery.deliveryId, extraName, '')];
  });
}

/** Deliveries with what of them is billed, each read once. */
function useDeliveries(ids: readonly string[]): {
  readonly deliveries: Delivery[];
  readonly billings: Billing[];
  readonly failed: unknown;
} {
  const read = useQueries({
    queries: ids.map((deliveryId) => ({
      queryKey: ['delivery', deliveryId],
      queryFn: () => ask('GET /deliveries/{deliveryId}', { params: { deliveryId } }),
    })),
  });
  const billed = useQueries({
    queries: ids.map((deliveryId) => ({
      queryKey: ['billing', deliveryId],
      queryFn: () => ask('GET /deliveries/{deliveryId}/billing', { params: { deliveryId } }),
    })),
  });
  const deliveries = read.flatMap(({ data }) => data ?? []);
  return {
    deliveries: deliveries.length === ids.length ? deliveries : [],
    billings: billed.flatMap(({ data }) => data ?? []),
    failed: [...read, ...billed].find(({ error }) => error)?.error,
  };
}
