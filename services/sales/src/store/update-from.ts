/** The change that turns one record into the next: sets what differs, unsets what is gone. Never touches `_id`. */
export function updateFrom(before: object, after: object): { $set?: object; $unset?: object } {
  const old = before as Record<string, unknown>;
  const set = Object.entries(after).filter(
    ([key, value]) => key !== '_id' && value !== undefined && value !== old[key],
  );
  const gone = Object.keys(old).filter(
    (key) => (after as Record<string, unknown>)[key] === undefined && old[key] !== undefined,
  );
  return {
    ...(set.length > 0 ? { $set: Object.fromEntries(set) } : {}),
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((key) => [key, ''])) } : {}),
  };
}

/** Newest first, after a cursor (the last id seen). */
export function olderThan(cursor: string | undefined): object {
  return cursor === undefined ? {} : { _id: { $lt: cursor } };
}

/** A condition for a field that is one of these: of one value the value itself, so that the order of an index is used. */
export function oneOf(values: readonly string[]): string | { $in: readonly string[] } {
  const [only] = values;
  return only !== undefined && values.length === 1 ? only : { $in: values };
}
