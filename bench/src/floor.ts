import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { MongoClient, type AnyClientBulkWriteModel, type Document } from 'mongodb';

const TRANSACTION = { writeConcern: { w: 'majority', journal: true } } as const;
type Op = AnyClientBulkWriteModel<Document>;
type Step = (id: string, worker: number) => Promise<void>;
type Row = Document & { _id: string };

/** The steps of the floor, by the names of the checkout's own. */
export type FloorSteps = Record<'begin' | 'hold' | 'post' | 'settle' | 'invoice' | 'guarantee' | 'finalize', Step>;

/** What one checkout of the shop wrote, taken from its databases: the floor writes the same again under other ids. */
interface Written {
  readonly order: Row;
  readonly sale: Row;
  readonly progress: Row;
  readonly sti: Row;
  readonly entry: Row;
  readonly hold: Row;
  readonly held: readonly Row[];
  readonly settled: readonly Row[];
  readonly batches: readonly Row[];
  readonly levels: readonly Row[];
  readonly invoice: Row;
  readonly credits: Row;
  readonly guarantee: Row;
}

/** Where each of these documents is kept, with the indexes it is found by. */
const KEPT = {
  sales: ['orders', 'sales', 'saleProgress', 'stis', 'entries', 'businessDays'],
  inventory: ['batches', 'levels', 'holds', 'movements'],
  invoicing: ['series', 'invoices', 'credits'],
  warranty: ['guarantees'],
} as const;

/** Reads what the shop's last sale wrote. */
async function lastWritten(shop: MongoClient): Promise<Written> {
  const rows = (room: keyof typeof KEPT, name: string, filter: object): Promise<Row[]> =>
    shop.db(`comptoir_${room}`).collection<Row>(name).find(filter).toArray();
  const one = async (room: keyof typeof KEPT, name: string, filter: object): Promise<Row> => {
    const [row] = await rows(room, name, filter);
    if (!row) throw new Error(`the shop's last sale has nothing in ${room}.${name}`);
    return row;
  };
  const [sale] = await shop.db('comptoir_sales').collection<Row>('sales').find({}).sort({ _id: -1 }).limit(1).toArray();
  if (!sale) throw new Error('the floor needs one sale of the shop to go by');
  const saleId = sale._id;
  const hold = await one('inventory', 'holds', { _id: sale['holdId'] });
  const batchIds = hold['lines'].flatMap((line: { allocations: { batchId: string }[] }) =>
    line.allocations.map((taken) => taken.batchId),
  );
  const movements = (await rows('inventory', 'movements', { ref: hold._id })).sort((a, b) => (a._id < b._id ? -1 : 1));
  if (movements.length !== 2 * batchIds.length)
    throw new Error(`the last sale left ${movements.length} movements of ${batchIds.length} batches`);
  return {
    sale,
    hold,
    held: movements.slice(0, batchIds.length),
    settled: movements.slice(batchIds.length),
    order: await one('sales', 'orders', { _id: sale['orderId'] }),
    progress: await one('sales', 'saleProgress', { _id: saleId }),
    sti: await one('sales', 'stis', { _id: sale['stiId'] }),
    entry: await one('sales', 'entries', { ref: saleId, kind: 'sale' }),
    batches: await rows('inventory', 'batches', { _id: { $in: batchIds } }),
    levels: await rows('inventory', 'levels', { _id: { $in: hold['levelKeys'] } }),
    invoice: await one('invoicing', 'invoices', { saleId }),
    credits: await one('invoicing', 'credits', { _id: saleId }),
    guarantee: await one('warranty', 'guarantees', { saleId }),
  };
}

/** Makes copies of what was written, with every id and number that has to be unique made anew. */
function copier(written: Written): (id: string) => Written {
  const text = JSON.stringify(written);
  const { sale, order, hold, sti, entry, invoice, guarantee, held, settled } = written;
  const old = [sale, order, hold, sti, entry, invoice, guarantee, ...held, ...settled].map((row) => row._id);
  const names = [...old, invoice['number'] as string];
  return (id) =>
    JSON.parse(
      names.reduce((copy, name, index) => copy.replaceAll(name, `${name.slice(0, 4)}${id}${index}`), text),
    ) as Written;
}

const seedData = (worker: number, key: string): string => `${worker}/${key}`;

