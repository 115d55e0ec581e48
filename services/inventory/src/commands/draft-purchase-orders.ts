import { businessDayOf, inventory, inventoryErrors } from '@comptoir/contracts';
import { decideDraftPurchaseOrders } from '../domain/draft-purchase-orders.js';
import { purchaseOrderViewOf, seriesNameOf } from '../domain/purchase-order-records.js';
import { supplierProductIdOf } from '../domain/supplier-records.js';
import { on } from '../store/inventory-store.js';

/** Writes drafts of purchase orders of one store, one a supplier, at the last prices of the suppliers: all or none. */
export const draftPurchaseOrders = on.command(inventory.draftPurchaseOrders, {
  keys: ({ orders, store }) => [...orders.map(({ supplierId }) => supplierId), `${store.code}-PO`],
  load: async (store, { orders, store: { code, timeZone } }, { now }) => ({
    suppliers: await store.suppliers(orders.map(({ supplierId }) => supplierId)),
    products: await store.supplierProducts(
      orders.flatMap(({ supplierId, lines }) =>
        lines.map(({ productId }) => supplierProductIdOf(supplierId, productId)),
      ),
    ),
    series: await store.purchaseOrderSeries(seriesNameOf(code, businessDayOf(now, timeZone))),
  }),
  decide: (state, input, context) => {
    const written = decideDraftPurchaseOrders(state, input, context);
    return { written, reply: { items: written.map(({ order }) => purchaseOrderViewOf(order)) } };
  },
  save: (store, { written }) =>
    written.flatMap(({ order, supplier, series }) => [
      store.movePurchaseOrderSeries(series),
      store.insertPurchaseOrder(order),
      store.touchSupplier(supplier),
    ]),
  duplicate: ({ orders }) =>
    inventoryErrors.purchaseOrderExists('One of these purchase orders exists already.', {
      purchaseOrderIds: orders.map(({ purchaseOrderId }) => purchaseOrderId),
    }),
});
