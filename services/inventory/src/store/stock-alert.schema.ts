import { plain, readByIdRange, storeSchema } from '@comptoir/kit';

/**
 * Alerts; `storeKey` is `<storeId>/<alertId>`, `stateKey` and `productKey` the same of a state and of a product, and
 * `storeStateKey` is `<state>/<storeId>/<alertId>`: what is open in a store is a range of its own.
 */
export const stockAlertSchema = storeSchema({
  _id: String,
  storeKey: String,
  stateKey: String,
  storeStateKey: String,
  productKey: String,
  storeId: String,
  productId: String,
  state: String,
  threshold: Number,
  raisedAt: String,
  low: plain,
  out: plain,
  recovered: plain,
  seen: plain,
});
stockAlertSchema.index({ storeKey: 1 });
stockAlertSchema.index({ stateKey: 1 });
stockAlertSchema.index({ storeStateKey: 1 });
stockAlertSchema.index({ productKey: 1 });
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
