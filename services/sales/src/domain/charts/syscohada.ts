import { USUAL_SUB_ACCOUNTS, type ChartProfile } from './profile.js';

/** SYSCOHADA, the chart of the OHADA states. An accountant confirms it before use. */
export const SYSCOHADA: ChartProfile = {
  asOf: '2026-11-28',
  accounts: {
    cash: ['571', 'Caisse'],
    card: ['515', 'Cartes bancaires à encaisser'],
    bankTransfer: ['521', 'Banque'],
    cheques: ['513', 'Chèques à encaisser'],
    receivable: ['411', 'Clients'],
    customerCredit: ['4191', 'Clients, avoirs et avances'],
    inventory: ['311', 'Stocks de marchandises'],
    goodsInTransit: ['381', 'Marchandises en cours de route'],
    goodsReceivedNotInvoiced: ['408', 'Fournisseurs, factures non parvenues'],
    payables: ['401', 'Fournisseurs'],
    inputTax: ['4452', 'TVA récupérable sur achats'],
    outputTax: ['4431', 'TVA facturée sur ventes'],
    revenue: ['701', 'Ventes de marchandises'],
    discounts: ['7019', 'Rabais, remises et ristournes accordés'],
    returns: ['7018', 'Retours sur ventes'],
    costOfGoodsSold: ['6031', 'Coût des marchandises vendues'],
    shrinkage: ['65881', 'Démarque et pertes sur stocks'],
    purchasePriceDifference: ['6018', 'Écarts sur prix d’achat'],
    cashDifference: ['65882', 'Écarts de caisse'],
    rounding: ['65883', 'Arrondis de caisse'],
    expenses: ['65884', 'Menues dépenses'],
    openingEquity: ['104', 'Compte de l’exploitant, ouverture'],
    retainedEarnings: ['121', 'Report à nouveau'],
  },
  subAccountsBy: USUAL_SUB_ACCOUNTS,
};
