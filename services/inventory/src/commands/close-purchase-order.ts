import { inventory } from '@comptoir/contracts';
import { purchaseOrderViewOf } from '../domain/purchase-order-records.js';
import { decideClosePurchaseOrder, requirePurchaseOrder } from '../domain/purchase-order.js';
import { on } from '../store/inventory-store.js';

/** Closes a purchase order; what is outstanding is no longer expected. */
export const closePurchaseOrder = on.command(inventory.closePurchaseOrder, {
  keys: ({ purchaseOrderId }) => [purchaseOrderId],
  load: async (store, { purchaseOrderId }) => ({ found: await store.purchaseOrder(purchaseOrderId) }),
  decide: ({ found }, input, context) => {
    const after = decideClosePurchaseOrder(found, input, context);
    return {
      before: requirePurchaseOrder(found, input.purchaseOrderId),
      after,
      reply: purchaseOrderViewOf(after),
    };
  },
  save: (store, { before, after }) => [store.savePurchaseOrder(before, after)],
});
