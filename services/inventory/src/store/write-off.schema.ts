import { insertOnlySchema, plain, storeSchema } from '@comptoir/kit';

/** Write-offs: inserted, never changed; `storeKey` is `<storeId>/<writeOffId>`, the order of a store's list. */
export const writeOffSchema = insertOnlySchema({
  _id: String,
  storeKey: String,
  number: String,
  storeId: String,
  currency: String,
  reason: String,
  note: String,
  lines: plain,
  totalCostMinor: Number,
  writtenOffAt: String,
  writtenOffDay: String,
  writtenOffBy: String,
});
writeOffSchema.index({ storeKey: 1 });
writeOffSchema.index({ writtenOffDay: 1 });

/** Counters of the numbers of write-offs and stock counts, one a store, kind and year. */
export const documentSeriesSchema = storeSchema({ _id: String, last: Number });
