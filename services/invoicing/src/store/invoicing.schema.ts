import { plain, storeSchema, insertOnlySchema, readByIdRange } from '@comptoir/kit';

/** Issued documents: written once. A sale has one original, a correction one credit note, a number one document. */
export const invoiceSchema = insertOnlySchema({
  _id: String,
  type: String,
  original: Boolean,
  number: String,
  series: String,
  counter: Number,
  saleId: String,
  orderId: String,
  correctionId: String,
  corrects: plain,
  seller: plain,
  buyer: plain,
  currency: String,
  pricesIncludeTax: Boolean,
  discountReason: String,
  lines: plain,
  netMinor: Number,
  taxMinor: Number,
  grossMinor: Number,
  taxByRate: plain,
  payments: { ...plain, default: undefined },
  businessDay: String,
  dueDay: String,
  occurredDay: String,
  issuedAt: String,
  issuedBy: String,
  storeKey: String,
  customerKey: String,
});
invoiceSchema.index({ number: 1 }, { unique: true });
invoiceSchema.index({ saleId: 1 }, { unique: true, partialFilterExpression: { original: true } });
invoiceSchema.index({ correctionId: 1 }, { unique: true, partialFilterExpression: { original: false } });
invoiceSchema.index({ saleId: 1, _id: -1 });
invoiceSchema.index({ storeKey: 1 });
invoiceSchema.index({ customerKey: 1 });
invoiceSchema.index({ businessDay: 1 });

/** Counters of the series; `_id` is the series' name. */
export const seriesSchema = storeSchema({ _id: String, last: Number, lastIssuedAt: String, lastDay: String });

/** What was credited of each sale. */
export const creditsSchema = storeSchema({
  _id: String,
  invoiceId: String,
  number: String,
  version: Number,
  lines: plain,
  notes: plain,
});

readByIdRange(invoiceSchema);
