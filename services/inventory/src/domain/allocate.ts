import { takeUnits, type CostedUnits } from './batch-cost.js';
import { inSaleOrder } from './expiry-queues.js';
import type { Batch, HeldLine, HeldUnits } from './records.js';

/** Units of a product that a line asks for. */
export interface DemandLine {
  readonly lineId: string;
  readonly productId: string;
  readonly quantity: number;
}

/** A product of which there is less than all lines together ask for. */
export interface Shortage {
  readonly productId: string;
  readonly asked: number;
  readonly available: number;
}

/** Who gets which units; `lines` in the order asked. Short of any product, nobody gets anything. */
export interface Allocation {
  readonly lines: readonly HeldLine[];
  readonly shortages: readonly Shortage[];
}

/** Units asked of each product, lines of one product taken together, in order of product. */
export function demandByProduct(lines: readonly DemandLine[]): Map<string, number> {
  const demand = new Map<string, number>();
  for (const line of lines) demand.set(line.productId, (demand.get(line.productId) ?? 0) + line.quantity);
  return new Map([...demand].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Place {
  readonly batches: readonly Batch[];
  index: number;
  left: CostedUnits;
}

const NONE: CostedUnits = { quantity: 0, costMinor: 0 };

function remainingOf(batch: Batch | undefined): CostedUnits {
  return batch ? { quantity: batch.remainingQty, costMinor: batch.remainingCostMinor } : NONE;
}

/** What units of a batch are known by. */
function unitsIn({ _id: batchId, deliveryId, seq, expiresOn, expiryPlace }: Batch): Omit<HeldUnits, keyof CostedUnits> {
  return {
    batchId,
    deliveryId,
    seq,
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(expiryPlace === undefined ? {} : { expiryPlace }),
  };
}

function takeFrom(place: Place, quantity: number): HeldUnits[] {
  const taken: HeldUnits[] = [];
  let wanted = quantity;
  while (wanted > 0) {
    const batch = place.batches[place.index]!;
    const units = Math.min(wanted, place.left.quantity);
    if (units > 0) {
      const take = takeUnits(place.left, units);
      taken.push({ ...unitsIn(batch), ...take.taken });
      place.left = take.left;
    }
    wanted -= units;
    if (place.left.quantity === 0) {
      place.index += 1;
      place.left = remainingOf(place.batches[place.index]);
    }
  }
  return taken;
}

/**
 * Hands out units first in, first out, those that are sold by their expiry date the earliest first: demand is summed by product and checked, then lines are served in their order,
 * each from what the one before left of a batch.
 * `open` holds batches with units left, at least as many as the demand needs or all there are, in any order.
 */
export function allocate(lines: readonly DemandLine[], open: readonly Batch[]): Allocation {
  const byProduct = new Map(
    [...Map.groupBy(open, (batch) => batch.productId)].map(([productId, own]) => [productId, inSaleOrder(own)]),
  );
  const shortages = [...demandByProduct(lines)]
    .map(([productId, asked]) => ({
      productId,
      asked,
      available: (byProduct.get(productId) ?? []).reduce((total, batch) => total + batch.remainingQty, 0),
    }))
    .filter((one) => one.asked > one.available);
  if (shortages.length > 0) return { lines: [], shortages };
  const places = new Map<string, Place>();
  for (const [productId, batches] of byProduct)
    places.set(productId, { batches, index: 0, left: remainingOf(batches[0]) });
  return {
    lines: lines.map((line) => ({ ...line, allocations: takeFrom(places.get(line.productId)!, line.quantity) })),
    shortages: [],
  };
}

/** Units and costs of each batch over all lines, in order of product, then age. */
export function unitsByBatch(lines: readonly HeldLine[]): (HeldUnits & { readonly productId: string })[] {
  const total = new Map<string, HeldUnits & { readonly productId: string }>();
  for (const line of lines) {
    for (const units of line.allocations) {
      const before = total.get(units.batchId) ?? NONE;
      total.set(units.batchId, {
        ...units,
        quantity: before.quantity + units.quantity,
        costMinor: before.costMinor + units.costMinor,
        productId: line.productId,
      });
    }
  }
  return [...total.values()].sort((a, b) =>
    a.productId === b.productId ? a.seq - b.seq : a.productId < b.productId ? -1 : 1,
  );
}
