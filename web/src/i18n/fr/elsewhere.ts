import type { words as en } from '../en/elsewhere.js';

/** The French messages of returns at another store. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'elsewhere.title': 'Retour d’un article d’un autre magasin',
  'elsewhere.number': 'Numéro du ticket',
  'elsewhere.how': 'Tel qu’il est imprimé, par exemple ALG1-B-2026-000042 ; Entrée le cherche.',
  'elsewhere.sold-in': 'Vendu à {store} le {day}',
  'elsewhere.done': 'Repris ici. Avoir {number}.',
};
