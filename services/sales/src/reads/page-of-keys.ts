/** A page of rows in order of their keys, after the cursor, which is the key of the last row before it. */
export function pageOfKeys<R>(
  rows: readonly R[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  keyOf: (row: R) => string,
): { items: R[]; nextCursor?: string } {
  const after = cursor === undefined ? rows : rows.filter((row) => keyOf(row) > cursor);
  const items = after.slice(0, limit);
  return after.length > limit ? { items, nextCursor: keyOf(items.at(-1)!) } : { items };
}
