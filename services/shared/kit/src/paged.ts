/** Maximum bytes of JSON in a page: a reply must fit into one NATS message. */
export const PAGE_BYTES = 600_000;
/** Rows read at once for a page of audit records. */
export const PAGE_ROWS = 500;

/** The first rows that make a page: at most `limit` rows and PAGE_BYTES, at least one; `more` tells whether rows are left. */
export function pageOfRows<T>(rows: readonly T[], limit: number): { page: T[]; more: boolean } {
  const page: T[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (page.length >= limit || (bytes > PAGE_BYTES && page.length > 0)) break;
    page.push(row);
  }
  return { page, more: page.length < rows.length };
}

/**
 * A page of items that were read with one more than `limit`; the cursor of the next page is the key of its last item, and
 * `unread` where these were all the items read but not all there are.
 */
export function pageOf<T>(
  items: readonly T[],
  limit: number,
  keyOf: (item: T) => string,
  unread?: string,
): { items: T[]; nextCursor?: string } {
  const { page, more } = pageOfRows(items, limit);
  const last = page.at(-1);
  const nextCursor = more && last !== undefined ? keyOf(last) : unread;
  return { items: page, ...(nextCursor === undefined ? {} : { nextCursor }) };
}

/** A page of a list that was read with one row more than `limit`: the views of its rows, and the cursor of the next page if there is one. */
export function listPage<R extends { readonly _id: string }, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
  keyOf: (row: R) => string = (row) => row._id,
  unread?: string,
): { items: V[]; nextCursor?: string } {
  const { items, ...rest } = pageOf(rows, limit, keyOf, unread);
  return { items: items.map(view), ...rest };
}
