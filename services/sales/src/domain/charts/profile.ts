import type { AccountView, StandardAccount } from '@comptoir/contracts';

/**
 * The standard accounts of a country's chart: code and name, in the language that its books are kept in. The codes are
 * those in general use; an accountant confirms a profile before a company keeps its books by it.
 */
export interface ChartProfile {
  /** When the codes were looked at last. */
  readonly asOf: string;
  readonly accounts: Readonly<Record<StandardAccount, readonly [code: string, name: string]>>;
  readonly subAccountsBy: Readonly<Partial<Record<StandardAccount, AccountView['subAccountsBy']>>>;
}

/** Cash is kept per till; sales and the tax on them per rate. */
export const USUAL_SUB_ACCOUNTS: ChartProfile['subAccountsBy'] = {
  cash: 'till',
  revenue: 'taxRateBps',
  outputTax: 'taxRateBps',
};
