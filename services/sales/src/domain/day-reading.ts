import {
  hourOf,
  SALES_ACCOUNTS,
  sum,
  type Account,
  type DayEnds,
  type DayReading,
  type SealedMargin,
  type SnapshotView,
} from '@comptoir/contracts';
import { dayDocuments, type DayRecords } from './day-documents.js';
import { figuresOf } from './day-figures.js';
import { marginsOf } from './margin.js';
import type { EntryRecord } from './records.js';

type Entry = Pick<EntryRecord, 'kind' | 'postedAt' | 'lines'>;

/** Credit less debit of accounts over some entries, minor units. */
function credited(entries: readonly Entry[], accounts: readonly Account[]): number {
  const lines = entries.flatMap((entry) => entry.lines).filter((line) => accounts.includes(line.account));
  return sum(lines.map((line) => line.creditMinor - line.debitMinor));
}

/** The hours of a day with a sale or a correction, in the time zone of the store. */
export function hoursOf(entries: readonly Entry[], timeZone: string): DayReading['hours'] {
  const ofSales = entries.filter((entry) => entry.kind === 'sale' || entry.kind === 'correction');
  const byHour = Map.groupBy(ofSales, (entry) => hourOf(entry.postedAt, timeZone));
  return [...byHour]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, some]) => {
      const netMinor = credited(some, SALES_ACCOUNTS);
      const grossMinor = sum([netMinor, credited(some, ['outputTax'])]);
      return { hour, sales: some.filter((entry) => entry.kind === 'sale').length, netMinor, grossMinor };
    });
}

/** Products with what was sold of each less what came back, the highest net first. */
export function productsOf(margins: readonly SealedMargin[]): DayReading['products'] {
  return margins
    .map(({ key, quantity = 0, unit = 'piece', quantityDecimals = 0, revenueMinor, costMinor }) => ({
      productId: key,
      unit,
      quantityDecimals,
      quantity,
      netMinor: revenueMinor,
      costMinor,
    }))
    .toSorted((a, b) => b.netMinor - a.netMinor || (a.productId < b.productId ? -1 : 1));
}

/** A business day that is open, from its records. */
export function dayReadingOf(records: DayRecords, ends: DayEnds, timeZone: string): DayReading {
  return {
    figures: figuresOf(dayDocuments(records)),
    ends,
    hours: hoursOf(records.entries, timeZone),
    products: productsOf(marginsOf(records.stis, 'product')),
  };
}

/** A business day as it was closed, with what was sealed of its products. */
export function closedReadingOf(
  { closedAt, figures, ends, perpetual, claims, hash, hours }: SnapshotView,
  products: readonly SealedMargin[],
): DayReading {
  return { closedAt, figures, ends, perpetual, claims, hash, hours, products: productsOf(products) };
}
