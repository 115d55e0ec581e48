import type { words as en } from '../en/price.js';

/** The French messages of prices of a product. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'price.net': '{amount} HT',
  'price.title': 'Prix de {name}',
  'price.min': 'Minimum',
  'price.list': 'Affiché',
  'price.max': 'Maximum',
  'price.new': 'Nouveau prix HT, {currency}',
  'price.new-with-tax': 'Nouveau prix TTC, {currency}',
  'price.apply': 'Fixer le prix',
  'price.wrong': 'Ce n’est pas un montant.',
  'price.below': 'sous le minimum',
  'price.above': 'au-dessus du maximum',
  'price.below-how': 'Sous le minimum : la vente attendra un responsable.',
  'price.above-how': 'Au-dessus du maximum : la vente attendra un responsable.',
  'price.of-list': 'tarif : {list}',
  'price.off-list': 'retiré de {list}',
  'price.own': 'prix propre',
  'price.list-name': 'Tarif',
  'price.history': 'Prix jusqu’ici',
  'price.since': 'Depuis',
  'price.before': 'Avant',
  'price.range': 'Plus bas – plus haut',
  'price.none': 'Aucun prix n’a été enregistré.',
};
