import type { StatedEntry } from '../domain/statement.js';

/** The fields of an entry that a statement reads: what is sealed, and who posted it, are left out. */
export const STATED: Readonly<Record<Exclude<keyof StatedEntry, '_id'>, 1>> = {
  storeId: 1,
  currency: 1,
  kind: 1,
  ref: 1,
  memo: 1,
  businessDay: 1,
  occurredDay: 1,
  number: 1,
  sequence: 1,
  document: 1,
  lines: 1,
};
