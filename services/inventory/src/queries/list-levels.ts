import { inventory } from '@comptoir/contracts';
import { heldByLevel } from '../domain/views.js';
import { on } from '../store/inventory-store.js';

/** Levels of a store in order of product id; the cursor is the last product's id. */
export const listLevels = on.query(inventory.listLevels, async (store, { storeId, cursor, limit }) => {
  const found = await store.levelsOfStore(storeId, cursor, limit + 1);
  const shown = found.slice(0, limit);
  const held = heldByLevel(await store.openHoldsOn(shown.map((level) => level._id)));
  return {
    items: shown.map(({ _id, productId, available, version }) => ({
      storeId,
      productId,
      available,
      held: held.get(_id) ?? 0,
      version,
    })),
    nextCursor: found.length > limit ? shown.at(-1)?.productId : undefined,
  };
});
