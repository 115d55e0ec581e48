import { useQueries } from '@tanstack/react-query';
import type { Product } from '../api/shapes.js';
import { productQuery } from './product-query.js';

/** Products by id; none until it is read. Each product is read once for all pages. */
export function useProducts(productIds: readonly string[]): (productId: string) => Product | undefined {
  const distinct = [...new Set(productIds)];
  const products = useQueries({
    queries: distinct.map(productQuery),
    combine: (results) => new Map(distinct.map((productId, index) => [productId, results[index]?.data])),
  });
  return (productId) => products.get(productId);
}

/** Names of products by id; the id itself until its name is read. */
export function useProductNames(productIds: readonly string[]): (productId: string) => string {
  const productOf = useProducts(productIds);
  return (productId) => productOf(productId)?.name ?? productId;
}
