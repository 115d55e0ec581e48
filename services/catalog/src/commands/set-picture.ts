import { catalog } from '@comptoir/contracts';
import { decideSetPicture } from '../domain/picture.js';
import { productViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';
import { productChangedOf } from '../store/uniqueness-conflicts.js';

/** Sets the picture of a product, or takes it away. */
export const setPicture = on.command(catalog.setPicture, {
  keys: ({ productId }) => [productId],
  load: async (store, { productId }) => ({
    product: await store.product(productId),
    stock: await store.availabilityOf([productId]),
  }),
  decide: ({ product, stock }, input, context) => {
    const saved = decideSetPicture(product, input, context);
    const isNew = saved.product !== product;
    return {
      saved,
      isNew,
      reply: productViewOf(saved.product, stock),
      events: isNew ? [productChangedOf(saved.product)] : [],
    };
  },
  save: (store, { saved: { product, kept, gone }, isNew }) =>
    isNew
      ? [
          store.changeProduct(product),
          ...(gone === undefined ? [] : [store.removePicture(gone)]),
          ...(kept === undefined ? [] : [store.insertPicture(kept)]),
        ]
      : [],
});
