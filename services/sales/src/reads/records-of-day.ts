import type { DayRecords } from '../domain/day-documents.js';
import type { SalesStore } from '../store/sales-store.js';

/** All that was posted on a business day of a store, with the numbers that were drawn for it. */
export async function recordsOfDay(store: SalesStore, storeId: string, businessDay: string): Promise<DayRecords> {
  const stis = await store.stisOfDay(storeId, businessDay);
  const sold = stis.filter((sti) => sti.kind === 'sale').map((sti) => sti.saleId);
  const statuses = await store.saleStatusOf(sold);
  const corrections = await store.correctionNumbers(stis.flatMap((sti) => sti.correctionId ?? []));
  const numbers = [
    ...statuses.map((one) => [one._id, one.invoiceNumber] as const),
    ...corrections.map((one) => [one._id, one.creditNoteNumber] as const),
  ];
  return {
    stis,
    entries: await store.entriesOfDay(storeId, businessDay),
    payments: await store.paymentsOfDay(storeId, businessDay),
    reports: await store.zReportsOfDay(storeId, businessDay),
    numbers: new Map(numbers.flatMap(([id, number]) => (number === undefined ? [] : [[id, number]]))),
    guaranteed: new Set(statuses.filter((one) => one.guaranteeId !== undefined).map((one) => one._id)),
  };
}
