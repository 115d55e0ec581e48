import { catalog } from '@comptoir/contracts';
import { categoryViewOf, decideChangeCategory, nameKeyOfCategory } from '../domain/category.js';
import { on } from '../store/catalog-store.js';

/** Renames a category. */
export const changeCategory = on.command(catalog.changeCategory, {
  keys: ({ categoryId, changes }) => [categoryId, `category/${nameKeyOfCategory(changes.name)}`],
  load: async (store, { categoryId, changes }) => ({
    category: await store.category(categoryId),
    namesake: await store.categoryNamed(nameKeyOfCategory(changes.name)),
  }),
  decide: (state, input, context) => {
    const category = decideChangeCategory(state, input, context);
    return { category, reply: categoryViewOf(category) };
  },
  save: (store, { category }) => [store.changeCategory(category)],
});
