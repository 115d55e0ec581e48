import { USUAL_SUB_ACCOUNTS, type ChartProfile } from './profile.js';

/** A chart for companies of no country in particular. An accountant confirms it before use. */
export const GENERIC: ChartProfile = {
  asOf: '2026-11-28',
  accounts: {
    cash: ['1000', 'Cash'],
    card: ['1020', 'Card clearing'],
    bankTransfer: ['1010', 'Bank'],
    cheques: ['1030', 'Cheques to be cashed'],
    receivable: ['1100', 'Customers'],
    customerCredit: ['2200', 'Credit of customers'],
    inventory: ['1200', 'Stock of goods'],
    goodsInTransit: ['1210', 'Goods in transit'],
    goodsReceivedNotInvoiced: ['2010', 'Goods received not invoiced'],
    payables: ['2000', 'Suppliers'],
    inputTax: ['1300', 'Input tax'],
    outputTax: ['2100', 'Output tax'],
    revenue: ['4000', 'Sales of goods'],
    discounts: ['4100', 'Discounts granted'],
    returns: ['4200', 'Sales returns'],
    costOfGoodsSold: ['5000', 'Cost of goods sold'],
    shrinkage: ['5100', 'Shrinkage'],
    purchasePriceDifference: ['5200', 'Purchase price difference'],
    cashDifference: ['6000', 'Cash over and short'],
    rounding: ['6100', 'Cash rounding'],
    expenses: ['6900', 'Petty expenses'],
    openingEquity: ['3000', 'Opening balance equity'],
    retainedEarnings: ['3100', 'Retained earnings'],
  },
  subAccountsBy: USUAL_SUB_ACCOUNTS,
};
