import { insertOnlySchema, plain, readByIdRange, storeSchema } from '@comptoir/kit';

/** What a company has made of the chart of its profile. */
export const chartSchema = storeSchema({ _id: String, revision: Number, changed: plain, own: [plain] });

/** Changes of charts: written once. */
export const chartChangeSchema = insertOnlySchema({
  _id: String,
  companyId: String,
  account: String,
  code: String,
  name: String,
  changedAt: String,
  changedBy: String,
});

/** Files of entries: written once. */
export const attachmentSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  name: String,
  mediaType: String,
  sha256: String,
  bytes: Number,
  content: String,
});

/** Sums of accounts at the end of closed days: written once. */
export const sealSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  businessDay: String,
  currency: String,
  entries: Number,
  sums: [plain],
});

/** Closed months and years: written once, one sequence a store. */
export const periodSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  period: String,
  sequence: Number,
  currency: String,
  through: String,
  sums: [plain],
  customers: Number,
  customersHash: String,
  closingEntryId: String,
  closedAt: String,
  closedBy: String,
  previousHash: String,
  hash: String,
});
periodSchema.index({ storeId: 1, _id: -1 });

/** What customers had open at the end of closed periods: written once; read by ranges of `_id`. */
export const customerSealSchema = insertOnlySchema({
  _id: String,
  storeId: String,
  sequence: Number,
  through: String,
  customerId: String,
  currency: String,
  open: [plain],
});

readByIdRange(sealSchema, customerSealSchema);

/** What closed days changed of what customers have open: written once; those of a day are read by a range of `_id`. */
export const customerDaySchema = insertOnlySchema({
  _id: String,
  key: String,
  storeId: String,
  businessDay: String,
  customerId: String,
  currency: String,
  open: [plain],
});
customerDaySchema.index({ key: 1 });

readByIdRange(customerDaySchema);
