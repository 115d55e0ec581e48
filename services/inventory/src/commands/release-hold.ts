import { inventory } from '@comptoir/contracts';
import { decideReleaseHold } from '../domain/release-hold.js';
import { eventsOfLevels } from '../domain/levels.js';
import { on } from '../store/inventory-store.js';
import { concurrentChange } from '../domain/concurrent-change.js';

/** Undo of holdStock, if present; leaves a tombstone so that a late hold is refused. */
export const releaseHold = on.command(inventory.releaseHold, {
  keys: (input) => [input.holdId],
  load: async (store, input) => {
    const hold = (await store.hold(input.holdId)) ?? undefined;
    return { hold, levels: hold?.state === 'open' ? await store.levels(hold.levelKeys) : [] };
  },
  decide: (state, input, context) => {
    const release = decideReleaseHold(state, { ...input, sagaId: context.sagaId ?? '' }, context);
    const changes = release.kind === 'givenBack' ? release.levels : [];
    return {
      release,
      reply: { released: release.kind === 'givenBack' },
      events: eventsOfLevels(changes),
    };
  },
  save: (store, { release }, input, context) => {
    if (release.kind === 'nothing') return [];
    if (release.kind === 'tombstone') return [store.insertHold(release.hold)];
    return [
      ...store.giveBackToBatches(release.units),
      ...store.changeLevels(release.levels),
      store.closeHold(input.holdId, { state: 'released', closedAt: context.now }),
      ...store.insertMovements(release.movements),
    ];
  },
  duplicate: (input) => concurrentChange({ holdId: input.holdId }),
});
