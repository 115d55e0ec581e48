import { USUAL_SUB_ACCOUNTS, type ChartProfile } from './profile.js';

/** The French PCG. An accountant confirms it before use. */
export const FRANCE: ChartProfile = {
  asOf: '2026-11-28',
  accounts: {
    cash: ['530', 'Caisse'],
    card: ['5115', 'Cartes bancaires à encaisser'],
    bankTransfer: ['512', 'Banque'],
    cheques: ['5112', 'Chèques à encaisser'],
    receivable: ['411', 'Clients'],
    customerCredit: ['4197', 'Clients, avoirs et avances'],
    inventory: ['370', 'Stocks de marchandises'],
    goodsInTransit: ['387', 'Marchandises en cours de route'],
    goodsReceivedNotInvoiced: ['408', 'Fournisseurs, factures non parvenues'],
    payables: ['401', 'Fournisseurs'],
    inputTax: ['44566', 'TVA déductible'],
    outputTax: ['44571', 'TVA collectée'],
    revenue: ['707', 'Ventes de marchandises'],
    discounts: ['7097', 'Rabais, remises et ristournes accordés'],
    returns: ['7079', 'Retours sur ventes'],
    costOfGoodsSold: ['6037', 'Coût des marchandises vendues'],
    shrinkage: ['6038', 'Démarque et pertes sur stocks'],
    purchasePriceDifference: ['6078', 'Écarts sur prix d’achat'],
    cashDifference: ['6581', 'Écarts de caisse'],
    rounding: ['6582', 'Arrondis de caisse'],
    expenses: ['6288', 'Menues dépenses'],
    openingEquity: ['890', 'Bilan d’ouverture'],
    retainedEarnings: ['110', 'Report à nouveau'],
  },
  subAccountsBy: USUAL_SUB_ACCOUNTS,
};
