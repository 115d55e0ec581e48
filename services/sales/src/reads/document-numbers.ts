import type { EntryRecord } from '../domain/records.js';
import type { SalesStore } from '../store/sales-store.js';

type Posted = Pick<EntryRecord, 'kind' | 'ref' | 'document'> & { readonly saleId?: string | undefined };

/** The number of the document of each of these entries: its own, that of its sale's invoice, that of its credit note. */
export async function documentsOf(
  store: SalesStore,
  entries: readonly Posted[],
): Promise<(entry: Posted) => string | undefined> {
  const sold = entries.filter((one) => one.kind === 'sale').map((one) => one.ref);
  const statuses = sold.length > 0 ? await store.saleStatusOf(sold) : [];
  const corrected = entries.filter((one) => one.kind === 'correction').map((one) => one.ref);
  const corrections = corrected.length > 0 ? await store.correctionNumbers(corrected) : [];
  const numbers = new Map([
    ...statuses.map((one) => [one._id, one.invoiceNumber] as const),
    ...corrections.map((one) => [one._id, one.creditNoteNumber] as const),
  ]);
  return ({ document, ref }) => document ?? numbers.get(ref);
}
