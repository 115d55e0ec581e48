import { plain, storeSchema, readByIdRange } from '@comptoir/kit';

/**
 * Every query on the way of a checkout is answered by an index over ONE field: the stand-in's planner leaves an index of
 * several fields unused once the query says more than equality (README, 2). So what belongs together is one string.
 */

/** FIFO batches; the indexes of a hold have live rows only. `parent` is the batch that the units were in before, where there is one; `openingKey` is the level key of opening stock. */
export const batchSchema = storeSchema({
  _id: String,
  storeId: String,
  productId: String,
  levelKey: String,
  seq: Number,
  slot: String,
  origin: String,
  originId: String,
  deliveryId: String,
  returnOf: String,
  movedFrom: String,
  parent: String,
  openingKey: String,
  agedSince: String,
  expiresOn: String,
  expiryPlace: Number,
  receivedQty: Number,
  costMinor: Number,
  remainingQty: Number,
  remainingCostMinor: Number,
  currency: String,
  receivedAt: String,
});
batchSchema.index({ slot: 1 }, { partialFilterExpression: { remainingQty: { $gt: 0 } } });
batchSchema.index({ levelKey: 1 }, { partialFilterExpression: { remainingQty: { $gt: 0 } } });
batchSchema.index({ parent: 1 }, { sparse: true });
batchSchema.index({ openingKey: 1 }, { sparse: true });

/** Levels, one a product and store; `_id` and `key` are `<storeId>/<productId>`: the stand-in has no index for a range of `_id`. */
export const levelSchema = storeSchema({
  _id: String,
  key: String,
  storeId: String,
  productId: String,
  currency: String,
  available: Number,
  version: Number,
  head: Number,
  next: Number,
  expiries: plain,
  newest: String,
  threshold: Number,
  alert: plain,
});
levelSchema.index({ productId: 1 });
levelSchema.index({ key: 1 });

/** Holds; a sale has at most one. */
export const holdSchema = storeSchema({
  _id: String,
  storeId: String,
  sagaId: String,
  state: String,
  saleId: String,
  currency: String,
  lines: plain,
  levelKeys: [String],
  returned: plain,
  revision: Number,
  createdAt: String,
  closedAt: String,
  heldBy: String,
});
holdSchema.index({ saleId: 1 }, { unique: true, sparse: true });
holdSchema.index({ levelKeys: 1 }, { partialFilterExpression: { state: 'open' } });

/**
 * Movements: inserted, never changed. `cardKey` is `<storeId>/<productId>/<movementId>`, the order of a stock card; those of
 * units that are only set aside, or given back, have none: they cost no index.
 */
export const movementSchema = storeSchema({
  _id: String,
  cardKey: String,
  kind: String,
  storeId: String,
  productId: String,
  batchId: String,
  remainingDelta: Number,
  heldDelta: Number,
  costMinor: Number,
  currency: String,
  ref: String,
  by: String,
  occurredAt: String,
  businessDay: String,
});
movementSchema.index({ cardKey: 1 }, { sparse: true });

/**
 * Deliveries; `storeKey` is `<storeId>/<deliveryId>`, the order of a store's list, `openingKey` the same of opening stock
 * only, and `supplierKey` is `<supplierId>/<deliveryId>`; `search` holds the words they are found by.
 */
export const deliverySchema = storeSchema({
  _id: String,
  storeKey: String,
  openingKey: String,
  supplierKey: String,
  storeId: String,
  supplierId: String,
  supplierName: String,
  purchaseOrderId: String,
  purchaseOrderNumber: String,
  reference: String,
  currency: String,
  extraCostMinor: Number,
  totalCostMinor: Number,
  receivedAt: String,
  receivedDay: String,
  receivedBy: String,
  opening: Boolean,
  stockCountId: String,
  stockCountNumber: String,
  takenBack: plain,
  corrections: plain,
  corrected: Number,
  batches: plain,
  search: [String],
});
deliverySchema.index({ storeKey: 1 });
deliverySchema.index({ openingKey: 1 }, { sparse: true });
deliverySchema.index({ supplierKey: 1 }, { sparse: true });
deliverySchema.index({ purchaseOrderId: 1 }, { sparse: true });
deliverySchema.index({ receivedDay: 1 });
deliverySchema.index({ search: 1 });

/** Returns, one a correction. */
export const returnSchema = storeSchema({
  _id: String,
  saleId: String,
  storeId: String,
  holdId: String,
  currency: String,
  lines: plain,
  batchIds: [String],
  deliveryIds: { type: [String], default: undefined },
  at: String,
  by: String,
});
returnSchema.index({ deliveryIds: 1 }, { sparse: true });

readByIdRange(batchSchema, levelSchema, holdSchema, movementSchema);
