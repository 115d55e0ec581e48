import { plain, storeSchema } from '@comptoir/kit';

/** Indexes are over one field each: the stand-in leaves others unused (inventory's README, decision 2). */

export const storeRecordSchema = storeSchema({
  _id: String,
  code: String,
  name: String,
  address: String,
  timeZone: String,
  currency: String,
  legal: plain,
  createdAt: String,
});
storeRecordSchema.index({ code: 1 }, { unique: true });

export const productSchema = storeSchema({
  _id: String,
  sku: String,
  skuKey: String,
  name: String,
  barcodes: [String],
  priceMinMinor: Number,
  priceListMinor: Number,
  priceMaxMinor: Number,
  currency: String,
  taxRateBps: Number,
  warrantyMonths: Number,
  lowStockThreshold: Number,
  revision: Number,
  createdAt: String,
  changedAt: String,
});
productSchema.index({ skuKey: 1 }, { unique: true });

/** Prices of a product, written once. */
export const priceSchema = storeSchema({
  _id: String,
  productId: String,
  priceMinMinor: Number,
  priceListMinor: Number,
  priceMaxMinor: Number,
  currency: String,
  taxRateBps: Number,
  setAt: String,
  setBy: String,
});
priceSchema.index({ productId: 1 });

/** One a barcode: a unique index over the products' arrays would take two empty arrays for the same. */
export const barcodeSchema = storeSchema({ _id: String, productId: String });

/** One a word and product; `_id` and `key` are `<word>/<productId>`: the stand-in has no index for a range of `_id`. */
export const searchKeySchema = storeSchema({
  _id: String,
  key: String,
  productId: String,
  words: [String],
  live: Boolean,
});
searchKeySchema.index({ key: 1 });

export const availabilitySchema = storeSchema({
  _id: String,
  storeId: String,
  productId: String,
  available: Number,
  version: Number,
});
availabilitySchema.index({ productId: 1 });
