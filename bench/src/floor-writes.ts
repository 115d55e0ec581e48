import type { AnyClientBulkWriteModel, Document } from 'mongodb';
import type { SaleDocuments } from './sale-documents.js';

/** One write of a bulk write. */
export type BulkWrite = AnyClientBulkWriteModel<Document>;

/** The names of the floor's steps, which are those of a checkout. */
export type StepName = 'begin' | 'hold' | 'post' | 'settle' | 'invoice' | 'guarantee' | 'finalize';

/** The activities of the floor: `id` makes the documents unique, `worker` selects the stock. */
export type FloorSteps = Record<StepName, (id: string, worker: number) => Promise<void>>;

/** The key of a batch or a level of a worker: each worker sells stock of its own. */
export function workerKey(worker: number, key: string): string {
  return `${worker}/${key}`;
}

/** The writes of each step of a checkout, as the services make them, but without inbox and outbox. */
export function writesOf(db: string, documents: SaleDocuments, worker: number): Record<StepName, BulkWrite[]> {
  const { order, sale, progress, sti, entry, hold, invoice, credits, guarantee } = documents;
  const insert = (collection: string, document: Document): BulkWrite => ({
    namespace: `${db}.${collection}`,
    name: 'insertOne',
    document,
  });
  const update = (collection: string, key: string, change: Document, upsert = false): BulkWrite => ({
    namespace: `${db}.${collection}`,
    name: 'updateOne',
    filter: { _id: key as never },
    update: change,
    upsert,
  });
  const { _id: orderId, saleId: _saleId, state: _state, ...orderFields } = order;
  return {
    begin: [update('orders', orderId, { $set: { ...orderFields, state: 'checkingOut' } }, true)],
    hold: [
      ...documents.batches.map((batch) =>
        update('batches', workerKey(worker, batch._id), { $inc: { remainingQty: -1 } }),
      ),
      ...documents.levels.map((level) =>
        update('levels', workerKey(worker, level._id), { $inc: { available: -1, version: 1 } }),
      ),
      insert('holds', { ...hold, saleId: undefined, state: 'open' }),
      ...documents.heldMovements.map((movement) => insert('movements', movement)),
    ],
    post: [
      update('orders', orderId, { $set: { state: 'fulfilled', saleId: sale._id } }),
      update('businessDays', String(worker), { $inc: { touched: 1 } }, true),
      update('series', `ledger/${worker}`, { $inc: { sequence: 1 } }, true),
      insert('sales', sale),
      insert('saleProgress', { ...progress, state: 'posting' }),
      insert('stis', sti),
      insert('entries', entry),
    ],
    settle: [
      update('holds', hold._id, { $set: { state: 'settled', saleId: sale._id } }),
      ...documents.settledMovements.map((movement) => insert('movements', movement)),
    ],
    invoice: [
      update('series', String(worker), { $inc: { last: 1 } }, true),
      insert('invoices', invoice),
      insert('credits', credits),
    ],
    guarantee: [insert('guarantees', guarantee)],
    finalize: [
      update('saleProgress', sale._id, { $set: { state: 'final' } }),
      update('orders', orderId, { $set: { state: 'paid' } }),
    ],
  };
}
