import { inventoryEvents } from '@comptoir/contracts';
import { daysOfWriteOff, decideStockWrittenOff } from '../domain/stock-events.js';
import { on } from '../store/sales-store.js';

/** Units were written off: shrinkage up, inventory down; they belong to the business day of the correction they came back with. */
export const stockWrittenOff = on.reaction(inventoryEvents.stockWrittenOff, {
  keys: ({ correctionId, saleId, storeId }) => [correctionId, saleId, storeId],
  load: async (store, { correctionId, saleId, storeId }, { now }) => {
    const known = (await store.entryOf(correctionId, 'writeOff')) !== null;
    const sale = await store.sale(saleId);
    const correction = await store.correction(correctionId);
    if (!sale || !correction) throw new Error(`correction ${correctionId} of sale ${saleId} is not known here`);
    const closed = await store.closedDays(storeId, daysOfWriteOff({ sale, correction }, now));
    return { known, sale, correction, closed, series: await store.series(storeId) };
  },
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideStockWrittenOff(state, data, context),
  }),
  save: (store, { before, posted }) => (posted ? store.post(before, posted) : []),
});
