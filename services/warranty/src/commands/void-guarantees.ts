import { kernelErrors, warranty, warrantyEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { changedEvent } from '../domain/guarantee.js';
import { decideVoidGuarantees } from '../domain/voiding.js';
import { on } from '../store/warranty-store.js';

/** Takes returned units out of the sale's guarantee. */
export const voidGuarantees = on.command(warranty.voidGuarantees, {
  keys: ({ saleId, correctionId }) => [saleId, correctionId],
  load: async (store, { saleId, correctionId }) => {
    const correction = await store.correction(correctionId);
    const guarantee = await store.guaranteeOfSale(saleId);
    return { correction, guarantee, openClaims: guarantee ? await store.openClaimsOf(guarantee._id) : [] };
  },
  decide: (state, input, context) => {
    const { voided, correction, guarantee } = decideVoidGuarantees(state, input, context);
    const events = guarantee ? [raise(warrantyEvents.guaranteeChanged, changedEvent(guarantee))] : [];
    return { correction, guarantee, reply: { voided: [...voided] }, events };
  },
  save: (store, { correction, guarantee }) => [
    ...(guarantee ? [store.saveGuarantee(guarantee)] : []),
    ...(correction ? [store.insertCorrection(correction)] : []),
  ],
  duplicate: ({ correctionId }) =>
    kernelErrors.unavailable('This correction was changed at this very moment. Please try again.', { correctionId }),
});
