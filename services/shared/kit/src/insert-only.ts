import { storeSchema } from './mongo.js';

const BY_QUERY = [
  'updateOne',
  'updateMany',
  'replaceOne',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'deleteOne',
  'deleteMany',
] as const;

/** An immutable field: a bulk update, which runs no hook, cannot change it either. */
const immutable = (type: unknown): object =>
  typeof type === 'object' && type !== null && 'type' in type
    ? { ...type, immutable: true }
    : { type, immutable: true };

/**
 * A schema of records that are written once. Every field is immutable (so a bulk update is refused too), and every other
 * mongoose operation that changes or deletes a record is refused before it reaches the database.
 */
export function insertOnlySchema(definition: Parameters<typeof storeSchema>[0]): ReturnType<typeof storeSchema> {
  const schema = storeSchema(
    Object.fromEntries(Object.entries(definition ?? {}).map(([name, type]) => [name, immutable(type)])),
  );
  const refuse = (): never => {
    throw new Error('this record is immutable: correct it with a new record');
  };
  // The casts: mongoose types `pre` by lists of literal operation names, which a loop over them does not satisfy.
  for (const operation of BY_QUERY) schema.pre(operation, { query: true, document: false } as never, refuse);
  for (const operation of ['updateOne', 'deleteOne'] as const)
    schema.pre(operation, { query: false, document: true } as never, refuse);
  schema.pre('save', function whenKnown(this: { isNew: boolean }) {
    if (!this.isNew) refuse();
  });
  schema.pre('bulkWrite', function onlyInserts(operations: unknown) {
    if (!(operations as object[]).every((operation) => 'insertOne' in operation)) refuse();
  } as never);
  return schema;
}
