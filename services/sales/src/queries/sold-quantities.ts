import { sales } from '@comptoir/contracts';
import { marginGroups } from '../reads/margin-groups.js';
import { on } from '../store/sales-store.js';

/**
 * Units of products that a store sold on days, less what came back: of closed days what was sealed, of open ones what was
 * posted; what was sold in bundles counts for their parts. Products without any are left out.
 */
export const soldQuantities = on.query(sales.soldQuantities, async (store, { storeId, productIds, from, to }) => {
  const range = { storeIds: [storeId], from, to };
  const { groups: alone } = await marginGroups(store, { ...range, by: 'product' });
  const { groups: inBundles } = await marginGroups(store, { ...range, by: 'part' });
  const sold = new Map(productIds.map((productId) => [productId, 0]));
  for (const { key, quantity = 0 } of [...alone, ...inBundles]) {
    const before = sold.get(key);
    if (before !== undefined) sold.set(key, before + quantity);
  }
  const items = [...sold].map(([productId, quantity]) => ({ productId, quantity }));
  return { items: items.filter(({ quantity }) => quantity !== 0) };
});
