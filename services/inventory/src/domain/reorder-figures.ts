import type { ReorderFigures, ReorderSupplier } from '@comptoir/contracts';
import type { PurchaseOrderRecord } from './purchase-order-records.js';
import type { Level } from './records.js';
import type { SupplierProduct, SupplierRecord } from './supplier-records.js';

/** Units of each product that are outstanding on orders: ordered and not received, smallest units. */
export function outstandingOf(orders: readonly Pick<PurchaseOrderRecord, 'lines'>[]): ReadonlyMap<string, number> {
  const outstanding = new Map<string, number>();
  for (const { productId, quantity, receivedQuantity } of orders.flatMap(({ lines }) => lines)) {
    const rest = Math.max(0, quantity - receivedQuantity);
    outstanding.set(productId, (outstanding.get(productId) ?? 0) + rest);
  }
  return outstanding;
}

/** The suppliers of each product that are offered, the one that delivered last first. */
export function suppliersByProduct(
  products: readonly SupplierProduct[],
  suppliers: readonly SupplierRecord[],
): ReadonlyMap<string, readonly ReorderSupplier[]> {
  const offered = new Map(suppliers.filter((one) => !one.archived).map((one) => [one._id, one]));
  const newestFirst = (a: SupplierProduct, b: SupplierProduct): number =>
    (a.last?.deliveryId ?? '') < (b.last?.deliveryId ?? '') ? 1 : -1;
  const rows = products.toSorted(newestFirst).flatMap((product) => {
    const supplier = offered.get(product.supplierId);
    return supplier ? [{ productId: product.productId, of: supplierOf(product, supplier) }] : [];
  });
  return new Map([...Map.groupBy(rows, (row) => row.productId)].map(([id, of]) => [id, of.map((row) => row.of)]));
}

function supplierOf(
  { last, orderMultiple }: SupplierProduct,
  { _id, name, leadTimeDays }: SupplierRecord,
): ReorderSupplier {
  return {
    supplierId: _id,
    supplierName: name,
    ...(leadTimeDays === undefined ? {} : { leadTimeDays }),
    ...(orderMultiple === undefined ? {} : { orderMultiple }),
    ...(last && {
      last: {
        receivedDay: last.receivedDay,
        quantity: last.quantity,
        costMinor: last.costMinor,
        currency: last.currency,
      },
    }),
  };
}

/** What is known of a level that may have to be ordered for. */
export function reorderFiguresOf(
  { productId, available, threshold = 0, currency }: Level,
  outstanding: ReadonlyMap<string, number>,
  suppliers: ReadonlyMap<string, readonly ReorderSupplier[]>,
): ReorderFigures {
  return {
    productId,
    available,
    onOrder: outstanding.get(productId) ?? 0,
    threshold,
    currency: currency as ReorderFigures['currency'],
    suppliers: [...(suppliers.get(productId) ?? [])],
  };
}
