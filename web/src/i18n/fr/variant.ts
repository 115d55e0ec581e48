import type { words as en } from '../en/variant.js';

/** The French messages of variants. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'variant.title': 'Déclinaisons',
  'variant.one': 'Déclinaison',
  'variant.none': 'Il n’y a pas de déclinaison.',
  'variant.parent': 'L’article dont ceci est une déclinaison',
  'variant.add': 'Ajouter des déclinaisons',
  'variant.option': 'Option {number}',
  'variant.option-how': 'Par exemple taille ou couleur.',
  'variant.values': 'Valeurs de l’option {number}',
  'variant.values-how': 'Chacune suivie d’Entrée.',
  'variant.add-option': 'Une option de plus',
  'variant.too-many': 'Cela fait {count} déclinaisons ; {most} au plus sont acceptées.',
  'variant.grid': 'Déclinaisons à ajouter',
  'variant.sku-of': 'Référence de {name}',
  'variant.barcode-of': 'Code-barres de {name}',
  'variant.create':
    '{count, plural, =0 {Ajouter des déclinaisons} one {Ajouter {count} déclinaison} other {Ajouter {count} déclinaisons}}',
};
