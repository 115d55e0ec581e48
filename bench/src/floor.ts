import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { MongoClient } from 'mongodb';
import { seedFloor } from './floor-database.js';
import { writesOf, type FloorSteps, type StepName } from './floor-writes.js';
import { documentCopier, readLastSale, type SaleDocuments } from './sale-documents.js';

const TRANSACTION = { writeConcern: { w: 'majority', journal: true } } as const;

/** The floor: the least that a checkout can cost on the same servers. */
export interface Floor {
  /** Runs one floor workflow to its end. */
  checkout(worker: number): Promise<void>;
  /** Stops the worker and drops the database. */
  close(): Promise<void>;
}

/** Starts the floor for up to `workers` concurrent checkouts: a Temporal worker whose activities write copies of the last sale. */
export async function startFloor(
  systemMongo: MongoClient,
  { mongoUrl, temporalAddress }: { mongoUrl: string; temporalAddress: string },
  workers: number,
): Promise<Floor> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const documents = await readLastSale(systemMongo);
  const mongo = await new MongoClient(mongoUrl, { maxPoolSize: 40, ignoreUndefined: true }).connect();
  const db = `floor_${randomUUID().slice(0, 8)}`;
  await seedFloor(mongo, db, documents, workers);
  const nativeConnection = await NativeConnection.connect({ address: temporalAddress });
  const taskQueue = `floor-${randomUUID()}`;
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue,
    activities: floorActivities(mongo, db, documents),
    workflowsPath: createRequire(import.meta.url).resolve('./floor.workflow.js'),
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  return {
    checkout(workerNumber) {
      const id = randomUUID();
      const args = [id, workerNumber];
      return client.workflow.execute('floorCheckout', { taskQueue, workflowId: `floor/${id}`, args });
    },
    async close() {
      worker.shutdown();
      await running;
      await connection.close();
      await nativeConnection.close();
      await mongo.db(db).dropDatabase();
      await mongo.close();
    },
  };
}

/** Each activity is one transaction with one bulk write of what that step of a checkout writes. */
function floorActivities(mongo: MongoClient, db: string, documents: SaleDocuments): FloorSteps {
  const copy = documentCopier(documents);
  const activity = (step: StepName) => (id: string, worker: number) =>
    mongo.withSession((session) =>
      session.withTransaction(async () => {
        await mongo.bulkWrite(writesOf(db, copy(id), worker)[step], { session, ordered: true });
      }, TRANSACTION),
    );
  return {
    begin: activity('begin'),
    hold: activity('hold'),
    post: activity('post'),
    settle: activity('settle'),
    invoice: activity('invoice'),
    guarantee: activity('guarantee'),
    finalize: activity('finalize'),
  };
}
