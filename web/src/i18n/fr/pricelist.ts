import type { words as en } from '../en/pricelist.js';

/** The French messages of price lists. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'pricelist.name': 'Nom',
  'pricelist.all-stores': 'Tous les magasins',
  'pricelist.everybody': 'Tout le monde',
  'pricelist.period': 'En vigueur',
  'pricelist.since': 'à partir du {from}',
  'pricelist.currency': 'Devise',
  'pricelist.state': 'État',
  'pricelist.now': 'en vigueur',
  'pricelist.later': 'à venir',
  'pricelist.ended': 'terminé',
  'pricelist.add': 'Ajouter un tarif',
  'pricelist.none': 'Il n’y a pas de tarif : les articles sont vendus à leurs propres prix.',
  'pricelist.rule':
    'De plusieurs tarifs avec un article, celui du groupe du client passe d’abord, puis celui du magasin, puis celui qui a commencé en dernier.',
  'pricelist.group-how': 'Vide : pour tout le monde. Un client est mis dans un groupe dans sa fiche.',
  'pricelist.from': 'Du',
  'pricelist.until': 'Jusqu’au',
  'pricelist.rename': 'Nom et période',
  'pricelist.product': 'Article',
  'pricelist.priceListMinor': 'Prix, {currency}',
  'pricelist.priceMinMinor': 'Prix minimum, {currency}',
  'pricelist.priceMaxMinor': 'Prix maximum, {currency}',
  'pricelist.set': 'Fixer le prix',
  'pricelist.take-off': 'Retirer du tarif',
  'pricelist.change': 'Modifier',
  'pricelist.change-of': 'Prix de {name} dans ce tarif',
  'pricelist.add-product': 'Ajouter ou modifier un article',
  'pricelist.no-product': 'Aucun article n’est encore dans ce tarif.',
  'pricelist.versions': 'Nom et période jusqu’ici',
};
