import { account as accounts, sales, sum } from '@comptoir/contracts';
import { on } from '../store/sales-store.js';

/** Debit and credit of every account, by currency; the two columns are equal. */
export const trialBalance = on.query(sales.trialBalance, async (store, { storeId }) => {
  const byCurrency = Map.groupBy(await store.accountSums(storeId), (row) => row.currency);
  const balances = [...byCurrency]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, rows]) => ({
      currency,
      totalDebitMinor: sum(rows.map((row) => row.debitMinor)),
      totalCreditMinor: sum(rows.map((row) => row.creditMinor)),
      accounts: rows
        .toSorted((a, b) => accounts.options.indexOf(a.account) - accounts.options.indexOf(b.account))
        .map(({ account, debitMinor, creditMinor }) => ({
          account,
          debitMinor,
          creditMinor,
          balanceMinor: debitMinor - creditMinor,
        })),
    }));
  return { balances };
});
