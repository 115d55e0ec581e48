/** A page of a list whose cursor is a key of its order, such as the id of its last row. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | undefined;
}

/**
 * Merges pages of one list, newest first, that were asked with the same cursor, each for another store. A row is in the
 * result only when no unread row of any page can be newer: no row is left out or comes twice when the next page is asked.
 */
export function newestOf<T>(pages: readonly Page<T>[], limit: number, keyOf: (item: T) => string): Page<T> {
  const [only] = pages;
  if (only && pages.length === 1) return only;
  const cursors = pages.flatMap(({ nextCursor }) => (nextCursor === undefined ? [] : [nextCursor]));
  const readTo = cursors.toSorted().at(-1); // older rows of the page with the newest cursor are not read yet
  const rows = pages
    .flatMap(({ items }) => items)
    .toSorted((a, b) => (keyOf(a) > keyOf(b) ? -1 : 1))
    .filter((item) => readTo === undefined || keyOf(item) >= readTo);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = last !== undefined && rows.length > items.length ? keyOf(last) : readTo;
  return nextCursor === undefined ? { items } : { items, nextCursor };
}
