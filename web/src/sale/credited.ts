import type { Invoice } from '../api/shapes.js';

/** What credit notes took back of a document: nothing, a part, or all of it, with their numbers, oldest first. */
export interface Credited {
  readonly extent: 'none' | 'part' | 'all';
  readonly numbers: readonly string[];
}

/** What the credit notes among the documents of a sale took back of one of them. */
export function creditedOf(document: Invoice, all: readonly Invoice[]): Credited {
  const notes = all
    .filter((one) => one.type === 'CREDIT_NOTE' && one.corrects?.invoiceId === document.invoiceId)
    .toSorted((a, b) => a.counter - b.counter || (a.issuedAt < b.issuedAt ? -1 : 1));
  const units = (documents: readonly Invoice[]): number =>
    documents.flatMap((one) => one.lines).reduce((total, line) => total + line.quantity, 0);
  if (notes.length === 0) return { extent: 'none', numbers: [] };
  return {
    extent: units(notes) === units([document]) ? 'all' : 'part',
    numbers: notes.map((one) => one.number),
  };
}
