import type { LineRow } from '../domain/margin-lines.js';
import type { SalesStore } from '../store/sales-store.js';

/** Lines with the numbers of their documents. */
export async function numberedLines(store: SalesStore, lines: readonly LineRow['line'][]) {
  const sold = lines.filter((one) => one.kind === 'sale').map((one) => one.saleId);
  const statuses = await store.saleStatusOf([...new Set(sold)]);
  const corrections = await store.correctionNumbers([...new Set(lines.flatMap((one) => one.correctionId ?? []))]);
  const numbers = new Map([
    ...statuses.map((one) => [one._id, one.invoiceNumber] as const),
    ...corrections.map((one) => [one._id, one.creditNoteNumber] as const),
  ]);
  return lines.map(({ correctionId, ...line }) => {
    const document = numbers.get(correctionId ?? line.saleId);
    return document === undefined ? line : { ...line, document };
  });
}
