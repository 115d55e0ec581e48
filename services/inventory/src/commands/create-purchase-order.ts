import { businessDayOf, inventory, inventoryErrors } from '@comptoir/contracts';
import { purchaseOrderViewOf, seriesNameOf } from '../domain/purchase-order-records.js';
import { decideCreatePurchaseOrder } from '../domain/purchase-order.js';
import { on } from '../store/inventory-store.js';

/** Writes a purchase order as a draft, under the next number of its store and year. */
export const createPurchaseOrder = on.command(inventory.createPurchaseOrder, {
  keys: ({ purchaseOrderId, supplierId, store }) => [purchaseOrderId, supplierId, `${store.code}-PO`],
  load: async (store, { supplierId, store: { code, timeZone } }, { now }) => ({
    supplier: await store.supplier(supplierId),
    series: await store.purchaseOrderSeries(seriesNameOf(code, businessDayOf(now, timeZone))),
  }),
  decide: (state, input, context) => {
    const created = decideCreatePurchaseOrder(state, input, context);
    return { ...created, reply: purchaseOrderViewOf(created.order) };
  },
  save: (store, { order, supplier, series }) => [
    store.movePurchaseOrderSeries(series),
    store.insertPurchaseOrder(order),
    store.touchSupplier(supplier),
  ],
  duplicate: ({ purchaseOrderId }) =>
    inventoryErrors.purchaseOrderExists('This purchase order exists already.', { purchaseOrderId }),
});
