import type { Movement } from '../domain/movements.js';
import type { SalesStore } from '../store/sales-store.js';
import { storeDaysOf } from './days-of-report.js';

/** What moved on the accounts of stores within days, day by day; entries that close a year left out. Refuses too many days. */
export async function movementsOf(
  store: SalesStore,
  { storeIds, ...range }: { readonly storeIds: readonly string[]; readonly from: string; readonly to: string },
): Promise<Movement[]> {
  const moved: Movement[] = [];
  for (const { storeId, businessDay } of storeDaysOf(storeIds, range))
    moved.push(...(await store.movementsOfDay(storeId, businessDay)));
  return moved;
}
