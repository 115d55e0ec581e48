import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { MongoClient, type AnyClientBulkWriteModel, type Document } from 'mongodb';

const LINES = 3;
const TRANSACTION = { writeConcern: { w: 'majority', journal: true } } as const;
type Op = AnyClientBulkWriteModel<Document>;
type Step = (id: string, lane: number) => Promise<void>;

/** The steps of the floor, by the names of the checkout's own. */
export type FloorSteps = Record<'begin' | 'hold' | 'post' | 'settle' | 'invoice' | 'guarantee' | 'finalize', Step>;

/** A line's worth of text and figures, about as large as a real one. */
const line = { productId: 'prd_'.padEnd(30, 'x'), sku: 'SKU-0000', name: 'An article of the usual kind', quantity: 1, unitPriceMinor: 10_000, taxRateBps: 1900, netMinor: 10_000, taxMinor: 1900, grossMinor: 11_900, costMinor: 600 };
const lines = Array.from({ length: LINES }, () => line);
const paper = { store: { name: 'Store', address: 'Some street 1, some town' }, customer: { name: 'Walk-in' }, currency: 'DZD', lines, netMinor: 30_000, taxMinor: 5_700, grossMinor: 35_700 };

/** The writes of each step of a three-line checkout, as the rooms do them, without inbox and outbox. */
function writesOf(db: string, id: string, lane: number): Record<keyof FloorSteps, Op[]> {
  const insert = (collection: string, key: string, document: Document): Op => ({ namespace: `${db}.${collection}`, name: 'insertOne', document: { _id: key as never, ...document } });
  const update = (collection: string, key: string, change: Document): Op => ({ namespace: `${db}.${collection}`, name: 'updateOne', filter: { _id: key as never }, update: change, upsert: true });
  const each = (make: (index: number) => Op): Op[] => Array.from({ length: LINES }, (_unused, index) => make(index));
  const shelf = (index: number): string => `${lane}/${index}`;
  return {
    begin: [update('orders', id, { $set: { state: 'checkingOut', priced: paper } })],
    hold: [
      ...each((index) => update('batches', shelf(index), { $inc: { remainingQty: -1 } })), ...each((index) => update('levels', shelf(index), { $inc: { available: -1, version: 1 } })),
      insert('holds', id, { state: 'open', lines }), ...each((index) => insert('movements', `${id}/h${index}`, line)),
    ],
    post: [
      update('orders', id, { $set: { state: 'fulfilled' } }), update('days', String(lane), { $inc: { touched: 1 } }), insert('sales', id, paper), insert('progress', id, { state: 'posting' }),
      insert('stis', id, { lines }), insert('entries', id, { lines: [line, line, line, line, line, line, line] }),
    ],
    settle: [update('holds', id, { $set: { state: 'settled' } }), ...each((index) => insert('movements', `${id}/s${index}`, line))],
    invoice: [update('series', String(lane), { $inc: { last: 1 } }), insert('invoices', id, paper), insert('credits', id, { lines })],
    guarantee: [insert('guarantees', id, { lines })],
    finalize: [update('progress', id, { $set: { state: 'final' } }), update('orders', id, { $set: { state: 'paid' } })],
  };
}

/** The floor, measured on the same servers as the shop. */
export interface Floor {
  checkout(lane: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the floor: a worker with bare transactions, and a client that waits for the workflow's end. */
export async function openFloor(mongoUrl: string, temporalAddress: string): Promise<Floor> {
  const mongo = await new MongoClient(mongoUrl, { maxPoolSize: 40 }).connect();
  const db = `floor_${randomUUID().slice(0, 8)}`;
  const made = writesOf(db, 'none', 0);
  for (const name of new Set(Object.values(made).flat().map((op) => op.namespace.split('.')[1] as string))) await mongo.db(db).createCollection(name);
  const step = (name: keyof FloorSteps): Step => (id, lane) =>
    mongo.withSession((session) => session.withTransaction(async () => void (await mongo.bulkWrite(writesOf(db, id, lane)[name], { session, ordered: true })), TRANSACTION));
  const activities = Object.fromEntries(Object.keys(made).map((name) => [name, step(name as keyof FloorSteps)]));
  const native = await NativeConnection.connect({ address: temporalAddress });
  const taskQueue = `floor-${randomUUID()}`;
  const worker = await Worker.create({ connection: native, taskQueue, activities, workflowsPath: createRequire(import.meta.url).resolve('./floor.workflow.js') });
  const running = worker.run();
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  return {
    checkout: (lane) => {
      const id = randomUUID();
      return client.workflow.execute('floorCheckout', { taskQueue, workflowId: `floor/${id}`, args: [id, lane] });
    },
    async close() {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
      await mongo.db(db).dropDatabase();
      await mongo.close();
    },
  };
}
