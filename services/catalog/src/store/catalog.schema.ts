import { plain, readByIdRange, storeSchema } from '@comptoir/kit';

/** Indexes are over one field each: the stand-in leaves others unused (inventory's README, decision 2). */

export const companySchema = storeSchema({
  _id: String,
  profile: String,
  identities: [plain],
  revision: Number,
  stores: Number,
  createdAt: String,
});

export const storeRecordSchema = storeSchema({
  _id: String,
  companyId: String,
  code: String,
  name: String,
  address: String,
  timeZone: String,
  currency: String,
  identities: [plain],
  pricesIncludeTax: Boolean,
  cashRoundingMinor: Number,
  scaleLayouts: { type: [String], default: undefined },
  priceLists: { ...plain, default: undefined },
  revision: Number,
  createdAt: String,
});
storeRecordSchema.index({ code: 1 }, { unique: true });
storeRecordSchema.index({ companyId: 1 });

export const categorySchema = storeSchema({
  _id: String,
  name: String,
  nameKey: String,
  revision: Number,
  createdAt: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
});
categorySchema.index({ nameKey: 1 }, { unique: true });

export const productSchema = storeSchema({
  _id: String,
  sku: String,
  skuKey: String,
  name: String,
  brand: String,
  expiry: String,
  categoryId: String,
  barcodes: [String],
  unit: String,
  quantityDecimals: Number,
  priceMinMinor: Number,
  priceListMinor: Number,
  priceMaxMinor: Number,
  currency: String,
  taxRateBps: Number,
  warrantyMonths: Number,
  lowStockThreshold: Number,
  storeThresholds: plain,
  parts: plain,
  picture: plain,
  variantOptions: plain,
  variantOf: plain,
  listPrices: plain,
  priceListIds: { type: [String], default: undefined },
  archivedAt: String,
  archivedBy: String,
  revision: Number,
  createdAt: String,
  changedAt: String,
});
productSchema.index({ skuKey: 1 }, { unique: true });
productSchema.index({ changedAt: 1 });
productSchema.index({ priceListIds: 1 }, { sparse: true });
productSchema.index({ 'variantOf.productId': 1 }, { sparse: true });

/** Pictures are records of their own: a product is read much more often than its picture. */
export const pictureSchema = storeSchema({
  _id: String,
  productId: String,
  content: Buffer,
  thumbnail: Buffer,
  setAt: String,
  setBy: String,
});

export const priceListSchema = storeSchema({
  _id: String,
  name: String,
  storeId: String,
  group: String,
  from: String,
  until: String,
  currency: String,
  revision: Number,
  createdAt: String,
  createdBy: String,
  versions: [plain],
});

export const priceListRegisterSchema = storeSchema({ _id: String, lists: Number, revision: Number });

/** Prices of a product, written once. */
export const priceSchema = storeSchema({
  _id: String,
  productId: String,
  priceMinMinor: Number,
  priceListMinor: Number,
  priceMaxMinor: Number,
  currency: String,
  taxRateBps: Number,
  priceList: plain,
  isOff: Boolean,
  setAt: String,
  setBy: String,
});
priceSchema.index({ productId: 1 });

/** One a barcode: a unique index over the products' arrays would take two empty arrays for the same. */
export const barcodeSchema = storeSchema({ _id: String, productId: String });

export const availabilitySchema = storeSchema({
  _id: String,
  storeId: String,
  productId: String,
  available: Number,
  version: Number,
});
availabilitySchema.index({ productId: 1 });

readByIdRange(priceSchema, priceListSchema);
