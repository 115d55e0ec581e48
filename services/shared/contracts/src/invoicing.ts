import { z } from 'zod';
import { printedPart } from './bundles.js';
import { legalIdentity } from './company.js';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  amountMinor,
  auditRange,
  currency,
  day,
  days,
  documentNumber,
  id,
  instant,
  measure,
  minor,
  page,
  pageOf,
  quantity,
  taxRateBps,
  text,
} from './kernel/schemas.js';

/** Messages of the legal documents: FACTURE, BON DE VENTE, credit notes and their gapless series. */

/** Kind of document: a FACTURE, a sale slip (BON DE VENTE), or the credit note that corrects one. */
export const documentType = z.enum(['FACTURE', 'BON_DE_VENTE']);
export type DocumentType = z.infer<typeof documentType>;

/** The seller as printed, frozen. */
export const seller = z.strictObject({
  storeId: id('store'),
  storeCode: text(8).regex(/^[A-Z0-9]+$/, 'capital letters and digits only'),
  storeName: text(120),
  address: text(300),
  legal: legalIdentity,
});

/** The buyer as printed, frozen; a walk-in has a name only. */
export const buyer = z.strictObject({
  customerId: id('customer'),
  kind: z.enum(['walkIn', 'person', 'company']),
  name: text(160),
  address: text(300).optional(),
  taxId: text(40).optional(),
});

/** Discounts of a line in the terms of its document, minor units. */
const lineDiscounts = {
  /** Its own and its share of the document's. */
  discountMinor: amountMinor.default(0),
  /** Of it: its share of the document's discount. */
  documentDiscountMinor: amountMinor.default(0),
};

/** What a document says of its prices. */
const priceTerms = {
  /** Unit prices and discounts include tax. */
  pricesIncludeTax: z.boolean().default(false),
  /** Why the whole document has a discount. */
  discountReason: text(200).optional(),
};

/** A printed line; amounts are positive, also on a credit note. */
export const invoiceLine = z.strictObject({
  saleLineId: id('line'),
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  quantity,
  ...measure,
  /** Of a whole unit, in the terms of the document. */
  unitPriceMinor: amountMinor,
  ...lineDiscounts,
  /** Why the line itself has a discount. */
  discountReason: text(200).optional(),
  taxRateBps,
  netMinor: amountMinor,
  taxMinor: amountMinor,
  grossMinor: amountMinor,
  /** Of a bundle: what is in one of them. */
  parts: z.array(printedPart).optional(),
});

type InvoiceLine = z.infer<typeof invoiceLine>;
/** How money came in or went out; `credit` is what the shop owes the customer. */
export const paymentMethod = z.enum(['cash', 'card', 'transfer', 'cheque', 'credit']);
export type PaymentMethod = z.infer<typeof paymentMethod>;

/**
 * A payment as printed, minor units. Cash is rounded to the smallest coin: `roundingMinor` is what was taken above the
 * amount (below zero: less), and the change is what was tendered above both together.
 */
export const paymentMade = z.strictObject({
  method: paymentMethod,
  amountMinor,
  tenderedMinor: amountMinor,
  changeMinor: amountMinor,
  roundingMinor: minor.default(0),
  reference: text(60).optional(),
});
export type PaymentMade = z.infer<typeof paymentMade>;

const totals = { netMinor: amountMinor, taxMinor: amountMinor, grossMinor: amountMinor };

/** Kind of an issued document. */
export const invoiceType = z.enum(['FACTURE', 'BON_DE_VENTE', 'CREDIT_NOTE']);

/** An issued document; never edited, never deleted. */
export const invoiceView = z.object({
  invoiceId: id('invoice'),
  type: invoiceType,
  /** Series and counter, e.g. `ALG1-F-2026-000042`. */
  number: z.string(),
  series: z.string(),
  counter: z.int().min(1),
  saleId: id('sale'),
  orderId: id('order'),
  /** Credit notes: the correction and the document it corrects. */
  correctionId: id('correction').optional(),
  corrects: z.object({ invoiceId: id('invoice'), number: z.string() }).optional(),
  seller,
  buyer,
  currency,
  ...priceTerms,
  lines: z.array(invoiceLine),
  ...totals,
  /** Net and tax by rate; the parts add up to the totals. */
  taxByRate: z.array(z.object({ taxRateBps, netMinor: amountMinor, taxMinor: amountMinor })),
  /** What was paid when the document was issued; absent on a credit note. */
  payments: z.array(paymentMade).optional(),
  /** Date of the document, in the store's time zone; never before the date of the number before it in its series. */
  businessDay: day,
  /** By when what is open is to be paid. */
  dueDay: day.optional(),
  /** The day of the sale or correction itself, when the series had a later date by then. */
  occurredDay: day.optional(),
  issuedAt: instant,
  issuedBy: z.string(),
});
export type InvoiceView = z.infer<typeof invoiceView>;

