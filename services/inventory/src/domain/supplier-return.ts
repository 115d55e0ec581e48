import {
  businessDayOf,
  fieldInvalid,
  inventoryErrors,
  sum,
  type DeliveryView,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
} from '@comptoir/contracts';
import { costOf } from './amounts.js';
import { takeUnits } from './batch-cost.js';
import { movementOf } from './hold.js';
import { changeLevel, type LevelChange } from './levels.js';
import { drawNumber, type PurchaseOrderSeries } from './purchase-order-records.js';
import type { Batch, HeldUnits, Level, Movement } from './records.js';
import type { SupplierReturnRecord } from './supplier-bill-records.js';
import type { SupplierRecord } from './supplier-records.js';
import { requireSupplier } from './supplier.js';

/** What a return to a supplier looks at. */
export interface SupplierReturnState {
  readonly supplier: SupplierRecord | null;
  readonly batches: readonly Batch[];
  /** The deliveries that brought their units first. */
  readonly deliveries: readonly DeliveryView[];
  readonly levels: readonly Level[];
  readonly series: PurchaseOrderSeries | null;
}

/** Goods that went back to their supplier. */
export interface ReturnedToSupplier {
  readonly returned: SupplierReturnRecord;
  readonly supplier: SupplierRecord;
  readonly series: PurchaseOrderSeries;
  readonly units: readonly HeldUnits[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

type Command = ParsedInputOf<typeof inventory.returnToSupplier>;

/** How the numbers of a store's returns to suppliers begin on a day. */
export function returnSeriesNameOf(storeCode: string, day: string): string {
  return `${storeCode}-SR-${day.slice(0, 4)}`;
}

/**
 * Goods go back to their supplier: units of named batches leave the stock at their cost. Refuses supplier.unknown,
 * supplier-return.not-of-supplier, supplier-return.short, amount.too-large, and a batch that is named twice.
 */
export function decideReturnToSupplier(
  state: SupplierReturnState,
  command: Command,
  moment: MintingContext,
): ReturnedToSupplier {
  const supplier = requireSupplier(state.supplier, command.supplierId);
  const { supplierReturnId, storeId, store, reason, reference } = command;
  const sent = linesOf(state, command);
  const returnedDay = businessDayOf(moment.now, store.timeZone);
  const { number, series } = drawNumber(state.series, returnSeriesNameOf(store.code, returnedDay));
  const lines = sent.map(({ batch, ...units }) => ({
    batchId: batch._id,
    deliveryId: batch.deliveryId,
    productId: batch.productId,
    ...units,
    credited: { quantity: 0, costMinor: 0 },
  }));
  const units = sent.map(({ batch, quantity, costMinor }) => ({
    batchId: batch._id,
    deliveryId: batch.deliveryId,
    productId: batch.productId,
    seq: batch.seq,
    quantity,
    costMinor,
  }));
  const ofProduct = Map.groupBy(units, (one) => one.productId);
  const context = { storeId, currency: store.currency, ref: supplierReturnId, moment };
  return {
    returned: {
      _id: supplierReturnId,
      number,
      storeId,
      supplierId: supplier._id,
      supplierName: supplier.name,
      currency: store.currency,
      reason,
      ...(reference === undefined ? {} : { reference }),
      lines,
      totalCostMinor: costOf(lines),
      returnedAt: moment.now,
      returnedDay,
      returnedBy: moment.actor.id,
      revision: 1,
    },
    supplier,
    series,
    units,
    levels: state.levels
      .filter((level) => ofProduct.has(level.productId))
      .map((level) =>
        changeLevel(level, { delta: 0 - sum(ofProduct.get(level.productId)!.map((one) => one.quantity)) }, moment),
      ),
    movements: units.map((one) => movementOf('returnedToSupplier', one, [-one.quantity, 0], context)),
  };
}

/** The units of each line with their cost, in order of product and place in its queue. */
function linesOf({ batches, deliveries }: SupplierReturnState, { lines, storeId, supplierId, store }: Command) {
  const known = new Map(batches.map((batch) => [batch._id, batch]));
  const from = new Map(deliveries.map((one) => [one.deliveryId, one]));
  const seen = new Set<string>();
  lines.forEach(({ batchId }, at) => {
    if (seen.size === seen.add(batchId).size) throw fieldInvalid(`lines.${at}.batchId`, 'is on a line before');
    const batch = known.get(batchId);
    const fault = faultOf(batch, from.get(batch?.deliveryId ?? ''), { storeId, supplierId, currency: store.currency });
    if (fault === undefined) return;
    throw inventoryErrors.supplierReturnNotOfSupplier(`These goods cannot go back to this supplier: ${fault}.`, {
      batchId,
      fault,
    });
  });
  const shortages = lines
    .map(({ batchId, quantity }) => ({ batchId, asked: quantity, available: known.get(batchId)!.remainingQty }))
    .filter(({ asked, available }) => asked > available);
  if (shortages.length > 0) {
    throw inventoryErrors.supplierReturnShort(
      'Fewer units remain of a batch than are to go back: the others are set aside for a sale, or have left.',
      { shortages },
    );
  }
  return lines
    .map(({ batchId, quantity }) => {
      const batch = known.get(batchId)!;
      const remaining = { quantity: batch.remainingQty, costMinor: batch.remainingCostMinor };
      return { batch, ...takeUnits(remaining, quantity).taken };
    })
    .toSorted((a, b) => (a.batch.slot < b.batch.slot ? -1 : 1));
}

function faultOf(
  batch: Batch | undefined,
  delivery: DeliveryView | undefined,
  {
    storeId,
    supplierId,
    currency,
  }: { readonly storeId: string; readonly supplierId: string; readonly currency: string },
): string | undefined {
  if (!batch || batch.storeId !== storeId) return 'there is no such batch in this store';
  if (batch.currency !== currency) return `its cost is in ${batch.currency}`;
  if (delivery?.supplierId === supplierId) return undefined;
  return delivery?.supplierName === undefined ? 'its supplier is not known' : `it came from ${delivery.supplierName}`;
}
