import { hourOf, sum, type Account, type DayReading } from '@comptoir/contracts';
import { figuresOf } from './closing.js';
import type { EntryRecord, StiRecord } from './records.js';

type Entry = Pick<EntryRecord, 'kind' | 'postedAt' | 'lines'>;

/** Credit less debit of an account over some entries, minor units. */
function credited(entries: readonly Entry[], account: Account): number {
  const lines = entries.flatMap((entry) => entry.lines).filter((line) => line.account === account);
  return sum(lines.map((line) => line.creditMinor - line.debitMinor));
}

function hoursOf(entries: readonly Entry[], timeZone: string): DayReading['hours'] {
  const byHour = Map.groupBy(entries, (entry) => hourOf(entry.postedAt, timeZone));
  return [...byHour]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, some]) => {
      const netMinor = credited(some, 'revenue');
      const grossMinor = sum([netMinor, credited(some, 'outputTax')]);
      return { hour, sales: some.filter((entry) => entry.kind === 'sale').length, netMinor, grossMinor };
    });
}

/** What was sold of each product less what came back, the highest net first. */
function productsOf(stis: readonly StiRecord[]): DayReading['products'] {
  const byProduct = Map.groupBy(
    stis.flatMap((sti) => sti.lines),
    (line) => line.productId,
  );
  return [...byProduct]
    .map(([productId, lines]) => ({
      productId,
      quantity: sum(lines.map((line) => line.quantity)),
      netMinor: sum(lines.map((line) => line.netMinor)),
      costMinor: sum(lines.map((line) => line.costMinor)),
    }))
    .toSorted((a, b) => b.netMinor - a.netMinor || (a.productId < b.productId ? -1 : 1));
}

/** A business day from its STIs and the entries of its sales and corrections. */
export function dayReadingOf(stis: readonly StiRecord[], entries: readonly Entry[], timeZone: string): DayReading {
  return { figures: figuresOf(stis, entries), hours: hoursOf(entries, timeZone), products: productsOf(stis) };
}
