import { plain, storeSchema } from '@comptoir/kit';

/** Suppliers; `recognised` holds the keys that a row of a file knows them by. */
export const supplierSchema = storeSchema({
  _id: String,
  name: String,
  profile: String,
  identifiers: { ...plain, default: undefined },
  phone: String,
  email: String,
  address: plain,
  paymentTermsDays: Number,
  leadTimeDays: Number,
  note: String,
  archived: Boolean,
  revision: Number,
  createdAt: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
  touched: Number,
  recognised: [String],
});
supplierSchema.index({ recognised: 1 });

/** Numbers that one supplier has; deleted where the supplier loses them. */
export const supplierIdentifierSchema = storeSchema({ _id: String, supplierId: String });

/** What suppliers are found by: one a word and supplier, and one by name; deleted with the word. */
export const supplierSearchSchema = storeSchema({
  _id: String,
  key: String,
  supplierId: String,
  archived: Boolean,
  words: [String],
  numbers: [String],
});
supplierSearchSchema.index({ key: 1 });
supplierSearchSchema.index({ supplierId: 1 });

/**
 * Products of suppliers; `supplierKey` is `<supplierId>/<productId>` and `productKey` `<productId>/<supplierId>`, the orders
 * of the two lists.
 */
export const supplierProductSchema = storeSchema({
  _id: String,
  supplierKey: String,
  productKey: String,
  supplierId: String,
  productId: String,
  catalogNumber: String,
  orderMultiple: Number,
  numberSet: plain,
  last: plain,
  revision: Number,
});
supplierProductSchema.index({ supplierKey: 1 });
supplierProductSchema.index({ productKey: 1 });
supplierProductSchema.index({ productId: 1 });
