import { insertOnlySchema, plain, storeSchema } from '@comptoir/kit';

/** Stock counts; `storeKey` is `<storeId>/<stockCountId>`, the order of a store's list. */
export const stockCountSchema = storeSchema({
  _id: String,
  storeKey: String,
  number: String,
  storeId: String,
  currency: String,
  scope: plain,
  note: String,
  state: String,
  revision: Number,
  round: Number,
  products: Number,
  entries: Number,
  createdAt: String,
  createdDay: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
  posted: plain,
  cancelled: plain,
});
stockCountSchema.index({ storeKey: 1 });
stockCountSchema.index({ createdDay: 1 });

/** Lines of counts, one a product; `_id` is `<stockCountId>/<productId>`. */
export const countLineSchema = storeSchema({
  _id: String,
  stockCountId: String,
  productId: String,
  startQuantity: Number,
  round: Number,
});
countLineSchema.index({ stockCountId: 1 });

/** Entries of counts: inserted, never changed; one is withdrawn once. `key` is `<stockCountId>/<seq>`, the order of a list. */
export const countEntrySchema = insertOnlySchema({
  _id: String,
  key: String,
  stockCountId: String,
  seq: Number,
  round: Number,
  productId: String,
  quantity: Number,
  withdraws: String,
  place: String,
  device: String,
  physicalQuantity: Number,
  levelVersion: Number,
  heldQuantity: Number,
  enteredAt: String,
  enteredBy: String,
});
countEntrySchema.index({ stockCountId: 1 });
countEntrySchema.index({ key: 1 });
countEntrySchema.index({ withdraws: 1 }, { unique: true, sparse: true });

/** What was posted of counts, one a count; `storeKey` is `<storeId>/<stockCountId>`. */
export const countPostingSchema = insertOnlySchema({
  _id: String,
  storeKey: String,
  storeId: String,
  postedAt: String,
  lines: plain,
  countedProductIds: [String],
});
countPostingSchema.index({ storeKey: 1 });
