import { warranty, type ParsedInputOf } from '@comptoir/contracts';
import { pageOf, readAmong, type PageWanted } from '@comptoir/kit';
import { guaranteeView } from '../domain/guarantee.js';
import type { GuaranteeRecord } from '../domain/records.js';
import { on, type WarrantyStore } from '../store/warranty-store.js';

type Filters = Omit<ParsedInputOf<typeof warranty.listGuarantees>, 'limit' | 'cursor'>;

/** Ids of the guarantees that a list is limited to; undefined for all. */
async function idsOf(store: WarrantyStore, { saleIds, claims }: Filters): Promise<readonly string[] | undefined> {
  const ofSales = saleIds && (await store.guaranteeIdsOfSales(saleIds));
  const claimed = claims && (await store.guaranteeIdsClaimed());
  if (!ofSales || !claimed) return ofSales ?? claimed;
  const open = new Set(claimed);
  return ofSales.filter((id) => open.has(id));
}

async function guaranteesOf(store: WarrantyStore, filters: Filters, page: PageWanted): Promise<GuaranteeRecord[]> {
  const { saleIds: _saleIds, claims: _claims, ...wanted } = filters;
  const ids = await idsOf(store, filters);
  if (!ids) return store.guarantees(wanted, page.cursor, page.limit);
  return readAmong<GuaranteeRecord>(ids, page, (some, most) => store.guaranteesAmong(some, wanted, most));
}

/** Guarantees, newest first; the cursor is the last guarantee's id. */
export const listGuarantees = on.query(warranty.listGuarantees, async (store, { limit, cursor, ...filters }) => {
  const rows = await guaranteesOf(store, filters, { cursor, limit: limit + 1 });
  const claims = Map.groupBy(await store.claimsOf(rows.map((row) => row._id)), (claim) => claim.guaranteeId);
  const views = rows.map((row) => guaranteeView(row, claims.get(row._id) ?? []));
  return pageOf(views, limit, (guarantee) => guarantee.guaranteeId);
});
