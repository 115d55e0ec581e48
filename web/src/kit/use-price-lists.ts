import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { PriceList } from '../api/shapes.js';

/** The price lists, by name, and the customer groups that they name; `isLoading` while nothing is there yet. */
export function usePriceLists(): {
  priceLists: readonly PriceList[];
  groups: readonly string[];
  isLoading: boolean;
  error: unknown;
} {
  const { data, error, isPending } = useQuery({
    queryKey: ['price-lists'],
    queryFn: () => ask('GET /price-lists', {}),
    staleTime: 60_000,
  });
  const priceLists = data?.items ?? [];
  return {
    priceLists,
    groups: [...new Set(priceLists.flatMap(({ group }) => group ?? []))].toSorted(),
    isLoading: isPending,
    error,
  };
}
