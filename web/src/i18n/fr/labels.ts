import type { words as en } from '../en/labels.js';

/** The French messages of labels. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'label.of-delivery': 'autant que d’unités livrées',
  'label.product': 'Produit à étiqueter',
  'label.products': 'Produits à étiqueter',
  'label.remove': 'Retirer {name}',
  'label.paper': 'Papier',
  'label.paper.sheet3x8': 'Feuille A4, 3 × 8 étiquettes de 70 × 37 mm',
  'label.paper.sheet5x13': 'Feuille A4, 5 × 13 étiquettes de 38 × 21 mm',
  'label.paper.roll40x30': 'Rouleau, 40 × 30 mm',
  'label.copies': 'Étiquettes de chacun',
  'label.first': 'Étiquettes déjà prises sur la première feuille',
  'label.save': 'Enregistrer les étiquettes en PDF',
};
