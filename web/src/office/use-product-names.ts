import { useQueries } from '@tanstack/react-query';
import { productQuery } from './product-query.js';

/** Names of products by id; the id itself until its name is read. Each product is read once for all pages. */
export function useProductNames(productIds: readonly string[]): (productId: string) => string {
  const distinct = [...new Set(productIds)];
  const names = useQueries({
    queries: distinct.map(productQuery),
    combine: (results) => new Map(distinct.map((productId, index) => [productId, results[index]?.data?.name])),
  });
  return (productId) => names.get(productId) ?? productId;
}
