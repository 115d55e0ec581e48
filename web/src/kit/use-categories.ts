import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Category } from '../api/shapes.js';

/** The categories of products, by name; `isLoading` while nothing is there yet. */
export function useCategories(): {
  categories: readonly Category[];
  nameOf: (categoryId: string) => string | undefined;
  isLoading: boolean;
  error: unknown;
} {
  const { data, error, isPending } = useQuery({
    queryKey: ['categories'],
    queryFn: () => ask('GET /categories', {}),
    staleTime: 60_000,
  });
  const categories = data?.items ?? [];
  return {
    categories,
    nameOf: (categoryId) => categories.find((one) => one.categoryId === categoryId)?.name,
    isLoading: isPending,
    error,
  };
}
