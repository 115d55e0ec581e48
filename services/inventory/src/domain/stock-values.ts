import { businessDayOf, sum, type StockValue, type ValuedBatch } from '@comptoir/contracts';
import type { Batch, Movement } from './records.js';
import { costOfMovement, unitsOf } from './stock-card.js';

/** What of a movement the value of a day is told by. */
export type ValueMovement = Pick<
  Movement,
  | 'kind'
  | 'productId'
  | 'batchId'
  | 'remainingDelta'
  | 'heldDelta'
  | 'costMinor'
  | 'currency'
  | 'occurredAt'
  | 'businessDay'
>;

/** The business day that a movement belongs to: that of its document in the books, else the day of its moment in the store. */
export function dayOfMovement(
  { businessDay, occurredAt }: Pick<Movement, 'businessDay' | 'occurredAt'>,
  timeZone: string,
): string {
  return businessDay ?? businessDayOf(occurredAt, timeZone);
}

/** Units and cost of a batch at the end of a day. */
export type BatchValue = Pick<ValuedBatch, 'batchId' | 'quantity' | 'costMinor'>;

/** A product at the end of a day, with its batches in order of id. */
export interface ProductValue extends Omit<StockValue, 'batches'> {
  readonly batches: readonly BatchValue[];
}

/**
 * What moved up to the end of a day, added up by batch: units in the store, those set aside too, and what they cost. `before`
 * is the first moment of the next day, which spares a calendar for each movement. Batches and products of which nothing was
 * there are left out; products in order of id.
 */
export function stockValuesOf(
  movements: readonly ValueMovement[],
  { day, before }: { readonly day: string; readonly before: string },
): ProductValue[] {
  const upTo = movements.filter(({ businessDay, occurredAt }) =>
    businessDay === undefined ? occurredAt < before : businessDay <= day,
  );
  return [...Map.groupBy(upTo, ({ productId }) => productId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([productId, moved]) => {
      const batches = batchValuesOf(moved);
      return {
        productId,
        currency: moved[0]!.currency as StockValue['currency'],
        quantity: sum(batches.map((one) => one.quantity)),
        costMinor: sum(batches.map((one) => one.costMinor)),
        batches,
      };
    })
    .filter(({ batches }) => batches.length > 0);
}

function batchValuesOf(moved: readonly ValueMovement[]): BatchValue[] {
  return [...Map.groupBy(moved, ({ batchId }) => batchId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([batchId, same]) => ({
      batchId,
      quantity: sum(same.map(unitsOf)),
      costMinor: sum(same.map(costOfMovement)),
    }))
    .filter(({ quantity, costMinor }) => quantity !== 0 || costMinor !== 0);
}

/** A product's value with what its batches are, in order of arrival. */
export function withBatches(
  { batches, ...value }: ProductValue,
  known: ReadonlyMap<string, Pick<Batch, 'deliveryId' | 'receivedAt' | 'seq'>>,
): StockValue {
  const rows = batches.map((one) => ({ ...one, of: known.get(one.batchId)! }));
  return {
    ...value,
    batches: rows
      .toSorted((a, b) => a.of.seq - b.of.seq)
      .map(({ of: { deliveryId, receivedAt }, ...one }) => ({ ...one, deliveryId, receivedAt })),
  };
}
