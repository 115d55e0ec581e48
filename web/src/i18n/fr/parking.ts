import type { words as en } from '../en/parking.js';

/** The French messages of parked and waiting sales. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'keys.park': 'mettre en attente',
  'keys.parked': 'paniers en attente',
  'parking.park-title': 'Mettre le panier en attente',
  'parking.label': 'Nom',
  'parking.label-how': 'Peut rester vide ; toute caisse du magasin peut reprendre le panier.',
  'parking.park': 'Mettre en attente',
  'parking.parked-title': 'Paniers en attente',
  'parking.none': 'Aucun panier n’est en attente.',
  'parking.no-label': 'Sans nom',
  'parking.lines': '{count, plural, one {# ligne} other {# lignes}}',
  'parking.cart-first': 'Mettez d’abord le panier actuel en attente, ou terminez-le.',
  'parking.waiting-title': 'Ventes qui attendent un responsable',
  'parking.waits': 'attend un responsable',
  'parking.sold': 'acceptée et vendue',
  'parking.refused': 'refusée',
  'parking.cancelled': 'retirée',
  'parking.minutes-left': '{minutes, plural, one {encore # minute} other {encore # minutes}}',
  'parking.changed': '{name} a modifié cette commande ailleurs ({time}).',
  'parking.gone': '{name} a repris cette commande ({time}) : ce n’est plus un brouillon.',
  'parking.somebody': 'Quelqu’un',
  'parking.take-newer': 'Prendre la plus récente',
  'parking.keep-mine': 'Garder la mienne comme nouvelle commande',
};
