import { warranty } from '@comptoir/contracts';
import { decideCloseClaim } from '../domain/claim.js';
import { claimView } from '../domain/guarantee.js';
import { on } from '../store/warranty-store.js';

/** A claim is settled. */
export const closeClaim = on.command(warranty.closeClaim, {
  keys: ({ guaranteeId }) => [guaranteeId],
  load: (store, { claimId }) => store.claim(claimId),
  decide: (before, input, context) => {
    const claim = decideCloseClaim(before, input, context);
    return { claim, reply: claimView(claim) };
  },
  save: (store, { claim }) => [store.closeClaim(claim)],
});
