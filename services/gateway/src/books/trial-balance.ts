import { compareAccounts, sum, type sales, type ReplyOf } from '@comptoir/contracts';

/** Debit and credit of every account, by currency. */
export type TrialBalance = ReplyOf<typeof sales.trialBalance>;

/** The trial balance of several stores: the sum of theirs, account by account, in the order of the chart. */
export function trialBalanceOf(parts: readonly TrialBalance[]): TrialBalance {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const byCurrency = Map.groupBy(
    parts.flatMap(({ balances }) => balances),
    ({ currency }) => currency,
  );
  const balances = [...byCurrency]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, of]) => ({
      currency,
      totalDebitMinor: sum(of.map((one) => one.totalDebitMinor)),
      totalCreditMinor: sum(of.map((one) => one.totalCreditMinor)),
      accounts: [
        ...Map.groupBy(
          of.flatMap((one) => one.accounts),
          (row) => row.account,
        ),
      ]
        .toSorted(([a], [b]) => compareAccounts(a, b))
        .map(([account, rows]) => ({
          account,
          debitMinor: sum(rows.map((row) => row.debitMinor)),
          creditMinor: sum(rows.map((row) => row.creditMinor)),
          balanceMinor: sum(rows.map((row) => row.balanceMinor)),
        })),
    }));
  return { balances };
}
