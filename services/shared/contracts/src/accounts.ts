/**
 * Accounts that Comptoir posts to by itself; every chart has them all. Debit side: cash, card, bankTransfer, cheques,
 * receivable, inventory, goodsInTransit, inputTax, discounts, returns, costOfGoodsSold, shrinkage, expenses. Credit side:
 * customerCredit, goodsReceivedNotInvoiced, payables, outputTax, revenue, openingEquity, retainedEarnings. Either side:
 * purchasePriceDifference, cashDifference, rounding.
 */
export const STANDARD_ACCOUNTS = [
  'cash',
  'card',
  'bankTransfer',
  'cheques',
  'receivable',
  'customerCredit',
  'inventory',
  'goodsInTransit',
  'goodsReceivedNotInvoiced',
  'payables',
  'inputTax',
  'outputTax',
  'revenue',
  'discounts',
  'returns',
  'costOfGoodsSold',
  'shrinkage',
  'purchasePriceDifference',
  'cashDifference',
  'rounding',
  'expenses',
  'openingEquity',
  'retainedEarnings',
] as const;
