import { catalog } from '@comptoir/contracts';
import { categoryViewOf, decideCreateCategory, nameKeyOfCategory } from '../domain/category.js';
import { on } from '../store/catalog-store.js';

/** Adds a category of products. */
export const createCategory = on.command(catalog.createCategory, {
  keys: ({ categoryId, name }) => [categoryId, `category/${nameKeyOfCategory(name)}`],
  load: async (store, { categoryId, name }) => ({
    category: await store.category(categoryId),
    namesake: await store.categoryNamed(nameKeyOfCategory(name)),
  }),
  decide: (state, input, context) => {
    const category = decideCreateCategory(state, input, context);
    return { category, reply: categoryViewOf(category) };
  },
  save: (store, { category }) => [store.insertCategory(category)],
});
