import { catalog } from '@comptoir/contracts';
import { productViewOf } from '../domain/records.js';
import { skuKeyOf } from '../domain/search-keys.js';
import { on } from '../store/catalog-store.js';

/** Products by their SKUs, case aside, in the order asked; those that no product has are left out. */
export const readProductsBySku = on.query(catalog.readProductsBySku, async (store, { skus }) => {
  const found = await store.productsBySku([...new Set(skus.map(skuKeyOf))]);
  const bySku = new Map(found.map((product) => [skuKeyOf(product.sku), productViewOf(product, [])]));
  return {
    items: skus.flatMap((sku) => {
      const product = bySku.get(skuKeyOf(sku));
      if (!product) return [];
      const { productId, name, currency, unit, quantityDecimals, expiry, parts, variantOptions } = product;
      const kind = {
        ...(expiry ? { expiry } : {}),
        ...(parts ? { isBundle: true as const } : {}),
        ...(variantOptions ? { hasVariants: true as const } : {}),
      };
      return [{ sku, productId, name, currency, unit, quantityDecimals, ...kind }];
    }),
  };
});
