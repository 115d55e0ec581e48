import { plain, storeSchema } from '@comptoir/kit';

/** Guarantees; a sale and an invoice have at most one. */
export const guaranteeSchema = storeSchema({
  _id: String,
  saleId: String,
  invoiceId: String,
  storeId: String,
  customerId: String,
  timeZone: String,
  state: String,
  lines: plain,
  version: Number,
  issuedAt: String,
  issuedBy: String,
  storeKey: String,
  customerKey: String,
});
guaranteeSchema.index({ saleId: 1 }, { unique: true });
guaranteeSchema.index({ invoiceId: 1 }, { unique: true });
guaranteeSchema.index({ storeKey: 1 });
guaranteeSchema.index({ customerKey: 1 });
guaranteeSchema.index({ 'lines.productId': 1 });

/** Claims. */
export const claimSchema = storeSchema({
  _id: String,
  guaranteeId: String,
  saleLineId: String,
  quantity: Number,
  complaint: String,
  state: String,
  resolution: String,
  openedAt: String,
  openedBy: String,
  closedAt: String,
  closedBy: String,
  storeId: String,
  openedKey: String,
  closedKey: String,
});
claimSchema.index({ openedKey: 1 });
claimSchema.index({ closedKey: 1 }, { sparse: true });
claimSchema.index({ guaranteeId: 1 });
claimSchema.index({ state: 1 });

/** What each correction voided here, or its tombstone. */
export const correctionSchema = storeSchema({
  _id: String,
  saleId: String,
  state: String,
  voided: plain,
  at: String,
  by: String,
});
