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
}

/**
 * Draws the next number of a series. The moment of issue never lies before the series' last one, whatever the clocks of
 * two processes say, so numbers and dates run in the same order.
 */
export function draw(last: SeriesRecord | null, name: string, now: string): Draw {
  const before = last?.last ?? 0;
  const counter = before + 1;
  const issuedAt = last && last.lastIssuedAt > now ? last.lastIssuedAt : now;
  const number = `${name}-${String(counter).padStart(6, '0')}`;
  return { before, counter, number, issuedAt, series: { _id: name, last: counter, lastIssuedAt: issuedAt } };
}
