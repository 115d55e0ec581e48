/** What has changed between two versions of a record: the new values of the fields that differ. */
export function changesOf<T extends object>(before: T, after: T): Partial<T> {
  const differs = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(before[name as keyof T]);
  return Object.fromEntries(Object.entries(after).filter(differs)) as Partial<T>;
}
