import { warranty } from '@comptoir/contracts';
import { guaranteeUnknown, guaranteeView } from '../domain/guarantee.js';
import { on } from '../store/warranty-store.js';

/** One guarantee with its claims. */
export const readGuarantee = on.query(warranty.readGuarantee, async (store, { guaranteeId }) => {
  const guarantee = await store.guarantee(guaranteeId);
  if (!guarantee) throw guaranteeUnknown(guaranteeId);
  return guaranteeView(guarantee, await store.claimsOf([guaranteeId]));
});
