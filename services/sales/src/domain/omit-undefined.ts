/** The same object without the fields that are undefined, so that an absent fact is absent in the database too. */
export function omitUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
