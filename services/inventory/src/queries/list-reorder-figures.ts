import { inventory } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { levelKeyOf, type Level } from '../domain/records.js';
import { outstandingOf, reorderFiguresOf, suppliersByProduct } from '../domain/reorder-figures.js';
import { on, type InventoryStore } from '../store/inventory-store.js';

/**
 * What is available and on order of products that a store has or had, in order of product id; the cursor is the last
 * product. A page costs a read of levels, one of what suppliers have and one of the open orders, whatever its size.
 */
export const listReorderFigures = on.query(
  inventory.listReorderFigures,
  async (store, { storeId, productIds, supplierId, cursor, limit }) => {
    const { levels, more } = await levelsWanted(store, { storeId, productIds, supplierId, cursor, limit });
    const ids = levels.map(({ productId }) => productId);
    const products = await store.suppliersOfProducts(ids);
    const suppliers = await store.suppliers([...new Set(products.map((one) => one.supplierId))]);
    const outstanding = outstandingOf(await store.outstandingOrders(storeId));
    const offered = suppliersByProduct(products, suppliers);
    const items = levels.map((level) => reorderFiguresOf(level, outstanding, offered));
    return pageOf(items, limit, ({ productId }) => productId, more);
  },
);

/** The levels of a page, and the product to go on after where there are more. */
async function levelsWanted(
  store: InventoryStore,
  wanted: {
    readonly storeId: string;
    readonly productIds?: readonly string[] | undefined;
    readonly supplierId?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ readonly levels: readonly Level[]; readonly more?: string | undefined }> {
  const { storeId, productIds, supplierId, cursor, limit } = wanted;
  if (!productIds && supplierId === undefined) {
    const found = await store.levelsOfStore(storeId, cursor, limit + 1);
    const levels = found.slice(0, limit);
    return { levels, more: found.length > limit ? levels.at(-1)?.productId : undefined };
  }
  const of = supplierId === undefined ? undefined : await store.productsOfSupplier(supplierId, cursor, limit + 1);
  const ids = of?.map((row) => row.productId) ?? after(productIds!, cursor);
  const page = ids.slice(0, limit);
  const levels = await store.levels(page.map((one) => levelKeyOf(storeId, one)));
  return { levels, more: ids.length > limit ? page.at(-1) : undefined };
}

function after(productIds: readonly string[], cursor: string | undefined): string[] {
  return [...new Set(productIds)].filter((one) => cursor === undefined || one > cursor).toSorted();
}
