import { catalog } from '@comptoir/contracts';
import { decideImportProducts } from '../domain/import-products.js';
import { on } from '../store/catalog-store.js';
import { importState } from '../store/import-state.js';
import { productsChangedOf, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Adds and changes products by their SKUs, in one transaction. */
export const importProducts = on.command(catalog.importProducts, {
  keys: ({ rows }) => rows.flatMap(({ productId, sku, fields }) => uniqueKeys(productId, sku, fields.barcodes)),
  load: (store, { rows }) => importState(store, rows),
  decide: (state, input, context) => {
    const { rows, saved, refused } = decideImportProducts(state, input, context);
    const written = new Set(saved);
    const count = (outcome: string): number =>
      rows.filter((row) => row.outcome === outcome && (!row.saved || written.has(row.saved))).length;
    return {
      saved,
      barcodes: state.barcodes,
      reply: { added: count('new'), changed: count('changed'), unchanged: count('unchanged'), refused: [...refused] },
      events: productsChangedOf(saved.map(({ product }) => product)),
    };
  },
  save: (store, { saved, barcodes }) =>
    saved.flatMap((one) => [
      one.product.revision === 1 ? store.insertProduct(one.product) : store.changeProduct(one.product),
      ...store.claimBarcodes(one, barcodes),
      ...store.insertPrice(one),
    ]),
});
