import { sum, type DeliveryView, type inventory, type ParsedInputOf } from '@comptoir/contracts';
import { supplierProductIdOf, type SupplierProduct, type SupplierRecord } from './supplier-records.js';
import { requireOffered, type Moment } from './supplier.js';

/** A product of a supplier before and after; `after` is absent where nothing is left to know. */
export interface SupplierProductChange {
  readonly before: SupplierProduct | undefined;
  readonly after: SupplierProduct | undefined;
}

/** Sets the number that a supplier has for a product and by how many it is ordered, or takes them out. Refuses supplier.unknown and supplier.archived. */
export function decideSetSupplierProduct(
  state: { readonly supplier: SupplierRecord | null; readonly found: SupplierProduct | null },
  { supplierId, productId, catalogNumber, orderMultiple }: ParsedInputOf<typeof inventory.setSupplierProduct>,
  { now, actor }: Moment,
): SupplierProductChange {
  requireOffered(state.supplier, supplierId);
  const before = state.found ?? undefined;
  const known = before ?? newProduct(supplierId, productId);
  const { catalogNumber: _old, numberSet: _set, orderMultiple: multipleBefore, ...rest } = known;
  const next = { ...rest, revision: rest.revision + 1 };
  const multiple = orderMultiple === undefined ? multipleBefore : (orderMultiple ?? undefined);
  const facts = {
    ...(catalogNumber === null ? {} : { catalogNumber }),
    ...(multiple === undefined ? {} : { orderMultiple: multiple }),
  };
  if (Object.keys(facts).length > 0)
    return { before, after: { ...next, ...facts, numberSet: { at: now, by: actor.id } } };
  return { before, after: before?.last ? next : undefined };
}

/**
 * The products of a supplier after one of its deliveries: the last price of each is what all lines of the product cost
 * together, without the extra costs. Opening stock was bought at another time and sets no price.
 */
export function pricedByDelivery(
  known: readonly SupplierProduct[],
  { deliveryId, supplierId, currency, receivedDay, opening }: DeliveryView,
  lines: readonly { readonly productId: string; readonly quantity: number; readonly costMinor: number }[],
): SupplierProductChange[] {
  if (supplierId === undefined || receivedDay === undefined || opening) return [];
  const before = new Map(known.map((one) => [one.productId, one]));
  return [...Map.groupBy(lines, (line) => line.productId)].map(([productId, same]) => {
    const found = before.get(productId);
    const { revision, ...rest } = found ?? newProduct(supplierId, productId);
    const last = {
      deliveryId,
      receivedDay,
      quantity: sum(same.map((line) => line.quantity)),
      costMinor: sum(same.map((line) => line.costMinor)),
      currency,
    };
    return { before: found, after: { ...rest, last, revision: revision + 1 } };
  });
}

/** The product of a supplier after a line of its last delivery was corrected: its last price follows, while units are left. */
export function repricedBy(
  known: readonly SupplierProduct[],
  deliveryId: string,
  change: { readonly productId: string; readonly quantity: number; readonly costMinor: number },
): SupplierProductChange[] {
  return known.flatMap((before) => {
    const { last, revision } = before;
    if (before.productId !== change.productId || last?.deliveryId !== deliveryId) return [];
    const [quantity, costMinor] = [last.quantity + change.quantity, last.costMinor + change.costMinor];
    return quantity <= 0
      ? []
      : [{ before, after: { ...before, last: { ...last, quantity, costMinor }, revision: revision + 1 } }];
  });
}

function newProduct(supplierId: string, productId: string): SupplierProduct {
  return { _id: supplierProductIdOf(supplierId, productId), supplierId, productId, revision: 0 };
}
