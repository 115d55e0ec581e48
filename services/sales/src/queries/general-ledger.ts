import { compareAccounts, previousDay, sales, sum, type SealedSum } from '@comptoir/contracts';
import { daysOf } from '@comptoir/kit';
import { on } from '../store/sales-store.js';
import { sumsAt } from '../reads/sums-at.js';

const balanceOf = (sums: readonly SealedSum[]): number => sum(sums.map((one) => one.debitMinor - one.creditMinor));

/** What moved on every account of a store within days: the sums at their end less those before them. */
export const generalLedger = on.query(sales.generalLedger, async (store, { storeId, ...days }) => {
  const { from, to } = daysOf(days)!;
  const before = (await sumsAt(store, storeId, previousDay(from))).sums;
  const after = (await sumsAt(store, storeId, to)).sums;
  const items = [...new Set([...before, ...after].map((one) => one.account))]
    .toSorted(compareAccounts)
    .map((account) => {
      const [old, all] = [before, after].map((sums) => sums.filter((one) => one.account === account));
      const moved = (side: 'debitMinor' | 'creditMinor'): number =>
        sum(all!.map((one) => one[side])) - sum(old!.map((one) => one[side]));
      return {
        account,
        openingMinor: balanceOf(old!),
        debitMinor: moved('debitMinor'),
        creditMinor: moved('creditMinor'),
        closingMinor: balanceOf(all!),
      };
    });
  return { items };
});
