import { z } from 'zod';
import { countryProfile } from './company.js';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { id, text } from './kernel/schemas.js';
import { account, type StandardAccount } from './ledger.js';

/** The chart of accounts of a company: codes and names as data, by default those of its country's profile. */

/** What an account is in the balance: income and expense go to the retained earnings at the end of a year. */
export const accountType = z.enum(['asset', 'liability', 'equity', 'income', 'expense']);
export type AccountType = z.infer<typeof accountType>;

/** What each standard account is. */
export const STANDARD_ACCOUNT_TYPES: Readonly<Record<StandardAccount, AccountType>> = {
  cash: 'asset',
  card: 'asset',
  bankTransfer: 'asset',
  cheques: 'asset',
  receivable: 'asset',
  customerCredit: 'liability',
  inventory: 'asset',
  goodsInTransit: 'asset',
  goodsReceivedNotInvoiced: 'liability',
  payables: 'liability',
  inputTax: 'asset',
  outputTax: 'liability',
  revenue: 'income',
  discounts: 'income',
  returns: 'income',
  costOfGoodsSold: 'expense',
  shrinkage: 'expense',
  purchasePriceDifference: 'expense',
  cashDifference: 'expense',
  rounding: 'expense',
  expenses: 'expense',
  openingEquity: 'equity',
  retainedEarnings: 'equity',
};

const code = text(20).regex(/^[0-9A-Z.]+$/, 'digits, capital letters and dots only');
const name = text(120);

/** A company, as far as its books need it: as the catalog has it. */
export const companyOfBooks = z.strictObject({ companyId: id('company'), profile: countryProfile });
export type CompanyOfBooks = z.infer<typeof companyOfBooks>;

/** An account of a chart. */
export const accountView = z.object({
  account,
  code,
  name,
  type: accountType,
  /** One of those that every chart has. */
  standard: z.boolean(),
  /** The dimension that makes sub-accounts of it: their codes are its code with the till, or the rate of tax, behind. */
  subAccountsBy: z.enum(['till', 'taxRateBps']).optional(),
});
export type AccountView = z.infer<typeof accountView>;

/** A chart, in order of the codes. The revision grows with every change; a change names the revision it was made on. */
export const chartView = z.object({
  companyId: id('company'),
  profile: countryProfile,
  revision: z.int().min(0),
  accounts: z.array(accountView),
});
export type ChartView = z.infer<typeof chartView>;

/** Refusals about charts. */
export const chartErrors = {
  accountUnknown: defineError('account.unknown', 'notFound'),
  accountExists: defineError('account.exists', 'conflict'),
  accountCodeTaken: defineError('account.code-taken', 'conflict'),
  /** An entry has been posted on it: its code stays. */
  accountInUse: defineError('account.in-use', 'rejected'),
  /** Another revision is current: read the chart again. details: {revision}. */
  chartChanged: defineError('chart.changed', 'conflict'),
} as const;

const atRevision = { company: companyOfBooks, revision: z.int().min(0) };

/** Messages of sales about charts. */
export const chartMessages = {
  readChart: query('sales.readChart', 'The chart of accounts of a company.', {
    input: z.strictObject({ company: companyOfBooks }),
    reply: chartView,
  }),
  addAccount: command('sales.addAccount', 'Adds an account of its own to the chart of a company.', {
    input: z.strictObject({ ...atRevision, account, code, name, type: accountType }),
    reply: chartView,
  }),
  changeAccount: command(
    'sales.changeAccount',
    'Changes the name of an account, or its code while no entry has been posted on it.',
    {
      input: z.strictObject({
        ...atRevision,
        account,
        /** The stores of the company. */
        storeIds: z.array(id('store')).max(1000),
        changes: z
          .strictObject({ code: code.optional(), name: name.optional() })
          .refine((one) => Object.keys(one).length > 0, 'nothing to change'),
      }),
      reply: chartView,
    },
  ),
} as const;
