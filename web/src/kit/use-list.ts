import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { askAny } from '../api/client.js';
import type { Api } from '../api/schema.js';

/** Routes that answer a list page by page. */
export type ListRoute = {
  [R in keyof Api]: Api[R]['reply'] extends { items: unknown[]; nextCursor?: string }
    ? Api[R]['query'] extends { cursor?: string }
      ? R
      : never
    : never;
}[keyof Api];

type Item<R extends ListRoute> = Api[R]['reply'] extends { items: (infer T)[] } ? T : never;

/** Rows of a page of a list. */
const PAGE_ROWS = '50';

/** A list as far as it is loaded. */
export interface LoadedList<T> {
  readonly rows: readonly T[];
  readonly error: unknown;
  /** Nothing is there yet. */
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  /** Loads the next page, unless one is being loaded. */
  readonly loadMore: () => void;
}

/** Reads a list of the API page by page, as far as it is looked at; empty filters are left out. */
export function useList<R extends ListRoute>(
  route: R,
  {
    query = {},
    params,
    enabled = true,
    pageRows = PAGE_ROWS,
  }: { query?: object; params?: object; enabled?: boolean; pageRows?: string },
): LoadedList<Item<R>> & {
  /** The first page as it was answered: it may have totals beside its rows. */
  readonly first: Api[R]['reply'] | undefined;
} {
  const filters = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
  const list = useInfiniteQuery({
    queryKey: ['list', route, params ?? {}, filters],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const page = { ...filters, limit: pageRows, ...(pageParam ? { cursor: pageParam } : {}) };
      const answer = askAny(route, { params, query: page, signal });
      return answer as Promise<Api[R]['reply'] & { items: Item<R>[]; nextCursor?: string }>;
    },
    getNextPageParam: (last) => last.nextCursor,
  });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return {
    rows: useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]),
    first: data?.pages[0],
    error,
    isLoading: isPending,
    hasMore: hasNextPage && error === null, // a page that failed is not asked for again and again
    loadMore: () => void (isFetchingNextPage || fetchNextPage()),
  };
}
