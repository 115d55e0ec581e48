import { fieldInvalid, inventoryErrors, sum } from '@comptoir/contracts';
import { changedBy, factsOf, requirePurchaseOrder } from './purchase-order.js';
import type { PurchaseOrderRecord } from './purchase-order-records.js';
import { hasWay, IN_WORDS, move } from './purchase-order-states.js';
import type { Moment } from './supplier.js';

/** What of a delivery concerns its purchase order. */
export interface OrderedDelivery {
  readonly storeId: string;
  readonly purchaseOrderId?: string;
  readonly supplierId?: string;
  readonly supplierName?: string;
  readonly opening: boolean;
  readonly lines: readonly { readonly productId: string; readonly quantity: number; readonly costMinor: number }[];
}

/**
 * The order that a delivery is taken in on; undefined where the delivery names none. Refuses purchase-order.unknown,
 * purchase-order.other-store, purchase-order.other-supplier, purchase-order.not-open, purchase-order.not-ordered, opening
 * stock, and the name of a supplier beside the order.
 */
export function requireReceivable(
  found: PurchaseOrderRecord | null | undefined,
  { purchaseOrderId, storeId, supplierId, supplierName, opening, lines }: OrderedDelivery,
): PurchaseOrderRecord | undefined {
  if (purchaseOrderId === undefined) return undefined;
  if (opening)
    throw fieldInvalid('opening', 'must be left out where purchaseOrderId is given: these goods were ordered');
  if (supplierName !== undefined)
    throw fieldInvalid(
      'supplierName',
      'must be left out where purchaseOrderId is given: the supplier is that of the order',
    );
  const order = requirePurchaseOrder(found ?? null, purchaseOrderId);
  const { number, state } = order;
  if (order.storeId !== storeId) {
    throw inventoryErrors.purchaseOrderOtherStore(`${number} was ordered by another store: take its goods in there.`, {
      number,
      storeId: order.storeId,
    });
  }
  if (supplierId !== undefined && supplierId !== order.supplierId) {
    throw inventoryErrors.purchaseOrderOtherSupplier(`${number} was ordered of ${order.supplierName}.`, {
      number,
      supplierId: order.supplierId,
      supplierName: order.supplierName,
    });
  }
  if (!hasWay(state, 'receive')) {
    throw inventoryErrors.purchaseOrderNotOpen(`${number} is ${IN_WORDS[state]}: nothing is taken in on it.`, {
      purchaseOrderId,
      number,
      state,
    });
  }
  const ordered = new Set(order.lines.map((line) => line.productId));
  const productIds = [...new Set(lines.map((line) => line.productId))].filter((one) => !ordered.has(one));
  if (productIds.length > 0) {
    throw inventoryErrors.purchaseOrderNotOrdered(
      `Some of these products are not on ${number}: take them in with a delivery of their own.`,
      { number, productIds },
    );
  }
  return order;
}

/** The order after a delivery of it: what has come of each line and cost, and the state that this makes. */
export function receivedOn(
  order: PurchaseOrderRecord,
  delivered: OrderedDelivery['lines'],
  moment: Moment,
): PurchaseOrderRecord {
  const brought = Map.groupBy(delivered, (line) => line.productId);
  const lines = order.lines.map((line) => {
    const same = brought.get(line.productId) ?? [];
    return {
      ...line,
      receivedQuantity: sum([line.receivedQuantity, ...same.map((one) => one.quantity)]),
      receivedCostMinor: sum([line.receivedCostMinor, ...same.map((one) => one.costMinor)]),
    };
  });
  return { ...order, lines, ...move(order, 'receive', factsOf({ lines })), ...changedBy(moment) };
}

/** The order after a correction of one of its deliveries: units and cost that came of a product, more or less below zero. */
export function correctedOn(
  order: PurchaseOrderRecord,
  {
    productId,
    quantity,
    costMinor,
  }: { readonly productId: string; readonly quantity: number; readonly costMinor: number },
  moment: Moment,
): PurchaseOrderRecord {
  const lines = order.lines.map((line) =>
    line.productId === productId
      ? {
          ...line,
          receivedQuantity: line.receivedQuantity + quantity,
          receivedCostMinor: line.receivedCostMinor + costMinor,
        }
      : line,
  );
  return { ...order, lines, ...move(order, 'correct', factsOf({ lines })), ...changedBy(moment) };
}
