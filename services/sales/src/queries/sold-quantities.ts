import { sales } from '@comptoir/contracts';
import { marginGroups } from '../reads/margin-groups.js';
import { on } from '../store/sales-store.js';

/**
 * Units of products that a store sold on days, less what came back: of closed days what was sealed, of open ones what was
 * posted. Products without any are left out.
 */
export const soldQuantities = on.query(sales.soldQuantities, async (store, { storeId, productIds, from, to }) => {
  const { groups } = await marginGroups(store, { storeIds: [storeId], by: 'product', from, to });
  const sold = new Map(productIds.map((productId) => [productId, 0]));
  for (const { key, quantity = 0 } of groups) {
    const before = sold.get(key);
    if (before !== undefined) sold.set(key, before + quantity);
  }
  const items = [...sold].map(([productId, quantity]) => ({ productId, quantity }));
  return { items: items.filter(({ quantity }) => quantity !== 0) };
});
