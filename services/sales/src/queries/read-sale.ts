import { sales, type SaleView } from '@comptoir/contracts';
import { correctionView } from '../domain/correction.js';
import type { SaleStatus, SaleRecord } from '../domain/records.js';
import { saleUnknown, saleView } from '../domain/sale.js';
import { on, type SalesStore } from '../store/sales-store.js';

/** Every correction takes the sale out of `final` while it lasts, and leaves it under a new revision. */
function isUntouched(progress: SaleStatus | undefined): boolean {
  return progress?.revision === 1 && (progress.state === 'posting' || progress.state === 'final');
}

/** Sales with where they stand and their corrections, in the given order. */
export async function viewsOf(store: SalesStore, records: readonly SaleRecord[]): Promise<SaleView[]> {
  return viewsWith(store, records, await store.saleStatusOf(records.map((record) => record._id)));
}

async function viewsWith(
  store: SalesStore,
  records: readonly SaleRecord[],
  statuses: readonly SaleStatus[],
  open?: ReadonlyMap<string, number>,
): Promise<SaleView[]> {
  const ids = records.map((record) => record._id);
  const progress = new Map(statuses.map((record) => [record._id, record]));
  const corrected = ids.filter((id) => !isUntouched(progress.get(id)));
  const corrections = Map.groupBy(
    corrected.length > 0 ? await store.correctionsOf(corrected) : [],
    (correction) => correction.saleId,
  );
  return records.map((record) => {
    const standing = progress.get(record._id);
    if (!standing) throw new Error(`sale ${record._id} has no progress record`);
    return saleView(record, standing, (corrections.get(record._id) ?? []).map(correctionView), open?.get(record._id));
  });
}

/** One sale with where it stands, its corrections, and what is owed of it. */
export const readSale = on.query(sales.readSale, async (store, { saleId, owed }) => {
  const [record, statuses] = await Promise.all([store.sale(saleId), store.saleStatusOf([saleId])]);
  if (!record) throw saleUnknown(saleId);
  const read = statuses.length > 0 ? statuses : await store.saleStatusOf([saleId]); // read before the sale was there
  const open = owed ? await store.openOfSales([saleId]) : undefined;
  const openMinor = open && new Map([[saleId, open.get(saleId) ?? 0]]);
  const [view] = await viewsWith(store, [record], read, openMinor);
  return view!;
});
