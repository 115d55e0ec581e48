import { COMMAND_DAYS, plain, storeSchema, insertOnlySchema, readByIdRange } from '@comptoir/kit';

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
  discount: plain,
  sagaId: String,
  checkout: plain,
  stoppedRevision: Number,
  priced: plain,
  approval: plain,
  parked: plain,
  cancelling: plain,
  returned: plain,
  cancelled: plain,
  saleId: String,
  debtorId: String,
  createdAt: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
  life: [plain],
});
orderSchema.index({ debtorId: 1 }, { sparse: true });
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
  pricesIncludeTax: Boolean,
  discount: plain,
  discountMinor: Number,
  discountNetMinor: Number,
  lines: [plain],
  netMinor: Number,
  taxMinor: Number,
  grossMinor: Number,
  costMinor: Number,
  marginMinor: Number,
  payments: [plain],
  through: plain,
  approval: plain,
  businessDay: String,
  dueDay: String,
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
  dueDay: String,
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
  discountNetMinor: Number,
  lines: [plain],
  customerId: String,
  soldBy: String,
  receivedMinor: Number,
  received: [plain],
  tillSessionId: String,
  deliveryKeys: [String],
});
stiSchema.index({ tillSessionId: 1 }, { sparse: true });
stiSchema.index({ deliveryKeys: 1 });
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
  journal: String,
  number: String,
  sequence: Number,
  document: String,
  reason: String,
  attachment: plain,
  sagaId: String,
  tillSessionId: String,
  lines: [plain],
  previousHash: String,
  hash: String,
  dayKey: { type: String, select: false },
  accountKeys: { type: [String], select: false },
  customerKeys: { type: [String], select: false },
  lateKey: { type: String, select: false },
});
entrySchema.index({ ref: 1, kind: 1 });
entrySchema.index({ 'lines.saleId': 1 });
entrySchema.index({ dayKey: 1 });
entrySchema.index({ accountKeys: 1 });
entrySchema.index({ customerKeys: 1 });
entrySchema.index({ lateKey: 1 }, { sparse: true });
entrySchema.index({ tillSessionId: 1 }, { sparse: true });

/** Where the numbers and the hash chain of each store stand. */
export const seriesSchema = storeSchema({
  _id: String,
  version: Number,
  sequence: Number,
  since: String,
  lastHash: String,
  counters: plain,
  openSessions: plain,
  sealed: plain,
});

/** Corrections: mutable until final; a tombstone has few fields. */
export const correctionSchema = storeSchema({
  _id: String,
  saleId: String,
  orderId: String,
  storeId: String,
  soldIn: String,
  takenBackIn: plain,
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
  settled: [plain],
  refundMinor: Number,
  refunds: [plain],
  creditMinor: Number,
  through: plain,
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
correctionSchema.index({ creditNoteNumber: 1 }, { sparse: true });
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
  first: Number,
  last: Number,
  accounts: plain,
});

/** The last closed day of each store, so that it is read by its key: mutable, written by the close of a day. */
export const lastClosedDaySchema = storeSchema({ _id: String, businessDay: String });

/** Closed days: written once, one sequence a store. */
export const snapshotSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  businessDay: String,
  sequence: Number,
  currency: String,
  figures: plain,
  ends: plain,
  perpetual: plain,
  claims: plain,
  hours: [plain],
  sealed: plain,
  closedAt: String,
  closedBy: String,
  previousHash: String,
  hash: String,
});
snapshotSchema.index({ storeId: 1, sequence: -1 }, { unique: true });
snapshotSchema.index({ storeId: 1, _id: -1 });

/** Payments: written once. A payment is reversed once. */
export const paymentSchema = insertOnlySchema({
  _id: String,
  number: String,
  kind: String,
  direction: String,
  storeId: String,
  customerId: String,
  currency: String,
  method: String,
  amountMinor: Number,
  tenderedMinor: Number,
  changeMinor: Number,
  roundingMinor: Number,
  reference: String,
  allocations: [plain],
  creditMinor: Number,
  through: plain,
  saleId: String,
  correctionId: String,
  reverses: String,
  reason: String,
  businessDay: String,
  at: String,
  by: String,
  sagaId: String,
});
paymentSchema.index({ storeId: 1, number: 1 }, { unique: true });
paymentSchema.index({ number: 1 });
paymentSchema.index({ reverses: 1 }, { unique: true, sparse: true });
paymentSchema.index({ storeId: 1, _id: -1 });
paymentSchema.index({ customerId: 1, _id: -1 });
paymentSchema.index({ 'through.sessionId': 1, _id: -1 }, { sparse: true });
paymentSchema.index({ 'allocations.saleId': 1 });
paymentSchema.index({ saleId: 1 }, { sparse: true });
paymentSchema.index({ businessDay: 1, _id: -1 });

/** Tills: where the openings of a till's sessions meet. */
export const tillSchema = storeSchema({
  _id: String,
  storeId: String,
  till: String,
  name: String,
  sessions: Number,
  openSessionId: String,
  closedSessionId: String,
});
tillSchema.index({ storeId: 1 });

/** Sessions of tills: open, then closed. */
export const tillSessionSchema = storeSchema({
  _id: String,
  storeId: String,
  till: String,
  number: Number,
  currency: String,
  state: String,
  openedAt: String,
  openedBy: String,
  openedDay: String,
  floatMinor: Number,
});

/** Cash moved in and out of tills: written once. */
export const cashMovementSchema = insertOnlySchema({
  _id: String,
  sessionId: String,
  direction: String,
  purpose: String,
  amountMinor: Number,
  reason: String,
  at: String,
  by: String,
});
cashMovementSchema.index({ sessionId: 1 });

/** Final reports of till sessions: written once, one sequence a till. */
export const zReportSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  till: String,
  number: Number,
  currency: String,
  openedAt: String,
  openedBy: String,
  floatMinor: Number,
  at: String,
  figures: plain,
  movements: [plain],
  expectedMinor: Number,
  closedAt: String,
  closedBy: String,
  businessDay: String,
  countedMinor: Number,
  differenceMinor: Number,
  keptMinor: Number,
  note: String,
  grandTotalMinor: Number,
  perpetualTotalMinor: Number,
  previousHash: String,
  hash: String,
});
zReportSchema.index({ storeId: 1, till: 1, number: -1 }, { unique: true });
zReportSchema.index({ storeId: 1, _id: -1 });
zReportSchema.index({ businessDay: 1 });

/** Reports of the audit: written once. */
export const auditSchema = insertOnlySchema({ _id: String, report: plain });

readByIdRange(saleSchema, stiSchema, entrySchema, paymentSchema, snapshotSchema, zReportSchema);
