import type { words as en } from '../en/margin.js';

/** The French messages of margins. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'margin.by': 'Par',
  'margin.by-product': 'Article',
  'margin.by-category': 'Catégorie',
  'margin.by-cashier': 'Vendeur',
  'margin.by-customer': 'Client',
  'margin.by-supplier': 'Fournisseur',
  'margin.by-delivery': 'Livraison',
  'margin.by-store': 'Magasin',
  'margin.by-day': 'Jour',
  'margin.by-month': 'Mois',
  'margin.all-stores': 'Tous les magasins',
  'margin.revenue': 'CA hors taxe',
  'margin.cost': 'Coût',
  'margin.margin': 'Marge',
  'margin.rate': 'Taux de marge',
  'margin.no-supplier': 'Sans fournisseur',
  'margin.no-category': 'Sans catégorie',
  'margin.none': 'Rien n’a été vendu ces jours-là.',
  'margin.chart': 'Marge et coût, {currency}',
  'margin.lines': 'Lignes de {of}',
  'margin.close': 'Fermer',
  'margin.kind-sale': 'Vente',
  'margin.kind-return': 'Retour',
};
