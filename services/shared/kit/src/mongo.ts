import mongoose, { type Connection, type ClientSession, type Model, Schema, type SchemaDefinition } from 'mongoose';

export type { Connection, ClientSession, Model };

/** A mongoose schema with this project's options: strict, string ids, no version key, no automatic indexes. */
export function storeSchema(definition: SchemaDefinition): Schema<any> {
  const options = {
    strict: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
    id: false,
  } as const;
  // Documents are plain data typed by the records of each service; mongoose's inferred types are not used.
  return new Schema(definition, options) as unknown as Schema<any>;
}

const READ_BY_ID_RANGE = new WeakSet<object>();

/** Marks schemas of records that the audit reads by ranges of `_id`: where the server has no index for that, one is made. */
export function readByIdRange(...schemas: readonly object[]): void {
  for (const schema of schemas) READ_BY_ID_RANGE.add(schema);
}

/** A filter for ids with `after` < id ≤ `upTo`; either bound may be absent. */
export function idRange(after: string | undefined, upTo: string | undefined): object {
  const bounds = { ...(after === undefined ? {} : { $gt: after }), ...(upTo === undefined ? {} : { $lte: upTo }) };
  return Object.keys(bounds).length === 0 ? {} : { _id: bounds };
}

/** A field of plain data whose shape the contract has already checked. */
export const plain = { type: Schema.Types.Mixed } as const;

/** A write, to be executed together with all others of its transaction. */
export type Write =
  | { readonly op: 'insertOne'; readonly model: Model<any>; readonly document: object }
  | {
      readonly op: 'updateOne';
      readonly model: Model<any>;
      readonly filter: object;
      readonly update: object;
      readonly upsert: boolean;
    }
  | { readonly op: 'deleteOne'; readonly model: Model<any>; readonly filter: object };

/** Inserts a document. */
export function insert(model: Model<any>, document: object): Write {
  return { op: 'insertOne', model, document };
}

/** Updates exactly one document; when none matches, the whole command runs again from the start. */
export function update(model: Model<any>, filter: object, change: object, options: { upsert?: boolean } = {}): Write {
  return { op: 'updateOne', model, filter, update: change, upsert: options.upsert ?? false };
}

/** Deletes exactly one document; when none matches, the whole command runs again from the start. */
export function remove(model: Model<any>, filter: object): Write {
  return { op: 'deleteOne', model, filter };
}

/** A guarded update matched nothing: another command changed the record in between (optimistic concurrency). */
export class GuardMissed extends Error {
  override readonly name = 'GuardMissed';
}

/** Opens a connection to one database; creates no index and no collection by itself. */
export async function connectMongo(url: string, dbName: string): Promise<Connection> {
  return mongoose
    .createConnection(url, {
      dbName,
      autoIndex: false,
      autoCreate: false,
      maxPoolSize: 40,
      serverSelectionTimeoutMS: 10_000,
      retryWrites: true,
      writeConcern: { w: 'majority', j: true },
    })
    .asPromise();
}

/** Creates every collection and index of a connection's models, before any transaction. */
export async function ensureCollections(connection: Connection): Promise<void> {
  let scans: boolean | undefined;
  for (const name of connection.modelNames()) {
    const model = connection.model(name);
    await model.createCollection().catch((error: { codeName?: string }) => {
      if (error.codeName !== 'NamespaceExists') throw error;
    });
    await model.createIndexes();
    if (!READ_BY_ID_RANGE.has(model.schema)) continue;
    scans ??= await scansForIdRange(model);
    // A second field, because an index on `_id` alone exists by definition; no record has it.
    if (scans) await model.collection.createIndex({ _id: 1, _: 1 }, { name: 'idRange' });
  }
}

/** Whether the server would read a whole collection for a range of `_id`, as the stand-in does. */
async function scansForIdRange(model: Pick<Model<any>, 'collection'>): Promise<boolean> {
  const plan: unknown = await model.collection.find({ _id: { $gt: 'a' as never, $lte: 'b' as never } }).explain();
  return JSON.stringify(plan).includes('"COLLSCAN"');
}

function toClientOp(write: Write): object {
  const { op: name, model } = write;
  if (write.op === 'insertOne') return { model, name, document: write.document };
  if (write.op === 'deleteOne') return { model, name, filter: write.filter };
  return { model, name, filter: write.filter, update: write.update, upsert: write.upsert };
}

function toModelOp(write: Write): object {
  if (write.op === 'insertOne') return { insertOne: { document: write.document } };
  if (write.op === 'deleteOne') return { deleteOne: { filter: write.filter } };
  return { updateOne: { filter: write.filter, update: write.update, upsert: write.upsert } };
}

const withoutClientBulk = new WeakSet<Connection>();

interface Touched {
  matchedCount: number;
  upsertedCount: number;
  deletedCount: number;
}

/** The two casts of bulk operations below: mongoose types them by document, and a Write has any document. */
async function bulkByCollection(writes: readonly Write[], session: ClientSession): Promise<Touched> {
  const groups = Map.groupBy(writes, (write) => write.model);
  const touched = { matchedCount: 0, upsertedCount: 0, deletedCount: 0 };
  for (const [model, group] of groups) {
    const result = await model.bulkWrite(group.map(toModelOp) as never, { session, ordered: true });
    touched.matchedCount += result.matchedCount;
    touched.upsertedCount += result.upsertedCount;
    touched.deletedCount += result.deletedCount;
  }
  return touched;
}

