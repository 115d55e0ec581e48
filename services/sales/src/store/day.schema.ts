import { insertOnlySchema, plain, readByIdRange, storeSchema } from '@comptoir/kit';

/** What was sealed with the close of a day beside its figures: written once. */
export const sealedPartSchema = insertOnlySchema({
  _id: String,
  key: String,
  storeId: String,
  businessDay: String,
  what: String,
  rows: [plain],
});
sealedPartSchema.index({ key: 1 });

/** What is known here of deliveries of inventory: written with the event, however often it comes. */
export const deliverySchema = storeSchema({
  _id: String,
  storeId: String,
  supplierName: String,
  reference: String,
  receivedAt: String,
});

/** What closed days sold of deliveries: written once. */
export const deliveryDaySchema = insertOnlySchema({
  _id: String,
  key: String,
  storeId: String,
  businessDay: String,
  deliveryId: String,
  currency: String,
  products: [plain],
});
deliveryDaySchema.index({ key: 1 });

readByIdRange(sealedPartSchema, deliveryDaySchema);
