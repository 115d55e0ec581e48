const LONGEST_VALUE = 200;

/** Reads these filters from an address; everything else in it is dropped. For a route's `validateSearch`. */
export function filtersOf<K extends string>(...names: readonly K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string>> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = search[name];
        const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
        return text === '' ? [] : [[name, text.slice(0, LONGEST_VALUE)]];
      }),
    ) as Partial<Record<K, string>>;
}