/** The writes of each step of the checkout, as the rooms do them, without inbox and outbox. */
function writesOf(
  db: string,
  { sale, order, progress, sti, entry, hold, held, settled, batches, levels, invoice, credits, guarantee }: Written,
  worker: number,
): Record<keyof FloorSteps, Op[]> {
  const insert = (collection: string, document: Document): Op => ({
    namespace: `${db}.${collection}`,
    name: 'insertOne',
    document,
  });
  const update = (collection: string, key: string, change: Document, upsert = false): Op => ({
    namespace: `${db}.${collection}`,
    name: 'updateOne',
    filter: { _id: key as never },
    update: change,
    upsert,
  });
  const { _id: orderId, saleId: _saleId, state: _state, ...locked } = order;
  return {
    begin: [update('orders', orderId, { $set: { ...locked, state: 'checkingOut' } }, true)],
    hold: [
      ...batches.map((one) => update('batches', seedData(worker, one._id), { $inc: { remainingQty: -1 } })),
      ...levels.map((one) => update('levels', seedData(worker, one._id), { $inc: { available: -1, version: 1 } })),
      insert('holds', { ...hold, saleId: undefined, state: 'open' }),
      ...held.map((one) => insert('movements', one)),
    ],
    post: [
      update('orders', orderId, { $set: { state: 'fulfilled', saleId: sale._id } }),
      update('businessDays', String(worker), { $inc: { touched: 1 } }, true),
      insert('sales', sale),
      insert('saleProgress', { ...progress, state: 'posting' }),
      insert('stis', sti),
      insert('entries', entry),
    ],
    settle: [
      update('holds', hold._id, { $set: { state: 'settled', saleId: sale._id } }),
      ...settled.map((one) => insert('movements', one)),
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

/** Collections with the indexes of the shop's, and goods for each lane. */
async function seed(
  shop: MongoClient,
  mongo: MongoClient,
  db: string,
  { batches, levels }: Written,
  workers: number,
): Promise<void> {
  for (const [room, names] of Object.entries(KEPT)) {
    for (const name of names) {
      const specs = (await shop.db(`comptoir_${room}`).collection(name).indexes()).filter(
        (spec) => spec.name !== '_id_',
      );
      const collection = await mongo.db(db).createCollection(name);
      if (specs.length > 0)
        await collection.createIndexes(
          specs.map(({ key, name: named, unique, sparse, partialFilterExpression }) =>
            JSON.parse(JSON.stringify({ key, name: named, unique, sparse, partialFilterExpression })),
          ),
        );
    }
  }
  for (let worker = 0; worker < workers; worker += 1) {
    await mongo
      .db(db)
      .collection<Row>('batches')
      .insertMany(
        batches.map((one) => ({
          ...one,
          _id: seedData(worker, one._id),
          slot: seedData(worker, one['slot']),
          levelKey: seedData(worker, one['levelKey']),
          remainingQty: 100_000,
        })),
      );
    await mongo
      .db(db)
      .collection<Row>('levels')
      .insertMany(levels.map((one) => ({ ...one, _id: seedData(worker, one._id), key: seedData(worker, one['key']) })));
  }
}

/** The floor, measured on the same servers as the shop. */
export interface Floor {
  checkout(worker: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the floor: a worker with bare transactions of what the shop's last sale wrote, and a client that waits for the workflow's end. */
export async function openFloor(
  shop: MongoClient,
  { mongoUrl, temporalAddress }: { mongoUrl: string; temporalAddress: string },
  workers: number,
): Promise<Floor> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const mongo = await new MongoClient(mongoUrl, { maxPoolSize: 40, ignoreUndefined: true }).connect();
  const db = `floor_${randomUUID().slice(0, 8)}`;
  const written = await lastWritten(shop);
  await seed(shop, mongo, db, written, workers);
  const copy = copier(written);
  const step =
    (name: keyof FloorSteps): Step =>
    (id, worker) =>
      mongo.withSession((session) =>
        session.withTransaction(
          async () => void (await mongo.bulkWrite(writesOf(db, copy(id), worker)[name], { session, ordered: true })),
          TRANSACTION,
        ),
      );
  const made = writesOf(db, written, 0);
  const activities = Object.fromEntries(Object.keys(made).map((name) => [name, step(name as keyof FloorSteps)]));
  const native = await NativeConnection.connect({ address: temporalAddress });
  const taskQueue = `floor-${randomUUID()}`;
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    activities,
    workflowsPath: createRequire(import.meta.url).resolve('./floor.workflow.js'),
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  return {
    checkout: (worker) => {
      const id = randomUUID();
      return client.workflow.execute('floorCheckout', { taskQueue, workflowId: `floor/${id}`, args: [id, worker] });
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
