import { USUAL_SUB_ACCOUNTS, type ChartProfile } from './profile.js';

/** The Moroccan CGNC. An accountant confirms it before use. */
export const MOROCCO: ChartProfile = {
  asOf: '2026-11-28',
  accounts: {
    cash: ['5161', 'Caisse'],
    card: ['5118', 'Cartes bancaires à encaisser'],
    bankTransfer: ['5141', 'Banque'],
    cheques: ['5111', 'Chèques à encaisser'],
    receivable: ['3421', 'Clients'],
    customerCredit: ['4421', 'Clients, avoirs et avances'],
    inventory: ['3111', 'Stocks de marchandises'],
    goodsInTransit: ['3116', 'Marchandises en cours de route'],
    goodsReceivedNotInvoiced: ['4417', 'Fournisseurs, factures non parvenues'],
    payables: ['4411', 'Fournisseurs'],
    inputTax: ['34552', 'État, TVA récupérable sur charges'],
    outputTax: ['4455', 'État, TVA facturée'],
    revenue: ['7111', 'Ventes de marchandises'],
    discounts: ['7119', 'Rabais, remises et ristournes accordés'],
    returns: ['71118', 'Retours sur ventes'],
    costOfGoodsSold: ['6111', 'Coût des marchandises vendues'],
    shrinkage: ['6114', 'Démarque et pertes sur stocks'],
    purchasePriceDifference: ['6118', 'Écarts sur prix d’achat'],
    cashDifference: ['65881', 'Écarts de caisse'],
    rounding: ['65882', 'Arrondis de caisse'],
    expenses: ['6148', 'Menues dépenses'],
    openingEquity: ['1117', 'Capital personnel, ouverture'],
    retainedEarnings: ['1161', 'Report à nouveau'],
  },
  subAccountsBy: USUAL_SUB_ACCOUNTS,
};
