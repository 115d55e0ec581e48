import { inventory } from '@comptoir/contracts';
import { purchaseOrderViewOf } from '../domain/purchase-order-records.js';
import { decideCancelPurchaseOrder, requirePurchaseOrder } from '../domain/purchase-order.js';
import { on } from '../store/inventory-store.js';

/** Cancels a purchase order of which nothing was received. */
export const cancelPurchaseOrder = on.command(inventory.cancelPurchaseOrder, {
  keys: ({ purchaseOrderId }) => [purchaseOrderId],
  load: async (store, { purchaseOrderId }) => ({ found: await store.purchaseOrder(purchaseOrderId) }),
  decide: ({ found }, input, context) => {
    const after = decideCancelPurchaseOrder(found, input, context);
    return {
      before: requirePurchaseOrder(found, input.purchaseOrderId),
      after,
      reply: purchaseOrderViewOf(after),
    };
  },
  save: (store, { before, after }) => [store.savePurchaseOrder(before, after)],
});
