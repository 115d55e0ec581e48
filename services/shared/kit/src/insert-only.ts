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

/** A field that a bulk update, which no hook sees, cannot change either. */
const immutable = (type: unknown): object =>
  typeof type === 'object' && type !== null && 'type' in type
    ? { ...type, immutable: true }
    : { type, immutable: true };

/**
 * A schema of records that are written once: every field is immutable (so a bulk update is refused too), and every other
 * way mongoose has to change or delete a record is refused before it reaches the database.
 */
export function insertOnlySchema(definition: Parameters<typeof storeSchema>[0]): ReturnType<typeof storeSchema> {
  const schema = storeSchema(
    Object.fromEntries(Object.entries(definition ?? {}).map(([name, type]) => [name, immutable(type)])),
  );
  const refuse = (): never => {
    throw new Error('this record is immutable: correct it by a new record');
  };
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
