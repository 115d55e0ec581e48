import { plain, readByIdRange, storeSchema } from '@comptoir/kit';

/**
 * Bills and credit notes of suppliers; `storeKey` is `<storeId>/<billId>`, the order of a store's list, and `supplierKey` the
 * same of a supplier; `paperKey` is the paper's own number at its supplier; `goodsIds` are the batches of
 * its lines, and the deliveries of extra costs; `search` holds the words they are found by.
 */
export const supplierBillSchema = storeSchema({
  _id: String,
  storeKey: String,
  supplierKey: String,
  paperKey: String,
  goodsIds: [String],
  search: [String],
  kind: String,
  storeId: String,
  supplierId: String,
  supplierName: String,
  number: String,
  currency: String,
  billDay: String,
  dueDay: String,
  note: String,
  lines: plain,
  netMinor: Number,
  taxes: plain,
  taxMinor: Number,
  grossMinor: Number,
  clearedMinor: Number,
  notReceivedMinor: Number,
  differenceMinor: Number,
  toStockMinor: Number,
  toCostMinor: Number,
  recordedAt: String,
  recordedDay: String,
  recordedBy: String,
  reversed: plain,
  credits: plain,
  revision: Number,
});
supplierBillSchema.index({ paperKey: 1 }, { unique: true });
supplierBillSchema.index({ goodsIds: 1 });
supplierBillSchema.index({ storeKey: 1 });
supplierBillSchema.index({ supplierKey: 1 });
supplierBillSchema.index({ recordedDay: 1 });
supplierBillSchema.index({ search: 1 });

/** How far deliveries are billed, one a delivery; `_id` is the delivery's. */
export const billingSchema = storeSchema({ _id: String, revision: Number, lines: plain, extraClearedMinor: Number });

/** Returns to suppliers; the keys are as those of bills. */
export const supplierReturnSchema = storeSchema({
  _id: String,
  storeKey: String,
  supplierKey: String,
  number: String,
  storeId: String,
  supplierId: String,
  supplierName: String,
  currency: String,
  reason: String,
  reference: String,
  lines: plain,
  totalCostMinor: Number,
  returnedAt: String,
  returnedDay: String,
  returnedBy: String,
  revision: Number,
});
supplierReturnSchema.index({ storeKey: 1 });
supplierReturnSchema.index({ supplierKey: 1 });
supplierReturnSchema.index({ returnedDay: 1 });

readByIdRange(supplierBillSchema, billingSchema);
