import type { words as en } from '../en/goods.js';

/** The French messages of what the stock was worth, where it is and where it came from. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'goods.day': 'Fin de journée',
  'goods.category': 'Catégorie',
  'goods.all': 'Toutes',
  'goods.no-category': 'Sans catégorie',
  'goods.products': 'Articles',
  'goods.product': 'Article',
  'goods.units': 'Unités',
  'goods.value': 'Valeur',
  'goods.batches': 'Lots',
  'goods.batch': 'Lot',
  'goods.came': 'Entré',
  'goods.by-category': 'Valeur par catégorie',
  'goods.books': 'Du stock aux livres',
  'goods.total': 'Valeur du stock',
  'goods.late': '{document}, comptabilisé le {day}',
  'goods.on-its-way': 'En route vers les livres',
  'goods.account': 'Compte de stock',
  'goods.transit': 'Compte des marchandises en route',
  'goods.known-since': 'Les livres de ce magasin commencent le {day} : rien n’est connu avant.',
  'goods.nothing-known': 'Rien n’est encore dans les livres de ce magasin.',
  'goods.all-products': 'Tous les articles',
  'goods.none': 'Aucune marchandise.',
};
