import { useQueries } from '@tanstack/react-query';
import type { Product } from '../api/shapes.js';
import { productQuery } from './product-query.js';

/** Products by id, once all of them are read; each is read once for all pages. */
export function useProducts(productIds: readonly string[]): ReadonlyMap<string, Product> | undefined {
  const distinct = [...new Set(productIds)];
  return useQueries({
    queries: distinct.map(productQuery),
    combine: (results) => {
      const products = results.flatMap(({ data }) => data ?? []);
      return products.length === distinct.length
        ? new Map(products.map((product) => [product.productId, product]))
        : undefined;
    },
  });
}
