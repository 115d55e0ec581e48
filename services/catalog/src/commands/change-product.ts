import { catalog } from '@comptoir/contracts';
import { partIdsOf } from '../domain/bundle.js';
import { decideChangeProduct } from '../domain/product.js';
import { followersOf, withOwnFields } from '../domain/variants.js';
import { productViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';
import { stockBehind } from '../store/products-with-stock.js';
import { productChangedOf, readCategory, readTaken, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Changes a product, and what its variants take from it; past sales keep what they froze. */
export const changeProduct = on.command(catalog.changeProduct, {
  keys: (input) => uniqueKeys(input.productId, input.changes.sku, input.changes.barcodes),
  load: async (store, input) => {
    const { changes } = input;
    const product = (await store.product(input.productId)) ?? undefined;
    const parts = product?.parts && (changes.parts ?? product.parts);
    return {
      product,
      variants: product?.variantOptions ? await store.variantsOf(product._id) : [],
      taken: await readTaken(store, changes.sku, changes.barcodes),
      category: await readCategory(store, changes.categoryId),
      stock: await stockBehind(store, input.productId, parts),
      ...(parts && (changes.parts || changes.currency) ? { parts: await store.products(partIdsOf([{ parts }])) } : {}),
    };
  },
  decide: (state, input, context) => {
    const decided = decideChangeProduct(state, input, context);
    const before = state.product!;
    const saved = withOwnFields(before, decided);
    const followers = followersOf(before, saved.product, state.variants, context);
    return {
      saved,
      followers,
      barcodes: state.taken.barcodes,
      reply: productViewOf(saved.product, state.stock),
      events: [saved, ...followers].map(({ product }) => productChangedOf(product)),
    };
  },
  save: (store, { saved, followers, barcodes }) => [
    ...store.claimBarcodes(saved, barcodes),
    ...[saved, ...followers].flatMap((one) => [store.changeProduct(one.product), ...store.insertPrice(one)]),
  ],
});
