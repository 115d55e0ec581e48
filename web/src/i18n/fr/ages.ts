import type { words as en } from '../en/ages.js';

/** The French messages of the age of stock. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'ages.product': 'Article',
  'ages.oldest': 'Le plus ancien depuis',
  'ages.quantity': 'En stock',
  'ages.value': 'Valeur',
  'ages.total': 'Tout',
  'ages.between': '{from}–{to} jours',
  'ages.more': '{from} jours ou plus',
  'ages.show': 'Afficher',
  'ages.all': 'Tout le stock',
  'ages.unsold': 'Sans vente depuis {days} jours',
  'ages.none': 'Rien n’est en stock ici.',
  'ages.none-unsold': 'Tout ce qui était là depuis si longtemps a été vendu ces jours-là.',
};
