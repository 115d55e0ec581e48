import { useQueries } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** Names of products by id; the id itself until its name is read. Each product is read once for all pages. */
export function useProductNames(productIds: readonly string[]): (productId: string) => string {
  const distinct = [...new Set(productIds)];
  const names = useQueries({
    queries: distinct.map((productId) => ({
      queryKey: ['product', productId],
      queryFn: () => ask('GET /products/{productId}', { params: { productId } }),
      staleTime: 300_000,
    })),
    combine: (results) => new Map(distinct.map((productId, index) => [productId, results[index]?.data?.name])),
  });
  return (productId) => names.get(productId) ?? productId;
}
