import { nextDay, type Currency, type SealedSum } from '@comptoir/contracts';
import { addToSums } from '../domain/seal.js';
import { notAfterLatest } from './customer-account.js';
import type { SalesStore } from '../store/sales-store.js';

/** Σ of a store's accounts, by till, with the currency of its books. */
export interface StoreSums {
  readonly currency?: Currency;
  readonly sums: readonly SealedSum[];
}

/** Before every day of a store. */
const FIRST_DAY = '0000-01-01';

/**
 * Σ of a store's accounts from its first entry to the end of a day, without `at` with all entries: those of the last closed
 * day, with the entries of the open days since. What it costs does not grow with the books.
 */
export async function sumsAt(store: SalesStore, storeId: string, at?: string): Promise<StoreSums> {
  const lastClosed = await store.lastClosedDay(storeId);
  const sealedDay = lastClosed !== undefined && at !== undefined && at < lastClosed ? at : lastClosed;
  const seal = sealedDay === undefined ? null : await store.seal(storeId, sealedDay);
  if (lastClosed !== undefined && sealedDay !== lastClosed) return { sums: [], ...seal };
  const from = lastClosed === undefined ? FIRST_DAY : nextDay(lastClosed);
  const to = notAfterLatest(at);
  const open = from <= to ? await store.accountSums(storeId, from, to) : [];
  const currency = seal?.currency ?? open[0]?.currency;
  return { ...(currency ? { currency } : {}), sums: addToSums(seal?.sums ?? [], open) };
}

/** Whether one of these stores has an entry on an account. */
export async function hasEntryOn(store: SalesStore, storeIds: readonly string[], account: string): Promise<boolean> {
  for (const storeId of storeIds) {
    const { sums } = await sumsAt(store, storeId);
    if (sums.some((one) => one.account === account)) return true;
  }
  return false;
}
