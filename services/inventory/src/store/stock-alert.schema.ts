import { plain, readByIdRange, storeSchema } from '@comptoir/kit';

/**
 * Alerts; `storeKey` is `<storeId>/<alertId>`, `stateKey` and `productKey` the same of a state and of a product, and
 * `storeStateKey` is `<state>/<storeId>/<alertId>`: what is open in a store is a range of its own. Alerts of batches that expire
 * have two more: `expiryKey` is `<batchId>/<day>`, one for each date of a batch, and `openExpiryOf` is their store while open.
 */
export const stockAlertSchema = storeSchema({
  _id: String,
  storeKey: String,
  stateKey: String,
  storeStateKey: String,
  productKey: String,
  expiryKey: String,
  openExpiryOf: String,
  storeId: String,
  productId: String,
  state: String,
  threshold: Number,
  raisedAt: String,
  low: plain,
  out: plain,
  expiring: plain,
  recovered: plain,
  seen: plain,
});
stockAlertSchema.index({ storeKey: 1 });
stockAlertSchema.index({ stateKey: 1 });
stockAlertSchema.index({ storeStateKey: 1 });
stockAlertSchema.index({ productKey: 1 });
stockAlertSchema.index({ expiryKey: 1 }, { unique: true, sparse: true });
stockAlertSchema.index({ openExpiryOf: 1 }, { sparse: true });
readByIdRange(stockAlertSchema);

/** Thresholds of products, as the catalog tells them. */
export const thresholdSchema = storeSchema({
  _id: String,
  version: Number,
  lowStockThreshold: Number,
  stores: plain,
  isBundle: Boolean,
  levels: Number,
});