/** Refusals of invoicing. None of these can occur after a pivot while the data is consistent; they stop corrupt data. */
export const invoicingErrors = {
  invoiceUnknown: defineError('invoice.unknown', 'notFound'),
  saleAlreadyInvoiced: defineError('invoice.sale-already-invoiced', 'conflict'),
  correctionAlreadyCredited: defineError('invoice.correction-already-credited', 'conflict'),
  totalsWrong: defineError('invoice.totals-wrong', 'rejected'),
  creditedTooMuch: defineError('invoice.credited-too-much', 'rejected'),
} as const;

/** Messages invoicing accepts. */
export const invoicing = {
  issueInvoice: command(
    'invoicing.issueInvoice',
    'Issues the document of a sale and draws its number, in one transaction.',
    {
      input: z.strictObject({
        invoiceId: id('invoice'),
        type: documentType,
        saleId: id('sale'),
        orderId: id('order'),
        seller,
        buyer,
        currency,
        ...priceTerms,
        lines: z.array(invoiceLine).min(1).max(1000),
        ...totals,
        payments: z.array(paymentMade).max(10).optional(),
        businessDay: day,
        dueDay: day.optional(),
      }),
      reply: z.object({ invoiceId: id('invoice'), number: z.string() }),
    },
  ),
  issueCreditNote: command(
    'invoicing.issueCreditNote',
    'Issues the credit note of a correction against the invoice of its sale.',
    {
      input: z.strictObject({
        invoiceId: id('invoice'),
        saleId: id('sale'),
        correctionId: id('correction'),
        /** The store that took the goods in, where it is not the one that sold: it issues the note, in its own series. */
        seller: seller.optional(),
        lines: z
          .array(
            z.strictObject({
              saleLineId: id('line'),
              quantity,
              netMinor: amountMinor,
              taxMinor: amountMinor,
              grossMinor: amountMinor,
            }),
          )
          .min(1)
          .max(1000),
        businessDay: day,
      }),
      reply: z.object({ invoiceId: id('invoice'), number: z.string() }),
    },
  ),
  readInvoice: query('invoicing.readInvoice', 'One document.', {
    input: z.strictObject({ invoiceId: id('invoice') }),
    reply: invoiceView,
  }),
  listInvoices: query('invoicing.listInvoices', 'Documents, newest first.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      saleId: id('sale').optional(),
      customerId: id('customer').optional(),
      type: invoiceType.optional(),
      /** Whole or how it begins; at most 200 documents begin so. */
      number: documentNumber.optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(invoiceView),
  }),
  auditRecords: query('invoicing.auditRecords', 'Canonical records for the audit, in order of id.', {
    input: z.strictObject({
      kind: z.enum(['invoices', 'series']),
      ...auditRange,
    }),
    reply: z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() }),
  }),
} as const;

/** Events invoicing broadcasts. */
export const invoicingEvents = {
  invoiceIssued: event(
    'invoicing.invoiceIssued',
    'A document was issued.',
    z.object({
      invoiceId: id('invoice'),
      type: z.string(),
      number: z.string(),
      storeId: id('store'),
      saleId: id('sale'),
      issuedAt: instant,
    }),
  ),
} as const;

/** Records of the audit, as auditRecords answers them by kind. */
export interface InvoicingAuditRecords {
  invoices: {
    id: string;
    type: string;
    series: string;
    counter: number;
    number: string;
    storeId: string;
    saleId: string;
    correctionId?: string;
    currency: string;
    /** Digest of the buyer as printed. */
    buyer: string;
    pricesIncludeTax: boolean;
    lines: Pick<
      InvoiceLine,
      | 'saleLineId'
      | 'quantity'
      | 'quantityDecimals'
      | 'unitPriceMinor'
      | 'discountMinor'
      | 'taxRateBps'
      | 'netMinor'
      | 'taxMinor'
    >[];
    taxByRate: InvoiceView['taxByRate'];
    netMinor: number;
    taxMinor: number;
    grossMinor: number;
    issuedAt: string;
    businessDay: string;
  };
  series: { id: string; last: number };
}
