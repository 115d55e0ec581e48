import { z } from 'zod';
import { statementRow } from './bookkeeping.js';
import { accountType, companyOfBooks } from './chart.js';
import { defineError } from './kernel/errors.js';
import { query } from './kernel/messages.js';
import { currency, day, id, measure, minor, page, pageOf, taxRateBps, text } from './kernel/schemas.js';
import { account } from './ledger.js';

/** Reports of the ledger. Amounts are minor units; stores of several currencies are never added up. */

/** Rows of a margin in one page at most: each page adds up its days once. */
export const MOST_MARGIN_ROWS = 2_000;

/** The stores of a report. */
const storeIds = z.array(id('store')).min(1).max(200);
const range = { from: day, to: day };

/** A line of what a customer owes or has in credit, with the balance of its currency after it: debit less credit. */
export const customerRow = statementRow.extend({ storeId: id('store'), account });
export type CustomerRow = z.infer<typeof customerRow>;

const age = {
  /** Open for less than 30 days. */
  currentMinor: minor,
  from30Minor: minor,
  from60Minor: minor,
  /** Open for 90 days or more. */
  from90Minor: minor,
  /** The sum of the four: what the account `receivable` has. */
  totalMinor: minor,
  /** What the shop owes the customer, apart from it. */
  creditMinor: minor,
};

/** What a customer owes in one currency, by the age of the sales that it is owed for. */
export const agedRow = z.object({ customerId: id('customer'), name: z.string(), currency, ...age });
export type AgedRow = z.infer<typeof agedRow>;

/** What all customers owe in one currency. */
export const agedTotal = z.object({ currency, ...age });
export type AgedTotal = z.infer<typeof agedTotal>;

const tax = {
  /** Revenue less discounts and returns, before tax. */
  baseMinor: minor,
  outputTaxMinor: minor,
  inputTaxMinor: minor,
  /** Output less input tax: above zero it is owed. */
  dueMinor: minor,
};

/** Taxes at one rate; without a rate those of lines that name none, such as manual entries. */
export const taxRow = z.object({ currency, taxRateBps: taxRateBps.optional(), ...tax });
export type TaxRow = z.infer<typeof taxRow>;

/** Taxes in one currency. */
export const taxTotal = z.object({ currency, ...tax });
export type TaxTotal = z.infer<typeof taxTotal>;

/** An account of the profit and loss: what came in of an income, what went out of an expense. */
export const resultRow = z.object({
  currency,
  account,
  code: z.string(),
  name: z.string(),
  type: accountType.extract(['income', 'expense']),
  amountMinor: minor,
});
export type ResultRow = z.infer<typeof resultRow>;

/** The result in one currency: income less expense. */
export const resultTotal = z.object({ currency, incomeMinor: minor, expenseMinor: minor, resultMinor: minor });
export type ResultTotal = z.infer<typeof resultTotal>;

/** What a margin is reported by. */
export const marginBy = z.enum([
  'product',
  'category',
  'cashier',
  'customer',
  'supplier',
  'delivery',
  'store',
  'day',
  'month',
]);
export type MarginBy = z.infer<typeof marginBy>;

/** Key of the margin of goods whose delivery names no supplier. */
export const NO_SUPPLIER = '?';

/** Key of the margin of what was sold without a category. */
export const NO_CATEGORY = '?';

/** What of a line of an STI came from one batch; below zero where it came back. The parts of a line add up to it. */
export const stiBatch = z.object({
  batchId: id('batch'),
  deliveryId: id('delivery'),
  quantity: z.int(),
  netMinor: minor,
  taxMinor: minor,
  costMinor: minor,
  /** Of a bundle: the part that came from the batch, and what it is counted in. */
  part: z.object({ productId: id('product'), ...measure }).optional(),
});
export type StiBatch = z.infer<typeof stiBatch>;

const margin = {
  /** Before tax, less discounts and returns. */
  revenueMinor: minor,
  taxMinor: minor,
  costMinor: minor,
  /** Revenue less cost. */
  marginMinor: minor,
};

/** The margin of one product, person, delivery and so on: `key` is its id, the supplier's name, the day or the month; `label` what people call it. */
export const marginRow = z.object({ currency, key: z.string(), label: z.string().optional(), ...margin });
export type MarginRow = z.infer<typeof marginRow>;

/** The margin of all rows in one currency. */
export const marginTotal = z.object({ currency, ...margin });
export type MarginTotal = z.infer<typeof marginTotal>;

/** What of a line of a sale, or of what came back of it, came from one batch: its part of a row of a margin. */
export const marginLine = z.object({
  saleId: id('sale'),
  kind: z.enum(['sale', 'return']),
  storeId: id('store'),
  businessDay: day,
  /** Number of its invoice or credit note. */
  document: z.string().optional(),
  saleLineId: id('line'),
  productId: id('product'),
  /** Of a bundle: the part; `quantity` is of it. */
  partId: id('product').optional(),
  /** The category that the product had when it was sold. */
  categoryId: id('category').optional(),
  ...measure,
  soldBy: z.string(),
  customerId: id('customer'),
  batchId: id('batch'),
  deliveryId: id('delivery'),
  supplierName: z.string().optional(),
  currency,
  quantity: z.int(),
  ...margin,
});
export type MarginLine = z.infer<typeof marginLine>;

