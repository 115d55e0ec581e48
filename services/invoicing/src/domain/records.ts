import type { invoicing, InvoiceView, ParsedInputOf } from '@comptoir/contracts';

/** What issueInvoice asks for. */
export type IssueInvoice = ParsedInputOf<typeof invoicing.issueInvoice>;
/** What issueCreditNote asks for. */
export type IssueCreditNote = ParsedInputOf<typeof invoicing.issueCreditNote>;
/** A printed line. */
export type InvoiceLine = InvoiceView['lines'][number];

/** A document as stored, once and for ever; `original` tells a FACTURE or BON DE VENTE from a credit note. */
export interface InvoiceRecord extends Omit<InvoiceView, 'invoiceId'> {
  readonly _id: string;
  readonly original: boolean;
  /** `<storeId>/<invoiceId>` and `<customerId>/<invoiceId>`: the order of the lists. */
  readonly storeKey: string;
  readonly customerKey: string;
}

/** The counter of a series; `_id` is its name. */
export interface SeriesRecord {
  readonly _id: string;
  readonly last: number;
  readonly lastIssuedAt: string;
  readonly lastDay: string;
}

/** What was credited of a line so far. */
export interface CreditedLine {
  readonly saleLineId: string;
  readonly quantity: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** All that was credited of a sale; made with its document, changed by every credit note under a version guard. */
export interface CreditsRecord {
  /** The sale. */
  readonly _id: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly version: number;
  readonly lines: readonly CreditedLine[];
  readonly notes: readonly { readonly correctionId: string; readonly invoiceId: string; readonly number: string }[];
}
