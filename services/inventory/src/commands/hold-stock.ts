import { inventory, sum } from '@comptoir/contracts';
import { demandByProduct } from '../domain/allocate.js';
import { decideHoldStock, type OpenBatches } from '../domain/hold.js';
import { eventsOfLevels } from '../domain/levels.js';
import { allocatedLines, levelKeyOf, type Level } from '../domain/records.js';
import { on } from '../store/inventory-store.js';
import { concurrentChange } from '../domain/concurrent-change.js';

/** A hold of more units may come from as many batches: whether it was granted before is asked before these are read. */
const MANY_UNITS = 1_000;
const NOTHING: { levels: Level[]; open: OpenBatches } = { levels: [], open: { batches: [], readTo: new Map() } };

/** Sets units aside, oldest batch first; refuses all when a line is short. */
export const holdStock = on.command(inventory.holdStock, {
  keys: (input) => [input.holdId, ...input.lines.map((line) => levelKeyOf(input.storeId, line.productId))],
  load: async (store, input, { attempt }) => {
    const demand = demandByProduct(input.lines);
    const mayBeKnown = attempt > 1 || sum([...demand.values()]) > MANY_UNITS;
    const hold = mayBeKnown ? await store.hold(input.holdId) : null; // one that is there fails the insert
    if (hold) return { hold, ...NOTHING };
    const levels = await store.levels([...demand.keys()].map((productId) => levelKeyOf(input.storeId, productId)));
    return { levels, open: await store.oldestBatches(levels, demand) };
  },
  decide: (state, input, context) => {
    const granted = decideHoldStock(state, { ...input, sagaId: context.sagaId ?? '' }, context);
    return {
      granted,
      reply: { holdId: input.holdId, lines: allocatedLines(granted.hold.lines), costMinor: granted.costMinor },
      events: eventsOfLevels(granted.levels),
    };
  },
  save: (store, { granted }) => [
    ...store.takeFromBatches(granted.takes),
    ...store.changeLevels(granted.levels),
    store.insertHold(granted.hold),
    ...store.insertMovements(granted.movements),
  ],
  duplicate: (input) => concurrentChange({ holdId: input.holdId }),
});