/** What was sold of one product of a delivery so far, less what came back. */
export const deliveryMarginRow = z.object({
  deliveryId: id('delivery'),
  productId: id('product'),
  currency,
  ...measure,
  quantity: z.int(),
  ...margin,
});
export type DeliveryMarginRow = z.infer<typeof deliveryMarginRow>;

/** A delivery whose sales are looked for: its store, and a day before which none of it can have been sold. */
const deliveryOfStore = {
  deliveryId: id('delivery'),
  storeId: id('store'),
  /** Other stores that goods of it were shipped to: what they sold of it is of it too. */
  alsoIn: z.array(id('store')).max(200).default([]),
  since: day,
};
/** Deliveries whose margin is asked for at once, at most. */
export const MOST_DELIVERIES = 1_000;

/** A line of the file of entries (FEC), in the order of its 18 fields; see the gateway for their form. */
export const fecLine = z.object({
  journalCode: z.string(),
  journalName: z.string(),
  number: z.string(),
  day,
  accountCode: z.string(),
  accountName: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  document: z.string(),
  documentDay: day,
  memo: z.string(),
  debitMinor: minor,
  creditMinor: minor,
  /** The day it became final. */
  validDay: day,
  currency,
});
export type FecLine = z.infer<typeof fecLine>;

/** Refusals about the file of entries. */
export const fecErrors = {
  /** Neither tax id nor trade register of the company holds a SIREN. */
  sirenMissing: defineError('fec.siren-missing', 'rejected'),
  /** The file has no currency of its own: its amounts are in the currency of the company. details: {currencies}. */
  severalCurrencies: defineError('fec.several-currencies', 'rejected'),
} as const;

/** Messages of sales for reports. */
export const reportMessages = {
  customerStatement: query(
    'sales.customerStatement',
    'The lines of what a customer owes and has in credit, oldest first, with the running balance.',
    {
      input: z.strictObject({ customerId: id('customer'), storeIds, ...range, ...page }),
      reply: z.object({
        /** Debit less credit before the first line of this page, by currency. */
        openings: z.array(z.object({ currency, balanceMinor: minor })),
        items: z.array(customerRow),
        nextCursor: z.string().optional(),
      }),
    },
  ),
  agedReceivables: query('sales.agedReceivables', 'What customers owe at the end of a day, by its age.', {
    input: z.strictObject({ storeIds, at: day, ...page }),
    reply: z.object({ totals: z.array(agedTotal), items: z.array(agedRow), nextCursor: z.string().optional() }),
  }),
  taxReport: query('sales.taxReport', 'Bases and taxes of days by rate, with what is due.', {
    input: z.strictObject({ storeIds, ...range }),
    reply: z.object({ totals: z.array(taxTotal), items: z.array(taxRow) }),
  }),
  profitAndLoss: query('sales.profitAndLoss', 'Income and expense of days by account, with the result.', {
    input: z.strictObject({ company: companyOfBooks, storeIds, ...range }),
    reply: z.object({ totals: z.array(resultTotal), items: z.array(resultRow) }),
  }),
  marginReport: query(
    'sales.marginReport',
    'Revenue, cost and margin of days by product, category, cashier, customer, supplier, delivery, store, day or month.',
    {
      input: z.strictObject({
        storeIds,
        by: marginBy,
        ...range,
        limit: z.int().min(1).max(MOST_MARGIN_ROWS).default(50),
        cursor: z.string().max(200).optional(),
      }),
      reply: z.object({ totals: z.array(marginTotal), items: z.array(marginRow), nextCursor: z.string().optional() }),
    },
  ),
  soldQuantities: query(
    'sales.soldQuantities',
    'Units of products that a store sold on days, less what came back; products without any are left out.',
    {
      input: z.strictObject({
        storeId: id('store'),
        productIds: z.array(id('product')).min(1).max(1_000),
        ...range,
      }),
      reply: z.object({ items: z.array(z.object({ productId: id('product'), quantity: z.int() })) }),
    },
  ),
  marginLines: query('sales.marginLines', 'The lines of sales and returns behind a row of a margin, newest first.', {
    input: z.strictObject({ storeIds, by: marginBy, key: z.string().min(1).max(200), ...range, ...page }),
    reply: z.object({ items: z.array(marginLine), nextCursor: z.string().optional() }),
  }),
  deliveryMargin: query(
    'sales.deliveryMargin',
    'What was sold of deliveries so far, less what came back, by product, and the margin that it earned.',
    {
      input: z.strictObject({
        deliveries: z.array(z.strictObject(deliveryOfStore)).min(1).max(MOST_DELIVERIES),
      }),
      reply: z.object({ totals: z.array(marginTotal), items: z.array(deliveryMarginRow) }),
    },
  ),
  deliverySales: query(
    'sales.deliverySales',
    'The lines of sales and returns that a delivery went into, newest first.',
    {
      input: z.strictObject({ ...deliveryOfStore, ...page }),
      reply: pageOf(marginLine),
    },
  ),
  fecLines: query('sales.fecLines', 'A part of the entries of a company’s year, as a French controller reads them.', {
    input: z.strictObject({
      company: companyOfBooks,
      stores: z
        .array(z.strictObject({ storeId: id('store'), code: text(8) }))
        .min(1)
        .max(200),
      year: z.int().min(2000).max(2999),
      cursor: z.string().max(200).optional(),
    }),
    reply: z.object({ items: z.array(fecLine), nextCursor: z.string().optional() }),
  }),
} as const;
