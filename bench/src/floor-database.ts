import type { MongoClient } from 'mongodb';
import { workerKey } from './floor-writes.js';
import { COLLECTIONS, type Row, type SaleDocuments } from './sale-documents.js';

const UNITS_PER_BATCH = 100_000;

/** Creates the collections of the floor with the indexes of the services, and stock for each worker. */
export async function seedFloor(
  mongo: MongoClient,
  db: string,
  documents: SaleDocuments,
  workers: number,
): Promise<void> {
  for (const [service, names] of Object.entries(COLLECTIONS)) {
    for (const name of names) await createCollection(mongo, db, `comptoir_${service}`, name);
  }
  for (let worker = 0; worker < workers; worker += 1) await seedStock(mongo, db, documents, worker);
}

/** Creates a collection with the indexes of the collection of the same name in the database `source`. */
async function createCollection(mongo: MongoClient, db: string, source: string, name: string): Promise<void> {
  const collection = await mongo.db(db).createCollection(name);
  const indexes = (await mongo.db(source).collection(name).indexes()).filter((index) => index.name !== '_id_');
  if (indexes.length === 0) return;
  await collection.createIndexes(
    indexes.map(({ key, name: indexName, unique, sparse, partialFilterExpression }) =>
      // as JSON, because the server refuses options that are undefined
      JSON.parse(JSON.stringify({ key, name: indexName, unique, sparse, partialFilterExpression })),
    ),
  );
}

async function seedStock(
  mongo: MongoClient,
  db: string,
  { batches, levels }: SaleDocuments,
  worker: number,
): Promise<void> {
  const ownBatches = batches.map((batch) => ({
    ...batch,
    _id: workerKey(worker, batch._id),
    slot: workerKey(worker, batch['slot']),
    levelKey: workerKey(worker, batch['levelKey']),
    remainingQty: UNITS_PER_BATCH,
  }));
  const ownLevels = levels.map((level) => ({
    ...level,
    _id: workerKey(worker, level._id),
    key: workerKey(worker, level['key']),
  }));
  await mongo.db(db).collection<Row>('batches').insertMany(ownBatches);
  await mongo.db(db).collection<Row>('levels').insertMany(ownLevels);
}
