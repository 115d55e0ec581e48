import { drawNumber, type PurchaseOrderSeries } from './purchase-order-records.js';

/** The counter of the numbers of a store's documents of a kind in a year; `_id` is how they begin, such as `ALG1-WO-2026`. */
export type DocumentSeries = PurchaseOrderSeries;

/** Codes of documents in their numbers: write-offs and stock counts. */
export type DocumentCode = 'WO' | 'SC';

/** How the numbers of a store's documents begin on a day. */
export function documentSeriesName(storeCode: string, code: DocumentCode, day: string): string {
  return `${storeCode}-${code}-${day.slice(0, 4)}`;
}

/** The next number of a series and the series with it drawn: numbers of a name have no gap. */
export const drawDocumentNumber = drawNumber;
