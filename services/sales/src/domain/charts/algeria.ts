import { USUAL_SUB_ACCOUNTS, type ChartProfile } from './profile.js';

/** The Algerian SCF. An accountant confirms it before use. */
export const ALGERIA: ChartProfile = {
  asOf: '2026-11-28',
  accounts: {
    cash: ['53', 'Caisse'],
    card: ['5115', 'Cartes bancaires à encaisser'],
    bankTransfer: ['512', 'Banque'],
    cheques: ['5112', 'Chèques à encaisser'],
    receivable: ['411', 'Clients'],
    customerCredit: ['419', 'Clients, avoirs et avances'],
    inventory: ['30', 'Stocks de marchandises'],
    goodsInTransit: ['37', 'Marchandises en cours de route'],
    goodsReceivedNotInvoiced: ['408', 'Fournisseurs, factures non parvenues'],
    payables: ['401', 'Fournisseurs'],
    inputTax: ['4456', 'TVA déductible'],
    outputTax: ['4457', 'TVA collectée'],
    revenue: ['700', 'Ventes de marchandises'],
    discounts: ['709', 'Rabais, remises et ristournes accordés'],
    returns: ['7009', 'Retours sur ventes'],
    costOfGoodsSold: ['600', 'Coût des marchandises vendues'],
    shrinkage: ['6577', 'Démarque et pertes sur stocks'],
    purchasePriceDifference: ['6008', 'Écarts sur prix d’achat'],
    cashDifference: ['6578', 'Écarts de caisse'],
    rounding: ['6579', 'Arrondis de caisse'],
    expenses: ['628', 'Menues dépenses'],
    openingEquity: ['108', 'Compte de l’exploitant, ouverture'],
    retainedEarnings: ['110', 'Report à nouveau'],
  },
  subAccountsBy: USUAL_SUB_ACCOUNTS,
};
