import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { concurrentChange } from '../domain/concurrent-change.js';
import { eventsOfLevels } from '../domain/levels.js';
import { decidePostCount } from '../domain/post-count.js';
import { stockCountViewOf } from '../domain/stock-count-records.js';
import { countToPost } from '../reads/count-to-post.js';
import { on } from '../store/inventory-store.js';

/** Posts the differences of a count, once. */
export const postCount = on.command(inventory.postCount, {
  keys: ({ stockCountId }) => [stockCountId],
  load: (store, input) => countToPost(store, input),
  decide: (state, input, context) => {
    const decided = decidePostCount(state, input, context);
    const { _id: stockCountId, number, storeId, currency } = decided.after;
    const { missingCostMinor, foundCostMinor, foundDeliveryId, at, by, differing } = decided.after.posted!;
    const posted = raise(inventoryEvents.stockCounted, {
      stockCountId,
      number,
      storeId,
      storeCode: input.store.code,
      currency,
      missingCostMinor,
      foundCostMinor,
      ...(foundDeliveryId === undefined ? {} : { foundDeliveryId }),
      postedAt: at,
      timeZone: input.store.timeZone,
      postedBy: by,
    });
    return {
      decided,
      thresholds: state.thresholds,
      reply: stockCountViewOf(decided.after),
      events: [...(differing > 0 ? [posted] : []), ...eventsOfLevels(decided.levels)],
    };
  },
  save: (store, { thresholds, decided: { before, after, posting, delivery, takes, batches, levels, movements } }) => [
    store.moveStockCount(before, after),
    store.insertCountPosting(posting),
    ...(delivery ? [store.insertDelivery(delivery)] : []),
    ...store.takeFromBatches(takes),
    ...store.insertBatches(batches),
    ...store.changeLevels(levels),
    ...store.touchThresholds(thresholds, levels),
    ...store.insertMovements(movements),
  ],
  duplicate: ({ stockCountId }) => concurrentChange({ stockCountId }),
});
