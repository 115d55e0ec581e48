import { insertOnlySchema, plain, readByIdRange, storeSchema } from '@comptoir/kit';

/**
 * Papers of suppliers. `settledKey` is `<storeId>/<day>`, the day that nothing was open of it any more, far ahead while
 * something is; `supplierKey` is `<supplierId>/<day>` of the same day.
 */
export const payableSchema = storeSchema({
  _id: String,
  settledKey: String,
  supplierKey: String,
  kind: String,
  storeId: String,
  supplierId: String,
  supplierName: String,
  number: String,
  currency: String,
  billDay: String,
  dueDay: String,
  grossMinor: Number,
  settledDay: String,
  revision: Number,
});
payableSchema.index({ settledKey: 1 });
payableSchema.index({ supplierKey: 1 });

/** Payments to suppliers: written once. */
export const supplierPaymentSchema = insertOnlySchema({
  _id: String,
  number: String,
  kind: String,
  storeId: String,
  supplierId: String,
  supplierName: String,
  currency: String,
  method: String,
  amountMinor: Number,
  reference: String,
  allocations: [plain],
  reverses: String,
  reason: String,
  businessDay: String,
  at: String,
  by: String,
});
supplierPaymentSchema.index({ 'allocations.billId': 1 });
supplierPaymentSchema.index({ reverses: 1 }, { unique: true, sparse: true });
supplierPaymentSchema.index({ storeId: 1 });
supplierPaymentSchema.index({ supplierId: 1 });
supplierPaymentSchema.index({ businessDay: 1 });

readByIdRange(payableSchema, supplierPaymentSchema);
