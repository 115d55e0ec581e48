import {
  businessDayOf,
  fieldInvalid,
  inventoryErrors,
  timesRatio,
  type inventory,
  type ParsedInputOf,
  type PurchaseOrderLine,
} from '@comptoir/contracts';
import { costOf } from './amounts.js';
import {
  drawNumber,
  seriesNameOf,
  type PurchaseOrderRecord,
  type PurchaseOrderSeries,
} from './purchase-order-records.js';
import { move } from './purchase-order-states.js';
import type { SupplierRecord } from './supplier-records.js';
import { requireOffered, type Moment } from './supplier.js';

type Change = ParsedInputOf<typeof inventory.changePurchaseOrder>;
type TypedLine = NonNullable<Change['changes']['lines']>[number];

/**
 * A new purchase order, a draft with the next number of its store and year, and the series with it drawn. Refuses
 * supplier.unknown, supplier.archived, stock.currency-mixed, amount.too-large, and a product that is named twice.
 */
export function decideCreatePurchaseOrder(
  state: { readonly supplier: SupplierRecord | null; readonly series: PurchaseOrderSeries | null },
  { purchaseOrderId, store, lines, ...fields }: ParsedInputOf<typeof inventory.createPurchaseOrder>,
  { now, actor }: Moment,
): { readonly order: PurchaseOrderRecord; readonly supplier: SupplierRecord; readonly series: PurchaseOrderSeries } {
  const supplier = requireOffered(state.supplier, fields.supplierId);
  if (fields.currency !== store.currency) {
    throw inventoryErrors.currencyMixed(
      `This store keeps its books in ${store.currency}; it cannot order in ${fields.currency}.`,
      { storeId: fields.storeId, currency: store.currency, asked: fields.currency },
    );
  }
  const createdDay = businessDayOf(now, store.timeZone);
  const { number, series } = drawNumber(state.series, seriesNameOf(store.code, createdDay));
  const order: PurchaseOrderRecord = {
    _id: purchaseOrderId,
    number,
    ...fields,
    supplierName: supplier.name,
    state: 'draft',
    revision: 1,
    ...linesOf(lines, [], 'lines'),
    createdAt: now,
    createdDay,
    createdBy: actor.id,
    changedAt: now,
    changedBy: actor.id,
  };
  return { order, supplier, series };
}

/**
 * The draft with its changes. Refuses purchase-order.unknown, purchase-order.changed, purchase-order.state, and what a new
 * order refuses. `supplier` is there where the changes name one.
 */
export function decideChangePurchaseOrder(
  state: { readonly found: PurchaseOrderRecord | null; readonly supplier?: SupplierRecord | null },
  { purchaseOrderId, revision, changes }: Change,
  moment: Moment,
): { readonly before: PurchaseOrderRecord; readonly after: PurchaseOrderRecord; readonly supplier?: SupplierRecord } {
  const before = requirePurchaseOrder(state.found, purchaseOrderId);
  const way = move(before, 'change', factsOf(before));
  requireRevision(before, revision);
  const { supplierId, lines, ...facts } = changes;
  const supplier = supplierId === undefined ? undefined : requireOffered(state.supplier ?? null, supplierId);
  const next = {
    ...before,
    ...facts,
    ...(supplier && { supplierId: supplier._id, supplierName: supplier.name }),
    ...(lines && linesOf(lines, before.lines, 'changes.lines')),
    ...way,
    ...changedBy(moment),
  };
  return { before, after: withoutNulls(next), ...(supplier && { supplier }) };
}

/** The order as it was sent: it keeps the name that its supplier has today. Refuses what a change refuses. */
export function decideSendPurchaseOrder(
  state: { readonly found: PurchaseOrderRecord | null; readonly supplier: SupplierRecord | null },
  { purchaseOrderId, revision }: ParsedInputOf<typeof inventory.sendPurchaseOrder>,
  moment: Moment,
): { readonly before: PurchaseOrderRecord; readonly after: PurchaseOrderRecord; readonly supplier: SupplierRecord } {
  const before = requirePurchaseOrder(state.found, purchaseOrderId);
  const way = move(before, 'send', factsOf(before));
  requireRevision(before, revision);
  const supplier = requireOffered(state.supplier, before.supplierId);
  const after = {
    ...before,
    supplierName: supplier.name,
    ...way,
    ...changedBy(moment),
    sent: doneBy(moment),
  };
  return { before, after, supplier };
}

