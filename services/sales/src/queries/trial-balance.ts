import { compareAccounts, sales, sum } from '@comptoir/contracts';
import { on } from '../store/sales-store.js';
import { sumsAt } from '../reads/sums-at.js';

/** Debit and credit of every account at the end of a day, by currency; the two columns are equal. */
export const trialBalance = on.query(sales.trialBalance, async (store, { storeId, at }) => {
  const stores = storeId === undefined ? (await store.booksOfStores()).map((one) => one.storeId) : [storeId];
  const all = [];
  for (const one of stores) all.push(await sumsAt(store, one, at));
  const byCurrency = Map.groupBy(
    all.filter((one) => one.sums.length > 0),
    (one) => one.currency!,
  );
  const balances = [...byCurrency]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, of]) => {
      const sums = of.flatMap((one) => one.sums);
      return {
        currency,
        totalDebitMinor: sum(sums.map((one) => one.debitMinor)),
        totalCreditMinor: sum(sums.map((one) => one.creditMinor)),
        accounts: [...Map.groupBy(sums, (one) => one.account)]
          .toSorted(([a], [b]) => compareAccounts(a, b))
          .map(([account, same]) => {
            const debitMinor = sum(same.map((one) => one.debitMinor));
            const creditMinor = sum(same.map((one) => one.creditMinor));
            return { account, debitMinor, creditMinor, balanceMinor: debitMinor - creditMinor };
          }),
      };
    });
  return { balances };
});
