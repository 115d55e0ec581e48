import { COMMAND_DAYS, plain, storeSchema, insertOnlySchema, readByIdRange } from '@comptoir/kit';

/** Customer accounts, found by the start of a word (`search`). */
export const customerSchema = storeSchema({
  _id: String,
  kind: String,
  name: String,
  phone: String,
  email: String,
  address: String,
  taxId: String,
  creditLimit: plain,
  revision: Number,
  createdAt: String,
  search: [String],
  touched: Number,
});
customerSchema.index({ search: 1 });
customerSchema.index({ kind: 1, _id: -1 });

/** Orders: mutable. */
export const orderSchema = storeSchema({
  _id: String,
  storeId: String,
  customerId: String,
  documentType: String,
  taxed: Boolean,
  taxFreeReason: String,
  approvalRequested: Boolean,
  note: String,
  state: String,
  revision: Number,
  lines: [plain],
  sagaId: String,
  checkout: plain,
  stoppedRevision: Number,
  priced: plain,
  approval: plain,
  returned: plain,
  cancelled: plain,
  saleId: String,
  createdAt: String,
  createdBy: String,
  changedAt: String,
});
orderSchema.index({ storeId: 1, _id: -1 });
orderSchema.index({ state: 1, _id: -1 });
orderSchema.index({ customerId: 1, _id: -1 });

/** One record a store, written by every order that begins to wait for a manager, so that they take turns. */
export const approvalQueueSchema = storeSchema({ _id: String, touched: Number });

/** Sales: written once. */
export const saleSchema = insertOnlySchema({
  _id: String,
  orderId: String,
  stiId: String,
  storeId: String,
  holdId: String,
  store: plain,
  customer: plain,
  documentType: String,
  taxed: Boolean,
  taxFreeReason: String,
  currency: String,
  lines: [plain],
  netMinor: Number,
  taxMinor: Number,
  grossMinor: Number,
  costMinor: Number,
  marginMinor: Number,
  payment: plain,
  approval: plain,
  businessDay: String,
  soldAt: String,
  soldBy: plain,
  sagaId: String,
});
saleSchema.index({ orderId: 1 }, { unique: true });
saleSchema.index({ storeId: 1, _id: -1 });
saleSchema.index({ 'customer.customerId': 1, _id: -1 });
saleSchema.index({ 'lines.productId': 1, _id: -1 });
saleSchema.index({ businessDay: 1, storeId: 1, _id: -1 });

/** Where each sale stands: mutable, apart from the sale. */
export const saleStatusSchema = storeSchema({
  _id: String,
  orderId: String,
  storeId: String,
  businessDay: String,
  state: String,
  revision: Number,
  correctionId: String,
  invoiceId: String,
  invoiceNumber: String,
  guaranteeId: String,
  returned: [plain],
});
saleStatusSchema.index({ businessDay: 1, storeId: 1, state: 1 });
saleStatusSchema.index({ invoiceNumber: 1 }, { sparse: true });

/** Canonical financial records: written once. */
export const stiSchema = insertOnlySchema({
  _id: String,
  kind: String,
  saleId: String,
  correctionId: String,
  storeId: String,
  currency: String,
  businessDay: String,
  netMinor: Number,
  taxMinor: Number,
  grossMinor: Number,
  costMinor: Number,
  lines: [plain],
  receivedMinor: Number,
  receivedBy: String,
});
stiSchema.index({ storeId: 1, businessDay: 1 });
stiSchema.index({ saleId: 1 });

/** The journal: written once. */
export const entrySchema = insertOnlySchema({
  _id: String,
  storeId: String,
  currency: String,
  kind: String,
  ref: String,
  memo: String,
  businessDay: String,
  occurredDay: String,
  postedAt: String,
  postedBy: String,
  lines: [plain],
});
entrySchema.index({ ref: 1, kind: 1 });
entrySchema.index({ storeId: 1, businessDay: 1 });
entrySchema.index({ storeId: 1, _id: -1 });
entrySchema.index({ businessDay: 1, _id: -1 });
entrySchema.index({ 'lines.customerId': 1 });
entrySchema.index({ 'lines.account': 1 });

/** Corrections: mutable until final; a tombstone has few fields. */
export const correctionSchema = storeSchema({
  _id: String,
  saleId: String,
  orderId: String,
  storeId: String,
  customerId: String,
  kind: String,
  state: String,
  reason: String,
  refundTo: String,
  currency: String,
  lines: { ...plain, default: undefined },
  netMinor: Number,
  taxMinor: Number,
  grossMinor: Number,
  costMinor: Number,
  refundMinor: Number,
  refundableMinor: Number,
  stiId: String,
  businessDay: String,
  begunDay: String,
  creditNoteId: String,
  creditNoteNumber: String,
  begunAt: String,
  begunBy: plain,
  postedAt: String,
  sagaId: String,
});
correctionSchema.index({ saleId: 1 });
correctionSchema.index({ storeId: 1, begunDay: 1, state: 1 });
correctionSchema.index({ storeId: 1, businessDay: 1, state: 1 });

/** What people wrote for sagas; deleted with the last commands that a retry could ask for, as the records hold it by then. */
export const textSchema = insertOnlySchema({ _id: String, text: String, keptAt: Date });
textSchema.index({ keptAt: 1 }, { expireAfterSeconds: (COMMAND_DAYS + 2) * 86_400 });

/** How sagas ended: written once. */
export const sagaOutcomeSchema = insertOnlySchema({
  _id: String,
  fingerprint: String,
  outcome: plain,
  steps: [plain],
  endedAt: String,
});

/** Business days: where posts and closings of a day meet. */
export const businessDaySchema = storeSchema({
  _id: String,
  storeId: String,
  businessDay: String,
  closed: Boolean,
  touched: Number,
});

/** Closed days: written once, one sequence a store. */
export const snapshotSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  businessDay: String,
  sequence: Number,
  currency: String,
  figures: plain,
  closedAt: String,
  closedBy: String,
  previousHash: String,
  hash: String,
});
snapshotSchema.index({ storeId: 1, sequence: -1 }, { unique: true });
snapshotSchema.index({ storeId: 1, _id: -1 });

/** Reports of the audit: written once. */
export const auditSchema = insertOnlySchema({ _id: String, report: plain });

readByIdRange(saleSchema, stiSchema, entrySchema);
