import type { EntryRecord } from './records.js';

/** Keys that entries are found by, each with its day or month, so that what a read costs does not grow with the books. */
export interface EntryKeys {
  /** `<store>/<day>/<sequence>`, the sequence with leading zeros: entries of a day in the order of the chain. */
  readonly dayKey: string;
  /** `<store>/<account>/<day>` of each account. */
  readonly accountKeys: string[];
  /** `<store>/<customer>/<month>` and `<store>/<customer>/<day>` of each customer. */
  readonly customerKeys: string[];
  /** `<store>/<day>/<entry>` of an entry that belongs to an earlier day than it stands on. */
  readonly lateKey?: string;
}

/** The key of an account's lines of a day. */
export function accountKey(storeId: string, account: string, businessDay: string): string {
  return `${storeId}/${account}/${businessDay}`;
}

/** The key of an entry of a day, or with sequence 0 what comes before all of them. */
export function dayKeyOf(storeId: string, businessDay: string, sequence: number): string {
  return `${storeId}/${businessDay}/${String(sequence).padStart(16, '0')}`;
}

/** The range of the keys of all entries of days, the first and the last included. */
export function dayKeysBetween(storeId: string, from: string, to: string): { $gt: string; $lt: string } {
  return { $gt: dayKeyOf(storeId, from, 0), $lt: dayKeyOf(storeId, to, Number.MAX_SAFE_INTEGER) };
}

/** The key of a customer's lines of a month (`2026-11`) or day. */
export function customerKey(storeId: string, customerId: string, time: string): string {
  return `${storeId}/${customerId}/${time}`;
}

/** A month (`2026-11`) or a day of a store. */
export interface StoreTime {
  readonly storeId: string;
  readonly time: string;
}

/** The keys of customers in months or days of stores. */
export function customerKeysOf(customerIds: readonly string[], times: readonly StoreTime[]): string[] {
  return times.flatMap(({ storeId, time }) => customerIds.map((one) => customerKey(storeId, one, time)));
}

/** The keys of an entry; they follow from it, and are not part of what is sealed. */
export function keysOfEntry({ _id, storeId, businessDay, occurredDay, sequence, lines }: EntryRecord): EntryKeys {
  const month = businessDay.slice(0, 7);
  return {
    dayKey: dayKeyOf(storeId, businessDay, sequence),
    accountKeys: [...new Set(lines.map(({ account }) => accountKey(storeId, account, businessDay)))],
    customerKeys: [
      ...new Set(
        lines.flatMap(({ customerId }) =>
          customerId === undefined ? [] : [month, businessDay].map((time) => customerKey(storeId, customerId, time)),
        ),
      ),
    ],
    ...(occurredDay === undefined ? {} : { lateKey: `${storeId}/${businessDay}/${_id}` }),
  };
}

/** The months from one day's to another's, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const at = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (at > to.slice(0, 7)) return months;
    months.push(at);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
