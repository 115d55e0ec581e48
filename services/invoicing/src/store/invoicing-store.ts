import {
  handlersFor,
  idRange,
  insert,
  modelOf,
  newestFirst,
  update,
  type ClientSession,
  type Connection,
  type ListKey,
  type Write,
} from '@comptoir/kit';
import type { CreditsRecord, InvoiceRecord, SeriesRecord } from '../domain/records.js';
import type { Draw } from '../domain/series.js';
import { creditsSchema, invoiceSchema, seriesSchema } from './invoicing.schema.js';

/** What a list of documents asks for. */
export interface Wanted {
  readonly storeId?: string;
  readonly saleId?: string;
  readonly customerId?: string;
  readonly type?: InvoiceRecord['type'];
}

/** What the audit reads of a document. */
const AUDITED = {
  type: 1,
  series: 1,
  counter: 1,
  number: 1,
  'seller.storeId': 1,
  buyer: 1,
  saleId: 1,
  correctionId: 1,
  currency: 1,
  pricesIncludeTax: 1,
  lines: 1,
  taxByRate: 1,
  netMinor: 1,
  taxMinor: 1,
  grossMinor: 1,
  issuedAt: 1,
  businessDay: 1,
} as const;
type AuditedField = Exclude<keyof typeof AUDITED, 'seller.storeId'>;

/** A document as the audit reads it. */
export type AuditedInvoice = Pick<InvoiceRecord, '_id' | AuditedField> & {
  readonly seller: { readonly storeId: string };
};

/** Keys that a list of documents can run on, the narrowest first. */
function listKeys({ saleId, customerId, storeId }: Wanted): ListKey[] {
  return [
    { field: 'saleId', owner: saleId, plain: true },
    { field: 'customerKey', owner: customerId, condition: 'buyer.customerId' },
    { field: 'storeKey', owner: storeId, condition: 'seller.storeId' },
  ];
}

/** The records of invoicing: documents (inserted, never changed), counters, and what was credited of each sale. */
export function invoicingStore(connection: Connection) {
  const invoices = modelOf(connection, 'invoices', invoiceSchema);
  const series = modelOf(connection, 'series', seriesSchema);
  const credits = modelOf(connection, 'credits', creditsSchema);
  return (session: ClientSession | null) => ({
    invoice: (id: string) => invoices.findById(id).session(session).lean<InvoiceRecord | null>(),
    invoices: (wanted: Wanted, cursor: string | undefined, limit: number) => {
      const { filter, sort } = newestFirst(listKeys(wanted), cursor);
      const type = wanted.type ? { type: wanted.type } : {};
      return invoices
        .find({ ...filter, ...type })
        .sort(sort)
        .limit(limit)
        .session(session)
        .lean<InvoiceRecord[]>();
    },
    /** Documents that meet these conditions, newest first. */
    invoicesWhere: (conditions: object, olderThan: string | undefined, limit: number) =>
      invoices
        .find({ ...conditions, ...(olderThan === undefined ? {} : { _id: { $lt: olderThan } }) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<InvoiceRecord[]>(),
    /** Ids of documents with a number in a range, up to `most`. */
    invoiceIdsNumbered: async (range: { $gte: string; $lt: string }, most: number): Promise<string[]> =>
      (await invoices.find({ number: range }, { _id: 1 }).limit(most).session(session).lean<{ _id: string }[]>()).map(
        (row) => row._id,
      ),
    invoicesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      invoices
        .find(idRange(after, upTo), AUDITED)
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<AuditedInvoice[]>(),
    series: (name: string) => series.findById(name).session(session).lean<SeriesRecord | null>(),
    seriesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      series.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<SeriesRecord[]>(),
    credits: (saleId: string) => credits.findById(saleId).session(session).lean<CreditsRecord | null>(),

    insertInvoice: (invoice: InvoiceRecord): Write => insert(invoices, invoice),
    /** Moves the counter by one, if it still stands where it was read; the first draw makes it. */
    moveSeries: ({ before, series: { _id, last, lastIssuedAt, lastDay } }: Draw): Write =>
      update(series, { _id, last: before }, { $set: { last, lastIssuedAt, lastDay } }, { upsert: before === 0 }),
    insertCredits: (record: CreditsRecord): Write => insert(credits, record),
    /** Saves what was credited, if no other credit note of this sale came in between. */
    saveCredits: ({ _id, version, lines, notes }: CreditsRecord): Write =>
      update(credits, { _id, version: version - 1 }, { $set: { version, lines, notes } }),
  });
}

/** The store, within one session or none. */
export type InvoicingStore = ReturnType<ReturnType<typeof invoicingStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<InvoicingStore>();
