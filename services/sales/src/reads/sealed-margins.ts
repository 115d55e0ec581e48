import type { SealedMargin } from '@comptoir/contracts';
import { partKey } from '../domain/sealed-parts.js';
import type { SealedBy } from '../domain/margin.js';
import type { SalesStore } from '../store/sales-store.js';

/** What was sealed of the margins of closed days, by store, in one read by key. */
export async function sealedMargins(
  store: SalesStore,
  days: readonly { readonly storeId: string; readonly businessDay: string }[],
  by: SealedBy,
): Promise<Map<string, SealedMargin[]>> {
  const parts = await store.sealedPartsOf(days.map((one) => partKey(one.storeId, one.businessDay, by)));
  const byStore = Map.groupBy(parts, (part) => part.storeId);
  return new Map([...byStore].map(([storeId, of]) => [storeId, of.flatMap((part) => part.rows as SealedMargin[])]));
}
