import { costShareOf, isBundle, type MintingContext } from '@comptoir/contracts';
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
}

/** Where arriving units come from. */
export interface ArrivalSource {
  readonly storeId: string;
  readonly currency: string;
  readonly origin: Batch['origin'];
  readonly originId: string;
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
  const batches = arrivals.map(({ sellableQty: units, quantity, ...arrival }) => {
    const levelKey = levelKeyOf(source.storeId, arrival.productId);
    const seq = next.get(arrival.productId) ?? before.get(arrival.productId)?.next ?? 0;
    next.set(arrival.productId, seq + 1);
    sellable.set(arrival.productId, (sellable.get(arrival.productId) ?? 0) + units);
    return {
      _id: moment.mint('batch'),
      ...source,
      ...arrival,
      levelKey,
      seq,
      slot: slotOf(levelKey, seq),
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
        { delta: sellable.get(productId)!, next: next.get(productId)!, newest: newest.get(productId)! },
        moment,
      );
    }),
  };
}
