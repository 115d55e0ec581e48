import {
  invoicingErrors,
  requireDistinctLines,
  totalsByRate,
  type DataOf,
  type InvoiceView,
  type invoicingEvents,
  type CommandContext,
} from '@comptoir/contracts';
import type { CreditsRecord, InvoiceRecord, IssueInvoice, SeriesRecord } from './records.js';
import { draw, seriesName, type Draw } from './series.js';
import { requireTotals } from './totals.js';

/** What issuing a document writes. */
export interface Issued {
  readonly invoice: InvoiceRecord;
  readonly draw: Draw;
}

/** Series of the document asked for. */
export function seriesOf(input: Pick<IssueInvoice, 'seller' | 'type' | 'businessDay'>): string {
  return seriesName(input.seller.storeCode, input.type, input.businessDay);
}

/**
 * Issues the document of a sale under the next number of its series. Refuses a sale that has one
 * (`invoice.sale-already-invoiced`) and amounts that do not add up (`invoice.totals-wrong`).
 */
export function decideIssueInvoice(
  state: { readonly series: SeriesRecord | null; readonly credits: CreditsRecord | null },
  input: IssueInvoice,
  moment: CommandContext,
): Issued & { readonly credits: CreditsRecord } {
  if (state.credits) {
    const { invoiceId, number } = state.credits;
    throw invoicingErrors.saleAlreadyInvoiced(`This sale has its document already: ${number}.`, {
      saleId: input.saleId,
      invoiceId,
      number,
    });
  }
  requireDistinctLines(input.lines, 'document');
  requireTotals(input);
  const { invoiceId, businessDay, ...asked } = input;
  const drawn = draw(state.series, seriesOf(input), moment.now, businessDay);
  const invoice = toRecord(
    invoiceId,
    { ...asked, taxByRate: totalsByRate(input.lines), original: true },
    drawn,
    moment,
  );
  return {
    invoice,
    draw: drawn,
    credits: { _id: input.saleId, invoiceId, number: drawn.number, version: 0, lines: [], notes: [] },
  };
}

/** What a document says before it has its number. */
export type Unnumbered = Omit<
  InvoiceRecord,
  | '_id'
  | 'number'
  | 'series'
  | 'counter'
  | 'businessDay'
  | 'occurredDay'
  | 'issuedAt'
  | 'issuedBy'
  | 'storeKey'
  | 'customerKey'
>;

/** The document under the number drawn for it. */
export function toRecord(
  invoiceId: string,
  document: Unnumbered,
  drawn: Draw,
  { actor }: CommandContext,
): InvoiceRecord {
  return {
    _id: invoiceId,
    ...document,
    number: drawn.number,
    series: drawn.series._id,
    counter: drawn.counter,
    businessDay: drawn.businessDay,
    ...(drawn.occurredDay === undefined ? {} : { occurredDay: drawn.occurredDay }),
    issuedAt: drawn.issuedAt,
    issuedBy: actor.id,
    storeKey: `${document.seller.storeId}/${invoiceId}`,
    customerKey: `${document.buyer.customerId}/${invoiceId}`,
  };
}

/** The document as others see it. */
export function invoiceView(record: InvoiceRecord): InvoiceView {
  const { _id, original: _original, storeKey: _storeKey, customerKey: _customerKey, ...document } = record;
  return { invoiceId: _id, ...document };
}

/** What is broadcast of a document. */
export function issuedEvent(record: InvoiceRecord): DataOf<typeof invoicingEvents.invoiceIssued> {
  const { _id, type, number, seller, saleId, issuedAt } = record;
  return { invoiceId: _id, type, number, storeId: seller.storeId, saleId, issuedAt };
}
