import { inventory } from '@comptoir/contracts';
import { purchaseOrderViewOf } from '../domain/purchase-order-records.js';
import { decideSendPurchaseOrder } from '../domain/purchase-order.js';
import { on } from '../store/inventory-store.js';

/** Notes that a purchase order was sent to its supplier. */
export const sendPurchaseOrder = on.command(inventory.sendPurchaseOrder, {
  keys: ({ purchaseOrderId }) => [purchaseOrderId],
  load: async (store, { purchaseOrderId }) => {
    const found = await store.purchaseOrder(purchaseOrderId);
    return { found, supplier: found && (await store.supplier(found.supplierId)) };
  },
  decide: (state, input, context) => {
    const sent = decideSendPurchaseOrder(state, input, context);
    return { ...sent, reply: purchaseOrderViewOf(sent.after) };
  },
  save: (store, { before, after, supplier }) => [store.savePurchaseOrder(before, after), store.touchSupplier(supplier)],
});
