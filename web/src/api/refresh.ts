import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Reads again what a change has made old; without a key, everything. What is being read for the first time is read once
 * more after it: its answer may be from before the change, and the library does not begin such a read anew. Resolves when what is shown is read.
 */
export async function refresh(queries: QueryClient, queryKey: QueryKey = []): Promise<void> {
  const first = queries
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined);
  const again = first.map((query) =>
    query.promise?.then(
      () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true }),
      () => undefined, // a failure is shown where the query is used
    ),
  );
  await Promise.all([queries.invalidateQueries({ queryKey }), ...again]);
}
