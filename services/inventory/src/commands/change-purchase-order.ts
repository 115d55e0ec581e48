import { inventory } from '@comptoir/contracts';
import { purchaseOrderViewOf } from '../domain/purchase-order-records.js';
import { decideChangePurchaseOrder } from '../domain/purchase-order.js';
import { on } from '../store/inventory-store.js';

/** Changes a purchase order that is a draft. */
export const changePurchaseOrder = on.command(inventory.changePurchaseOrder, {
  keys: ({ purchaseOrderId, changes: { supplierId } }) => [
    purchaseOrderId,
    ...(supplierId === undefined ? [] : [supplierId]),
  ],
  load: async (store, { purchaseOrderId, changes: { supplierId } }) => ({
    found: await store.purchaseOrder(purchaseOrderId),
    ...(supplierId === undefined ? {} : { supplier: await store.supplier(supplierId) }),
  }),
  decide: (state, input, context) => {
    const changed = decideChangePurchaseOrder(state, input, context);
    return { ...changed, reply: purchaseOrderViewOf(changed.after) };
  },
  save: (store, { before, after, supplier }) => [
    store.savePurchaseOrder(before, after),
    ...(supplier ? [store.touchSupplier(supplier)] : []),
  ],
});
