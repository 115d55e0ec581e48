import { inventory } from '@comptoir/contracts';
import { purchaseOrderViewOf } from '../domain/purchase-order-records.js';
import { requirePurchaseOrder } from '../domain/purchase-order.js';
import { supplierWithProducts } from '../reads/supplier-with-products.js';
import { on } from '../store/inventory-store.js';

/** One purchase order with its deliveries, and the supplier's own numbers for its products. */
export const readPurchaseOrder = on.query(inventory.readPurchaseOrder, async (store, { purchaseOrderId }) => {
  const order = requirePurchaseOrder(await store.purchaseOrder(purchaseOrderId), purchaseOrderId);
  const { supplierProducts } = await supplierWithProducts(store, order.supplierId, order.lines);
  const numbers = new Map(supplierProducts.map(({ productId, catalogNumber }) => [productId, catalogNumber]));
  return {
    ...purchaseOrderViewOf(order),
    lines: order.lines.map((line) => {
      const catalogNumber = numbers.get(line.productId);
      return catalogNumber === undefined ? line : { ...line, catalogNumber };
    }),
    deliveries: await store.deliveriesOfOrder(purchaseOrderId),
  };
});