/** From so many writes on, a round trip for each collection costs less than the server's work on a bulk write of mixed ones. */
const MANY_WRITES = 100;

async function bulk(connection: Connection, writes: readonly Write[], session: ClientSession): Promise<Touched> {
  if (withoutClientBulk.has(connection) || writes.length >= MANY_WRITES) return bulkByCollection(writes, session);
  try {
    return (await connection.bulkWrite(
      writes.map(toClientOp) as never,
      { session, ordered: true } as never,
    )) as unknown as Touched;
  } catch (error) {
    if (!isCommandUnknown(error)) throw error;
    withoutClientBulk.add(connection);
    throw new GuardMissed(
      'this server has no client bulk write; the transaction starts again with one bulk write per collection',
    );
  }
}

/** Executes all writes of a transaction in one round trip; throws GuardMissed when a guarded update or a delete matched nothing. */
export async function saveAll(connection: Connection, writes: readonly Write[], session: ClientSession): Promise<void> {
  if (writes.length === 0) return;
  const { matchedCount, upsertedCount, deletedCount } = await bulk(connection, writes, session);
  const count = (op: Write['op']): number => writes.filter((write) => write.op === op).length;
  const expected = { updated: count('updateOne'), deleted: count('deleteOne') };
  if (matchedCount + upsertedCount !== expected.updated || deletedCount !== expected.deleted) {
    throw new GuardMissed(
      `${expected.updated} guarded updates, ${matchedCount + upsertedCount} matched; ${expected.deleted} deletes, ${deletedCount} matched`,
    );
  }
}

/** A document of a projection, with the version that the owning service gave it. */
export interface ProjectionWrite {
  readonly model: Model<any>;
  readonly document: { readonly _id: string; readonly version: number };
}

/** Saves projections; a stored document of the same or a newer version stays. */
export async function saveNewest(projections: readonly ProjectionWrite[]): Promise<void> {
  for (const [model, group] of Map.groupBy(projections, (projection) => projection.model)) {
    const newest = new Map(
      group
        .map((projection) => projection.document)
        .toSorted((a, b) => a.version - b.version)
        .map((document) => [document._id, document]),
    );
    const save = (upsert: boolean): Promise<unknown> =>
      model.bulkWrite(
        [...newest.values()].map(({ _id, ...fields }) => ({
          updateOne: { filter: { _id, version: { $lt: fields.version } }, update: { $set: fields }, upsert },
        })),
        { ordered: false },
      );
    await save(true).catch(async (error: unknown) => {
      // the document exists: in a version that is not older, or another process inserted it a moment ago
      if (!isOnlyDuplicateKeys(error)) throw error;
      await save(false);
    });
  }
}

interface ServerError {
  code?: number;
  codeName?: string;
  errorLabels?: string[];
  hasErrorLabel?: (label: string) => boolean;
  writeErrors?: unknown;
  cause?: unknown;
}

function errorChain(error: unknown): ServerError[] {
  const chain: ServerError[] = [];
  for (
    let current = error as ServerError | undefined;
    current && chain.length < 5;
    current = current.cause as ServerError | undefined
  )
    chain.push(current);
  return chain;
}

function isCommandUnknown(error: unknown): boolean {
  return errorChain(error).some((link) => link.code === 59 || link.code === 115 || link.codeName === 'CommandNotFound');
}

const { MongoNetworkError, MongoServerSelectionError } = mongoose.mongo;

/** The database cannot be reached, or is on its way down or up: the same request may succeed a moment later. */
export function isDatabaseAway(error: unknown): boolean {
  return errorChain(error).some(
    (link) =>
      link instanceof MongoNetworkError || // also of a pool that was cleared
      link instanceof MongoServerSelectionError ||
      link.hasErrorLabel?.('RetryableWriteError') === true ||
      link.hasErrorLabel?.('RetryableError') === true,
  );
}

/** The server asks for a retry of the whole transaction. */
export function isTransient(error: unknown): boolean {
  return errorChain(error).some(
    (link) => link.hasErrorLabel?.('TransientTransactionError') === true || link.code === 112,
  );
}

/** The commit may or may not have happened: only the commit is retried. */
export function isCommitUnknown(error: unknown): boolean {
  return errorChain(error).some((link) => link.hasErrorLabel?.('UnknownTransactionCommitResult') === true);
}

const DUPLICATE_KEY = 11_000;

function writeErrorCodes({ writeErrors }: ServerError): (number | undefined)[] {
  const list = writeErrors instanceof Map ? [...writeErrors.values()] : Array.isArray(writeErrors) ? writeErrors : [];
  return list.map((one: { code?: number; err?: { code?: number } }) => one.code ?? one.err?.code);
}

/** A unique key exists already. */
export function isDuplicateKey(error: unknown): boolean {
  return errorChain(error).some((link) => link.code === DUPLICATE_KEY || writeErrorCodes(link).includes(DUPLICATE_KEY));
}

function isOnlyDuplicateKeys(error: unknown): boolean {
  return (
    isDuplicateKey(error) &&
    errorChain(error).every((link) => writeErrorCodes(link).every((code) => code === DUPLICATE_KEY))
  );
}

/** The model of a collection on a connection; model and collection have the same name. */
export function modelOf(connection: Connection, collection: string, schema: Schema<any>): Model<any> {
  // Same reason as in storeSchema: documents are typed by the records of each service.
  return connection.model(collection, schema, collection) as unknown as Model<any>;
}
