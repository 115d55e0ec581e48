import { catalog } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';

/** Brands that products have, those of most products first. */
export const listBrands = on.query(catalog.listBrands, async (store, { text, limit }) => ({
  items: (await store.productIndex()).brands(text, limit),
}));
