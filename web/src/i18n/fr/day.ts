import type { words as en } from '../en/day.js';

/** The French messages of a day. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'day.sales': 'Ventes',
  'day.net': 'Chiffre d’affaires HT',
  'day.margin': 'Marge',
  'day.cash': 'Espèces',
  'day.before': 'hier {figure}',
  'day.money': 'Argent',
  'day.stock': 'Stock au coût',
  'day.documents': 'Documents',
  'day.figure': 'Chiffre',
  'day.today': 'Aujourd’hui',
  'day.yesterday': 'Hier',
  'day.on-account': 'Dû par les clients',
  'day.tax': 'TVA collectée',
  'day.cost': 'Coût des ventes',
  'day.low': 'Stock bas',
  'day.low-none': 'Rien ne s’épuise.',
  'day.low-part': 'Les mille premiers articles ont été regardés.',
  'stock.received': 'Reçu',
  'stock.sold': 'Vendu',
  'stock.returned': 'Rendu',
  'stock.written-off': 'Mis au rebut',
  'stock.counted': 'Écarts d’inventaire',
  'stock.change': 'Variation',
};
