import {
  businessDayOf,
  dayAfter,
  fieldInvalid,
  timesRatio,
  type inventory,
  type ParsedInputOf,
} from '@comptoir/contracts';
import { decideCreatePurchaseOrder } from './purchase-order.js';
import type { PurchaseOrderRecord, PurchaseOrderSeries } from './purchase-order-records.js';
import { supplierProductIdOf, type SupplierProduct, type SupplierRecord } from './supplier-records.js';
import type { Moment } from './supplier.js';

/** A draft with the counter after its number was drawn. */
export interface DraftWritten {
  readonly order: PurchaseOrderRecord;
  readonly supplier: SupplierRecord;
  readonly series: PurchaseOrderSeries;
}

/**
 * Drafts of one store, one a supplier, with numbers in their order. A line is expected to cost what the supplier's last
 * delivery of the product cost, in proportion; the goods are expected after the supplier's lead time. Refuses what a new
 * order refuses, and a supplier that is named twice.
 */
export function decideDraftPurchaseOrders(
  state: {
    readonly suppliers: readonly SupplierRecord[];
    readonly products: readonly SupplierProduct[];
    readonly series: PurchaseOrderSeries | null;
  },
  { storeId, store, orders }: ParsedInputOf<typeof inventory.draftPurchaseOrders>,
  moment: Moment,
): readonly DraftWritten[] {
  const suppliers = new Map(state.suppliers.map((one) => [one._id, one]));
  const products = new Map(state.products.map((one) => [one._id, one]));
  const named = new Set<string>();
  let { series } = state;
  return orders.map(({ purchaseOrderId, supplierId, lines }, at) => {
    if (named.size === named.add(supplierId).size)
      throw fieldInvalid(`orders.${at}.supplierId`, 'names a supplier that is there already');
    const supplier = suppliers.get(supplierId) ?? null;
    const leadTimeDays = supplier?.leadTimeDays;
    const today = businessDayOf(moment.now, store.timeZone);
    const priced = lines.map((line) => ({
      ...line,
      expectedCostMinor: lastCost(products.get(supplierProductIdOf(supplierId, line.productId)), line.quantity, store),
    }));
    const written = decideCreatePurchaseOrder(
      { supplier, series },
      {
        purchaseOrderId,
        storeId,
        supplierId,
        currency: store.currency,
        store,
        lines: priced,
        ...(leadTimeDays === undefined ? {} : { expectedDay: dayAfter(today, leadTimeDays) }),
      },
      moment,
    );
    ({ series } = written);
    return written;
  });
}

/** What a quantity costs at the price of the last delivery, minor units; 0 where there is none in the currency of the store. */
function lastCost(
  product: SupplierProduct | undefined,
  quantity: number,
  { currency }: { readonly currency: string },
): number {
  const { last } = product ?? {};
  return last && last.currency === currency ? timesRatio(last.costMinor, quantity, last.quantity) : 0;
}
