import { warranty } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { guaranteeView } from '../domain/guarantee.js';
import { on } from '../store/warranty-store.js';

/** Guarantees, newest first; the cursor is the last guarantee's id. */
export const listGuarantees = on.query(warranty.listGuarantees, async (store, { limit, cursor, ...wanted }) => {
  const rows = await store.guarantees(wanted, cursor, limit + 1);
  const claims = Map.groupBy(await store.claimsOf(rows.map((row) => row._id)), (claim) => claim.guaranteeId);
  const views = rows.map((row) => guaranteeView(row, claims.get(row._id) ?? []));
  return pageOf(views, limit, (guarantee) => guarantee.guaranteeId);
});
