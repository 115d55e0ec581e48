import type { words as en } from '../en/overview.js';

/** The French messages of the overview. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'overview.gross': 'Ventes TTC',
  'overview.all': 'Tous les magasins',
  'overview.week': 'il y a une semaine {figure}',
  'overview.hours': 'Ventes TTC par heure, {currency}',
  'overview.best': 'Meilleurs produits',
  'overview.slow': 'Plus lents que d’habitude',
  'overview.none-sold': 'Rien n’a encore été vendu.',
  'overview.none-slow': 'Aucun produit ne se vend moins qu’avant.',
  'overview.instead-of': '{count} au lieu de {before}',
  'overview.margin-in': 'Marge {currency}',
  'overview.low': 'Stock bas : {count, plural, one {{count} produit} other {{count} produits}}',
  'overview.low-part': 'Stock bas : au moins {count} produits',
};
