import { catalog } from '@comptoir/contracts';
import { decideCreateVariants } from '../domain/variants.js';
import { productViewOf } from '../domain/records.js';
import { skuKeyOf } from '../domain/search-keys.js';
import { on } from '../store/catalog-store.js';
import { productChangedOf, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Adds variants to a product, in one transaction. */
export const createVariants = on.command(catalog.createVariants, {
  keys: ({ productId, variants }) => [
    productId,
    ...variants.flatMap((one) => uniqueKeys(one.productId, one.sku, one.barcodes)),
  ],
  load: async (store, { productId, variants }) => ({
    parent: await store.product(productId),
    variants: await store.variantsOf(productId),
    stock: await store.availabilityOf([productId]),
    known: await store.products(variants.map((one) => one.productId)),
    skus: await store.productsBySku(variants.map(({ sku }) => skuKeyOf(sku))),
    barcodes: await store.barcodes(variants.flatMap(({ barcodes }) => barcodes)),
  }),
  decide: (state, input, context) => {
    const { parent, saved } = decideCreateVariants(state, input, context);
    return {
      parent,
      saved,
      barcodes: state.barcodes,
      reply: {
        parent: productViewOf(parent, state.stock),
        items: saved.map(({ product }) => productViewOf(product, [])),
      },
      events: [parent, ...saved.map(({ product }) => product)].map(productChangedOf),
    };
  },
  save: (store, { parent, saved, barcodes }) => [
    store.changeProduct(parent),
    ...saved.flatMap((one) => [
      store.insertProduct(one.product),
      ...store.claimBarcodes(one, barcodes),
      ...store.insertPrice(one),
    ]),
  ],
});
