import type { words as en } from '../en/delivery.js';

/** The French messages of deliveries. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'product-field.how': 'Un code et Entrée, ou quelques lettres du nom.',
  'product-field.unknown': 'Aucun produit n’a ces codes : {codes}.',
  'product-field.put-away': 'Ranger',
  'delivery.one': 'Livraison',
  'delivery.new': 'Recevoir une livraison',
  'delivery.none': 'Rien n’a encore été reçu ici.',
  'delivery.at': 'Reçue',
  'delivery.supplier': 'Fournisseur',
  'delivery.supplier-how': 'Quelques lettres trouvent un fournisseur de la liste ; tout autre nom reste tel quel.',
  'delivery.supplier-chosen': 'De la liste des fournisseurs.',
  'delivery.order': 'Commande {number}',
  'delivery.reference': 'Référence du fournisseur',
  'delivery.received-by': 'reçue par {name}',
  'delivery.taken-back': 'reprise : {reason}',
  'delivery.units': 'Unités',
  'delivery.cost': 'Coût {currency}',
  'delivery.line-cost': 'Coût de la ligne {currency}',
  'delivery.cost-of': 'Coût de la ligne : {name}',
  'delivery.extra-cost': 'Frais annexes {currency}',
  'delivery.extra-cost-how': 'Transport, douane… : répartis sur les lignes selon leur coût.',
  'delivery.extra-part': 'dont frais annexes {amount}',
  'delivery.scan': 'Scanner ou chercher un produit',
  'delivery.empty': 'Scannez le premier produit : chaque passage compte une unité.',
  'delivery.receive': 'Recevoir {count, plural, one {un produit} other {{count} produits}}',
};
