import { stockOf, type ProductView } from '@comptoir/contracts';

/** Parts of the bundles among products that are not among them, once each. */
export function partIdsOf(products: readonly ProductView[]): string[] {
  const known = new Set(products.map(({ productId }) => productId));
  const parts = products.flatMap(({ parts: of = [] }) => of.map(({ productId }) => productId));
  return [...new Set(parts)].filter((productId) => !known.has(productId));
}

/**
 * Whether a store has enough of the products that are asked for, in smallest units, by the cached figures. What lines ask of
 * one product is added up, by itself and as parts of bundles. `parts` are the products in bundles.
 */
export function availabilityOf(
  storeId: string,
  asked: ReadonlyMap<string, number>,
  products: readonly ProductView[],
  parts: readonly ProductView[],
) {
  const availableIn = ({ stock }: ProductView): number => stock.find((one) => one.storeId === storeId)?.available ?? 0;
  const available = new Map([...products, ...parts].map((one) => [one.productId, availableIn(one)]));
  const takes = (product: ProductView) => stockOf({ ...product, quantity: asked.get(product.productId) ?? 0 });
  const taken = new Map<string, number>();
  for (const { productId, quantity } of products.flatMap(takes))
    taken.set(productId, (taken.get(productId) ?? 0) + quantity);
  return products.map((product) => {
    const { productId, unit, quantityDecimals } = product;
    const enough = takes(product).every((one) => (available.get(one.productId) ?? 0) >= taken.get(one.productId)!);
    return {
      productId,
      unit,
      quantityDecimals,
      asked: asked.get(productId) ?? 0,
      available: available.get(productId) ?? 0,
      enough,
    };
  });
}
