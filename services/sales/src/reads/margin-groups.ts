import { kernelErrors, type MarginBy } from '@comptoir/contracts';
import { snapshotKey } from '../domain/closing.js';
import { marginsOf, type MarginGroup, type SealedBy } from '../domain/margin.js';
import type { SalesStore } from '../store/sales-store.js';
import { storeDaysOf, untilTomorrow } from './days-of-report.js';
import { sealedMargins } from './sealed-margins.js';
import { supplierKeyOf, suppliersOf } from './supplier-names.js';

/** What a margin is added up from: what was sealed of each day by. */
const FROM: Readonly<Record<MarginBy | 'part', SealedBy>> = {
  product: 'product',
  category: 'category',
  cashier: 'cashier',
  customer: 'customer',
  supplier: 'delivery',
  delivery: 'delivery',
  store: 'day',
  day: 'day',
  month: 'day',
  part: 'part',
};

/** Rows of days that a report adds up at most. */
const MOST_GROUPS = 250_000;

/** Groups of a margin, and what each counts for. */
export interface MarginGroups {
  readonly groups: readonly MarginGroup[];
  readonly keyOf?: (key: string) => string;
}

/**
 * The margins of days of stores: of closed days what was sealed, in two reads by key whatever their age; of open ones from
 * their STIs. Refuses too many days, and days of too many rows.
 */
export async function marginGroups(
  store: SalesStore,
  { storeIds, by, from, to }: { storeIds: readonly string[]; by: MarginBy | 'part'; from: string; to: string },
): Promise<MarginGroups> {
  const days = storeDaysOf(storeIds, { from, to });
  const snapshots = await store.snapshotsOf(days.map((one) => snapshotKey(one.storeId, one.businessDay)));
  const closed = new Set(snapshots.map((one) => one._id));
  const currencies = new Map(snapshots.map((one) => [one.storeId, one.currency]));
  const groups: MarginGroup[] = [];
  const add = (storeId: string, currency: MarginGroup['currency'], of: readonly Omit<MarginGroup, 'currency'>[]) => {
    for (const one of of) groups.push({ ...one, currency, ...(by === 'store' ? { key: storeId } : {}) });
  };
  for (const [storeId, of] of await sealedMargins(store, snapshots, FROM[by]))
    add(storeId, currencies.get(storeId)!, of);
  const open = days.filter((one) => !closed.has(snapshotKey(one.storeId, one.businessDay)));
  for (const { storeId, businessDay } of untilTomorrow(open)) {
    const stis = await store.stisOfDay(storeId, businessDay);
    const [first] = stis;
    if (first) add(storeId, first.currency, marginsOf(stis, FROM[by]));
  }
  if (groups.length > MOST_GROUPS) {
    throw kernelErrors.searchTooWide(`These days have more than ${MOST_GROUPS} rows: ask for fewer days.`, {
      most: MOST_GROUPS,
    });
  }
  if (by === 'month') return { groups, keyOf: (day) => day.slice(0, 7) };
  const keys = groups.map((one) => one.key);
  if (by === 'supplier') return { groups, keyOf: supplierKeyOf(await suppliersOf(store, keys)) };
  if (by !== 'customer') return { groups };
  const leads = await store.leadsOf(keys);
  return { groups, keyOf: (customerId) => leads.get(customerId) ?? customerId };
}
