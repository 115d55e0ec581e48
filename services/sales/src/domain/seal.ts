import { compareAccounts, sum, type Currency, type EntryLine, type SealedSum } from '@comptoir/contracts';
import type { EntryRecord, SealRecord } from './records.js';

/** What a sum is kept of. */
type Part = Pick<SealedSum, 'account' | 'till'>;

const keyOf = ({ account, till }: Part): string => [account, till ?? ''].join('/');

/** Sums with what lines add to them, by account and till, in their order; minor units. */
export function addToSums(
  before: readonly SealedSum[],
  lines: readonly Pick<EntryLine, 'account' | 'till' | 'debitMinor' | 'creditMinor'>[],
): SealedSum[] {
  const added = lines.map(({ account, till, debitMinor, creditMinor }): SealedSum => ({
    account,
    ...(till === undefined ? {} : { till }),
    debitMinor,
    creditMinor,
  }));
  return [...Map.groupBy([...before, ...added], keyOf).values()]
    .map((same): SealedSum => {
      const { debitMinor: _debit, creditMinor: _credit, ...part } = same[0]!;
      return {
        ...part,
        debitMinor: sum(same.map((one) => one.debitMinor)),
        creditMinor: sum(same.map((one) => one.creditMinor)),
      };
    })
    .toSorted((a, b) => compareAccounts(a.account, b.account) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Σ of a store's accounts from its first entry to the end of a day: those of the day closed before, with the day's entries. */
export function sealDay(
  last: Pick<SealRecord, 'sums' | 'entries'> | null,
  { storeId, businessDay, currency }: { storeId: string; businessDay: string; currency: Currency },
  entries: readonly Pick<EntryRecord, 'lines'>[],
): SealRecord {
  const lines = entries.flatMap((entry) => entry.lines);
  return {
    _id: sealKey(storeId, businessDay),
    storeId,
    businessDay,
    currency,
    entries: (last?.entries ?? 0) + entries.length,
    sums: addToSums(last?.sums ?? [], lines),
  };
}

/** Key of the seal of a store's day. */
export function sealKey(storeId: string, businessDay: string): string {
  return `${storeId}/${businessDay}`;
}
