import { inventory } from '@comptoir/contracts';
import { unitsOnTheRoadOf } from '../domain/stock-places.js';
import { heldByLevel } from '../domain/views.js';
import { on } from '../store/inventory-store.js';

/** Where units of products are. What is on the road is read whole: transfers that have arrived are not in it. */
export const readStockPlaces = on.query(inventory.readStockPlaces, async (store, input) => {
  const productIds = [...new Set(input.productIds)];
  const levels = await store.levelsOfProducts(productIds);
  const held = heldByLevel(await store.openHoldsOn(levels.map((level) => level._id)));
  return {
    items: levels
      .toSorted((a, b) => (a._id < b._id ? -1 : 1))
      .map(({ _id, storeId, productId, available }) => ({ storeId, productId, available, held: held.get(_id) ?? 0 })),
    onTheRoad: unitsOnTheRoadOf(await store.transfersOnTheRoad(), new Set(productIds)),
  };
});
