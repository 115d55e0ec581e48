import { sum, type Currency, type EntryLine } from '@comptoir/contracts';

/** What moved on an account, at a rate of tax where lines name one; minor units. */
export interface Movement extends Pick<EntryLine, 'account' | 'taxRateBps' | 'debitMinor' | 'creditMinor'> {
  readonly currency: Currency;
}

/** Debit less credit, minor units. */
export const balanceOf = (rows: readonly Pick<Movement, 'debitMinor' | 'creditMinor'>[]): number =>
  sum(rows.map((row) => row.debitMinor - row.creditMinor));

/** Rows of one currency each, in order of the currencies. */
export function byCurrency<R extends { readonly currency: Currency }>(rows: readonly R[]): [Currency, R[]][] {
  return [...Map.groupBy(rows, (row) => row.currency)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
