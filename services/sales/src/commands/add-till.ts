import { sales, salesErrors } from '@comptoir/contracts';
import { decideAddTill, tillView } from '../domain/till.js';
import { on } from '../store/sales-store.js';

/** Adds a till to a store. */
export const addTill = on.command(sales.addTill, {
  load: () => Promise.resolve({}),
  decide: (_state, input) => {
    const till = decideAddTill(input);
    return { till, reply: tillView(till, null) };
  },
  save: (store, { till }) => [store.insertTill(till)],
  duplicate: ({ storeId, till }) => salesErrors.tillExists(`This store has a till ${till} already.`, { storeId, till }),
});
