import { inventory, type StockCardRow } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { balancesOf, type BalancedMovement } from '../domain/stock-card.js';
import { stockDocumentsOf } from '../reads/stock-documents.js';
import { on, type InventoryStore } from '../store/inventory-store.js';

const PAST_ALL = '~';

/**
 * The stock card of a product in a store, newest first. A balance is the sum of all that moved before, from one read, so it is
 * exact while sales go on: a page reads all movements of the product up to its end.
 */
export const listStockCard = on.query(inventory.listStockCard, async (store, input) => {
  const { storeId, productId, from, before = PAST_ALL, cursor = PAST_ALL, limit } = input;
  const known = await store.cardMovements(storeId, productId, cursor);
  const asked = balancesOf(known).filter(
    ({ movement: { occurredAt } }) => (from === undefined || occurredAt >= from) && occurredAt < before,
  );
  const { items, ...rest } = pageOf(asked.slice(0 - limit - 1).toReversed(), limit, ({ movement }) => movement._id);
  const currency = known.at(-1)?.currency as 'DZD' | undefined;
  return {
    storeId,
    productId,
    ...(currency === undefined ? {} : { currency }),
    items: await rowsOf(store, items),
    ...rest,
  };
});

async function rowsOf(store: InventoryStore, items: readonly BalancedMovement[]): Promise<StockCardRow[]> {
  const documents = await stockDocumentsOf(
    store,
    items.map(({ movement }) => movement),
  );
  return items.map(({ movement: { _id: movementId, kind, batchId, by, occurredAt }, ...figures }, at) => ({
    movementId,
    kind,
    batchId,
    ...figures,
    document: documents[at]!,
    by,
    occurredAt,
  }));
}
