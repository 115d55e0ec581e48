import { costShareOf, isBundle, type MintingContext } from '@comptoir/contracts';
import { expirySlotOf, placeInQueue, type ExpiryQueue } from './expiry-queues.js';
import { changeLevel, newLevel, type LevelChange } from './levels.js';
import { levelKeyOf, slotOf, type Batch, type Level } from './records.js';
import { thresholdOf, type ThresholdRecord } from './stock-alert-records.js';

/** Units that arrive as one new batch at `costMinor` for all; `sellableQty` of them may be sold, the rest is written off. */
export interface Arrival {
  readonly productId: string;
  readonly quantity: number;
  readonly sellableQty: number;
  readonly costMinor: number;
  /** The delivery that brought the units first. */
  readonly deliveryId: string;
  readonly returnOf?: string;
  readonly movedFrom?: string;
  readonly agedSince?: string;
  readonly expiresOn?: string;
  /** It is sold by its expiry date. */
  readonly byExpiry?: boolean;
}

/** Where arriving units come from. */
export interface ArrivalSource {
  readonly storeId: string;
  readonly currency: string;
  readonly origin: Batch['origin'];
  readonly originId: string;
}

/** Where the queues of a product in a store begin. */
interface Queues {
  readonly head: number;
  readonly expiries: readonly ExpiryQueue[];
}

/** The place of a batch in the queue of its date, and the queues after it; undefined without a date. */
function placedByExpiry(
  { levelKey, seq, head, expiries }: Queues & { readonly levelKey: string; readonly seq: number },
  day: string | undefined,
): { readonly batch: Pick<Batch, 'slot' | 'expiryPlace'>; readonly queues: Queues } | undefined {
  if (day === undefined) return undefined;
  const { place, queues } = placeInQueue(expiries, day);
  return {
    batch: { expiryPlace: place, slot: expirySlotOf(levelKey, day, place) },
    // its seq has no batch in the queue of arrival: where that queue is empty, it begins after it
    queues: { head: head === seq ? seq + 1 : head, expiries: queues },
  };
}

/** New batches at the end of their products' queues, one an arrival in the same order, and the levels after them, in order of product. Refuses product.is-bundle. */
export function createBatches(
  levels: readonly Level[],
  arrivals: readonly Arrival[],
  source: ArrivalSource,
  moment: MintingContext,
  /** Those of products that are new to the store. */
  thresholds: readonly ThresholdRecord[] = [],
): { batches: Batch[]; levels: LevelChange[] } {
  const bundle = thresholds.find((one) => one.isBundle);
  if (bundle) throw isBundle({ productId: bundle._id });
  const before = new Map(levels.map((level) => [level.productId, level]));
  const known = new Map(thresholds.map((one) => [one._id, one]));
  const next = new Map<string, number>();
  const sellable = new Map<string, number>();
  const queues = new Map<string, Queues>();
  const batches = arrivals.map(({ sellableQty: units, quantity, byExpiry, ...arrival }) => {
    const levelKey = levelKeyOf(source.storeId, arrival.productId);
    const seq = next.get(arrival.productId) ?? before.get(arrival.productId)?.next ?? 0;
    next.set(arrival.productId, seq + 1);
    sellable.set(arrival.productId, (sellable.get(arrival.productId) ?? 0) + units);
    const { head = 0, expiries = [] } = queues.get(arrival.productId) ?? before.get(arrival.productId) ?? {};
    const placed = byExpiry ? placedByExpiry({ levelKey, seq, head, expiries }, arrival.expiresOn) : undefined;
    if (placed) queues.set(arrival.productId, placed.queues);
    return {
      _id: moment.mint('batch'),
      ...source,
      ...arrival,
      levelKey,
      seq,
      slot: slotOf(levelKey, seq),
      ...placed?.batch,
      receivedQty: quantity,
      remainingQty: units,
      remainingCostMinor: costShareOf(arrival.costMinor, quantity, units),
      receivedAt: moment.now,
    };
  });
  const newest = new Map(batches.map((batch) => [batch.productId, batch._id]));
  const productIds = [...next.keys()].sort();
  return {
    batches,
    levels: productIds.map((productId) => {
      const level =
        before.get(productId) ??
        newLevel(source.storeId, productId, source.currency, thresholdOf(known.get(productId), source.storeId));
      return changeLevel(
        level,
        {
          delta: sellable.get(productId)!,
          next: next.get(productId)!,
          newest: newest.get(productId)!,
          ...queues.get(productId),
        },
        moment,
      );
    }),
  };
}
