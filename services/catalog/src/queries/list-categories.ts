import { catalog } from '@comptoir/contracts';
import { categoryViewOf } from '../domain/category.js';
import { on } from '../store/catalog-store.js';

/** All categories, by name. */
export const listCategories = on.query(catalog.listCategories, async (store) => ({
  items: (await store.categories()).toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1)).map(categoryViewOf),
}));
