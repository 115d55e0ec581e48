import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** A product, read once for all pages. */
export function productQuery(productId: string) {
  return queryOptions({
    queryKey: ['product', productId],
    queryFn: () => ask('GET /products/{productId}', { params: { productId } }),
    staleTime: 300_000,
  });
}
