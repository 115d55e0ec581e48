import { plain, readByIdRange, storeSchema } from '@comptoir/kit';

/**
 * Transfers; `fromKey` is `<fromStoreId>/<transferId>`, the order of the list of those that a store sends, `toKey` the same
 * of those that come to it, and `stateKey` of a state;
 * `deliveryIds` are the deliveries that brought its goods first.
 */
export const transferSchema = storeSchema({
  _id: String,
  fromKey: String,
  toKey: String,
  stateKey: String,
  deliveryIds: [String],
  number: String,
  companyId: String,
  fromStoreId: String,
  fromStoreCode: String,
  fromStoreName: String,
  fromTimeZone: String,
  toStoreId: String,
  toStoreCode: String,
  toStoreName: String,
  toTimeZone: String,
  currency: String,
  begunBy: String,
  note: String,
  state: String,
  revision: Number,
  lines: plain,
  leftQuantity: Number,
  leftCostMinor: Number,
  parcels: plain,
  moves: plain,
  createdAt: String,
  createdDay: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
  shipped: plain,
  received: plain,
  refused: plain,
  cancelled: plain,
  returned: plain,
  closed: plain,
});
transferSchema.index({ fromKey: 1 });
transferSchema.index({ toKey: 1 });
transferSchema.index({ stateKey: 1 });
transferSchema.index({ deliveryIds: 1 });

/** Counters of the numbers of transfers, one a sending store and year. */
export const transferSeriesSchema = storeSchema({ _id: String, last: Number });

readByIdRange(transferSchema);
