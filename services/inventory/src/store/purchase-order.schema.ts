import { plain, storeSchema } from '@comptoir/kit';

/**
 * Purchase orders; `storeKey` is `<storeId>/<purchaseOrderId>`, the order of a store's list, `supplierKey` the same of a
 * supplier and `stateKey` of a state; `search` holds the words they are found by.
 */
export const purchaseOrderSchema = storeSchema({
  _id: String,
  storeKey: String,
  supplierKey: String,
  stateKey: String,
  search: [String],
  number: String,
  storeId: String,
  supplierId: String,
  supplierName: String,
  currency: String,
  expectedDay: String,
  note: String,
  state: String,
  revision: Number,
  lines: plain,
  totalExpectedCostMinor: Number,
  createdAt: String,
  createdDay: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
  sent: plain,
  closed: plain,
  cancelled: plain,
});
purchaseOrderSchema.index({ storeKey: 1 });
purchaseOrderSchema.index({ supplierKey: 1 });
purchaseOrderSchema.index({ stateKey: 1 });
purchaseOrderSchema.index({ createdDay: 1 });
purchaseOrderSchema.index({ search: 1 });

/** Counters of the numbers of purchase orders, one a store and year. */
export const purchaseOrderSeriesSchema = storeSchema({ _id: String, last: Number });
