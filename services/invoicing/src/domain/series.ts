import type { InvoiceView } from '@comptoir/contracts';
import type { SeriesRecord } from './records.js';

const LETTER: Readonly<Record<InvoiceView['type'], string>> = { FACTURE: 'F', BON_DE_VENTE: 'B', CREDIT_NOTE: 'A' };

/** Name of the series a document belongs to: one a store, type and year of the business day, e.g. `ALG1-F-2026`. */
export function seriesName(storeCode: string, type: InvoiceView['type'], businessDay: string): string {
  return `${storeCode}-${LETTER[type]}-${businessDay.slice(0, 4)}`;
}

/** A number drawn: the counter's next state and what the document is to carry. */
export interface Draw {
  readonly before: number;
  readonly series: SeriesRecord;
  readonly counter: number;
  readonly number: string;
  readonly issuedAt: string;
  /** Date of the document. `occurredDay` is there when the fact is older: the day of the sale or correction itself. */
  readonly businessDay: string;
  readonly occurredDay?: string;
}

/**
 * Draws the next number of a series. The moment of issue and the date never lie before the series' last ones, whatever the
 * clocks of two processes say and however late a document of the day before is issued: numbers and dates run in the same order.
 */
export function draw(last: SeriesRecord | null, name: string, now: string, factDay: string): Draw {
  const before = last?.last ?? 0;
  const counter = before + 1;
  const issuedAt = last && last.lastIssuedAt > now ? last.lastIssuedAt : now;
  const number = `${name}-${String(counter).padStart(6, '0')}`;
  const businessDay = last && last.lastDay > factDay ? last.lastDay : factDay;
  const series = { _id: name, last: counter, lastIssuedAt: issuedAt, lastDay: businessDay };
  const dates = businessDay === factDay ? { businessDay } : { businessDay, occurredDay: factDay };
  return { before, counter, number, issuedAt, ...dates, series };
}
