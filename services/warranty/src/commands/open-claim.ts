import { warranty, warrantyErrors } from '@comptoir/contracts';
import { decideOpenClaim } from '../domain/claim.js';
import { claimView } from '../domain/guarantee.js';
import { on } from '../store/warranty-store.js';

/** A customer brings a warranted item back. */
export const openClaim = on.command(warranty.openClaim, {
  keys: ({ guaranteeId }) => [guaranteeId],
  load: async (store, { claimId, guaranteeId }) => {
    const guarantee = await store.guarantee(guaranteeId);
    const openClaims = guarantee ? await store.openClaimsOf(guaranteeId) : [];
    return { guarantee, openClaims, own: await store.claim(claimId) };
  },
  decide: (state, input, context) => {
    const { claim, guarantee } = decideOpenClaim(state, input, context);
    return { claim, guarantee, reply: claimView(claim) };
  },
  save: (store, { claim, guarantee }) => [store.saveGuarantee(guarantee), store.insertClaim(claim)],
  duplicate: ({ claimId }) => warrantyErrors.claimExists('There is a claim with this id already.', { claimId }),
});
