import { STOCK_AGES, sum, type StockAge, type StockAgesTotal, type StockAgesView } from '@comptoir/contracts';
import type { Batch } from './records.js';

const DAY_MS = 86_400_000;

/** What the age of a batch is told by. */
export type AgedBatch = Pick<
  Batch,
  'storeId' | 'productId' | 'remainingQty' | 'remainingCostMinor' | 'currency' | 'receivedAt'
>;

/** Whole days since a batch came in. */
export function ageOf({ receivedAt }: Pick<Batch, 'receivedAt'>, now: string): number {
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(receivedAt)) / DAY_MS));
}

/** Units of batches and what they cost, by age; every age has its place. */
export function agesOf(batches: readonly AgedBatch[], now: string): StockAge[] {
  const byAge = Map.groupBy(batches, (batch) => STOCK_AGES.findLast((from) => from <= ageOf(batch, now)));
  return STOCK_AGES.map((fromDays) => {
    const same = byAge.get(fromDays) ?? [];
    return {
      fromDays,
      quantity: sum(same.map((batch) => batch.remainingQty)),
      costMinor: sum(same.map((batch) => batch.remainingCostMinor)),
    };
  });
}

/** The stock of each product by its age, in order of product; batches without units are left out. */
export function stockAgesOf(batches: readonly AgedBatch[], now: string): StockAgesView[] {
  const live = batches.filter((batch) => batch.remainingQty > 0);
  return [...Map.groupBy(live, (batch) => batch.productId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([productId, of]) => ({
      storeId: of[0]!.storeId,
      productId,
      currency: of[0]!.currency as StockAgesView['currency'],
      quantity: sum(of.map((batch) => batch.remainingQty)),
      costMinor: sum(of.map((batch) => batch.remainingCostMinor)),
      oldestAt: of.map((batch) => batch.receivedAt).toSorted()[0]!,
      ages: agesOf(of, now),
    }));
}

/** The value of all batches by their age, one row a currency. */
export function stockAgesTotals(batches: readonly AgedBatch[], now: string): StockAgesTotal[] {
  return [...Map.groupBy(batches, (batch) => batch.currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, of]) => ({
      currency: currency as StockAgesTotal['currency'],
      costMinor: sum(of.map((batch) => batch.remainingCostMinor)),
      ages: agesOf(of, now).map(({ fromDays, costMinor }) => ({ fromDays, costMinor })),
    }));
}
