import type { words as en } from '../en/category.js';

/** The French messages of categories. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'category.add': 'Ajouter une catégorie',
  'category.name': 'Nom',
  'category.changed': 'Modifiée',
  'category.rename': 'Renommer',
  'category.rename-of': 'Renommer {name}',
  'category.none': 'Il n’y a pas encore de catégorie.',
};
