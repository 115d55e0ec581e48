import { stockUp, type StoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import type { Collection } from 'mongodb';

const UNITS_PER_BATCH = 3;
const UNIT_COST_MINOR = 500;
const BATCH_COST_MINOR = UNITS_PER_BATCH * UNIT_COST_MINOR;
/** What each batch holds: all of its units at all of their cost. */
const CONTENT = {
  receivedQty: UNITS_PER_BATCH,
  costMinor: BATCH_COST_MINOR,
  remainingQty: UNITS_PER_BATCH,
  remainingCostMinor: BATCH_COST_MINOR,
};
const MOVED = { remainingDelta: UNITS_PER_BATCH, costMinor: BATCH_COST_MINOR };
const ROWS_PER_INSERT = 1_000;

type Row = Record<string, any> & { _id: string };

/**
 * Creates a product whose stock consists of `batches` batches of equal cost; returns its id. One delivery through the API
 * is split into batches in the database of inventory, because ten thousand deliveries would take longer than the whole
 * run. The audit accepts the result: batches, movements and level are those of as many deliveries.
 */
export async function seedProductWithBatches(
  system: TestSystem,
  store: StoreFixture,
  batches: number,
): Promise<string> {
  const productId = await stockUp(store, [[batches * UNITS_PER_BATCH, UNIT_COST_MINOR]]);
  const inventory = system.mongo.db('comptoir_inventory');
  const batchRows = inventory.collection<Row>('batches');
  const movementRows = inventory.collection<Row>('movements');
  const batch = (await batchRows.findOne({ productId })) as Row;
  const movement = (await movementRows.findOne({ batchId: batch._id })) as Row;
  for (let from = 1; from < batches; from += ROWS_PER_INSERT)
    await insertCopies(batchRows, movementRows, { batch, movement }, from, Math.min(from + ROWS_PER_INSERT, batches));
  await batchRows.updateOne({ _id: batch._id }, { $set: CONTENT });
  await movementRows.updateOne({ _id: movement._id }, { $set: MOVED });
  await inventory.collection<Row>('levels').updateOne({ _id: batch['levelKey'] }, { $set: { next: batches } });
  return productId;
}

/** Inserts copies of the batch and its movement for the sequence numbers from `from` up to, not including, `end`. */
async function insertCopies(
  batchRows: Collection<Row>,
  movementRows: Collection<Row>,
  { batch, movement }: { batch: Row; movement: Row },
  from: number,
  end: number,
): Promise<void> {
  const numbers = Array.from({ length: end - from }, (_unused, index) => from + index);
  await batchRows.insertMany(
    numbers.map((seq) => ({
      ...batch,
      _id: withNumber(batch._id, seq, 5),
      seq,
      slot: withNumber(batch['slot'], seq, 10),
      ...CONTENT,
    })),
  );
  await movementRows.insertMany(
    numbers.map((seq) => ({
      ...movement,
      _id: withNumber(movement._id, seq, 5),
      batchId: withNumber(batch._id, seq, 5),
      ...MOVED,
    })),
  );
}

/** A text whose last `digits` characters are replaced by a number. */
function withNumber(text: string, number: number, digits: number): string {
  return text.slice(0, -digits) + String(number).padStart(digits, '0');
}
