import { USUAL_SUB_ACCOUNTS, type ChartProfile } from './profile.js';

/** The Tunisian chart (SCE). An accountant confirms it before use. */
export const TUNISIA: ChartProfile = {
  asOf: '2026-11-28',
  accounts: {
    cash: ['54', 'Caisse'],
    card: ['5315', 'Cartes bancaires à encaisser'],
    bankTransfer: ['532', 'Banque'],
    cheques: ['5312', 'Chèques à encaisser'],
    receivable: ['411', 'Clients'],
    customerCredit: ['419', 'Clients, avoirs et avances'],
    inventory: ['37', 'Stocks de marchandises'],
    goodsInTransit: ['38', 'Marchandises en cours de route'],
    goodsReceivedNotInvoiced: ['408', 'Fournisseurs, factures non parvenues'],
    payables: ['401', 'Fournisseurs'],
    inputTax: ['4366', 'TVA déductible'],
    outputTax: ['4367', 'TVA collectée'],
    revenue: ['707', 'Ventes de marchandises'],
    discounts: ['709', 'Rabais, remises et ristournes accordés'],
    returns: ['7079', 'Retours sur ventes'],
    costOfGoodsSold: ['607', 'Coût des marchandises vendues'],
    shrinkage: ['6037', 'Démarque et pertes sur stocks'],
    purchasePriceDifference: ['6078', 'Écarts sur prix d’achat'],
    cashDifference: ['6381', 'Écarts de caisse'],
    rounding: ['6382', 'Arrondis de caisse'],
    expenses: ['6288', 'Menues dépenses'],
    openingEquity: ['108', 'Compte de l’exploitant, ouverture'],
    retainedEarnings: ['121', 'Résultats reportés'],
  },
  subAccountsBy: USUAL_SUB_ACCOUNTS,
};
