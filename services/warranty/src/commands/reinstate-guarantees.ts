import { kernelErrors, warranty, warrantyEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { changedEvent } from '../domain/guarantee.js';
import { decideReinstateGuarantees } from '../domain/voiding.js';
import { on } from '../store/warranty-store.js';

/** Undo of voidGuarantees, if present; leaves a tombstone. */
export const reinstateGuarantees = on.command(warranty.reinstateGuarantees, {
  keys: ({ saleId, correctionId }) => [saleId, correctionId],
  load: async (store, { saleId, correctionId }) => {
    const correction = await store.correction(correctionId);
    return { correction, guarantee: correction ? await store.guaranteeOfSale(saleId) : null };
  },
  decide: (before, input, context) => {
    const { reinstated, correction, guarantee } = decideReinstateGuarantees(before, input, context);
    const events = guarantee ? [raise(warrantyEvents.guaranteeChanged, changedEvent(guarantee))] : [];
    return { known: before.correction !== null, correction, guarantee, reply: { reinstated }, events };
  },
  save: (store, { known, correction, guarantee }) => [
    ...(guarantee ? [store.saveGuarantee(guarantee)] : []),
    ...(correction ? [known ? store.reinstateCorrection(correction) : store.insertCorrection(correction)] : []),
  ],
  duplicate: ({ correctionId }) =>
    kernelErrors.unavailable('This correction was changed at this very moment. Please try again.', { correctionId }),
});