/** The order cancelled. Refuses purchase-order.unknown, and purchase-order.state once something was received. */
export function decideCancelPurchaseOrder(
  found: PurchaseOrderRecord | null,
  { purchaseOrderId, reason }: ParsedInputOf<typeof inventory.cancelPurchaseOrder>,
  moment: Moment,
): PurchaseOrderRecord {
  const before = requirePurchaseOrder(found, purchaseOrderId);
  const way = move(before, 'cancel', factsOf(before), reason);
  return { ...before, ...way, ...changedBy(moment), cancelled: { ...doneBy(moment), reason } };
}

/** The order closed; what is outstanding stays visible. Refuses purchase-order.unknown, purchase-order.state, and a missing reason where something is outstanding. */
export function decideClosePurchaseOrder(
  found: PurchaseOrderRecord | null,
  { purchaseOrderId, reason }: ParsedInputOf<typeof inventory.closePurchaseOrder>,
  moment: Moment,
): PurchaseOrderRecord {
  const before = requirePurchaseOrder(found, purchaseOrderId);
  const way = move(before, 'close', factsOf(before), reason);
  const closed = { ...doneBy(moment), ...(reason === undefined ? {} : { reason }) };
  return { ...before, ...way, ...changedBy(moment), closed };
}

/** The purchase order, or purchase-order.unknown. */
export function requirePurchaseOrder(found: PurchaseOrderRecord | null, purchaseOrderId: string): PurchaseOrderRecord {
  if (found) return found;
  throw inventoryErrors.purchaseOrderUnknown('There is no purchase order with this number.', { purchaseOrderId });
}

/** What the table asks of the lines. */
export function factsOf({ lines }: Pick<PurchaseOrderRecord, 'lines'>): { readonly isOutstanding: boolean } {
  return { isOutstanding: lines.some((line) => line.receivedQuantity < line.quantity) };
}

/** Who changed it when, as the order keeps it. */
export function changedBy({ now, actor }: Moment): Pick<PurchaseOrderRecord, 'changedAt' | 'changedBy'> {
  return { changedAt: now, changedBy: actor.id };
}

function doneBy({ now, actor }: Moment): { readonly at: string; readonly by: string } {
  return { at: now, by: actor.id };
}

function requireRevision({ _id, revision }: PurchaseOrderRecord, asked: number): void {
  if (revision === asked) return;
  throw inventoryErrors.purchaseOrderChanged(
    'This purchase order was changed by somebody else in between: read it again.',
    { purchaseOrderId: _id, revision, asked },
  );
}

/** Lines of which nothing has come, and what all of them are expected to cost; a product is named once. */
function linesOf(
  typed: readonly TypedLine[],
  before: readonly PurchaseOrderLine[],
  field: string,
): Pick<PurchaseOrderRecord, 'lines' | 'totalExpectedCostMinor'> {
  const known = new Map(before.map((line) => [line.productId, line]));
  const seen = new Set<string>();
  const lines = typed.map(({ productId, quantity, expectedCostMinor }, at): PurchaseOrderLine => {
    if (seen.size === seen.add(productId).size)
      throw fieldInvalid(`${field}.${at}.productId`, 'names a product that is there already');
    const cost = expectedCostMinor ?? costAsBefore(known.get(productId), quantity);
    if (cost === undefined)
      throw fieldInvalid(`${field}.${at}.expectedCostMinor`, 'is needed for a product that was not on the order');
    return { productId, quantity, expectedCostMinor: cost, receivedQuantity: 0, receivedCostMinor: 0 };
  });
  const costs = lines.map(({ expectedCostMinor: costMinor }) => ({ costMinor }));
  return { lines, totalExpectedCostMinor: costOf(costs) };
}

function costAsBefore(line: PurchaseOrderLine | undefined, quantity: number): number | undefined {
  return line && timesRatio(line.expectedCostMinor, quantity, line.quantity);
}

function withoutNulls(fields: object): PurchaseOrderRecord {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as unknown as PurchaseOrderRecord;
}
