import { businessDayOf, inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { demandByProduct } from '../domain/allocate.js';
import { concurrentChange } from '../domain/concurrent-change.js';
import { documentSeriesName } from '../domain/document-series.js';
import { alertsEndedByTaking, expiryKeysOf } from '../domain/expiry-alert.js';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { decideWriteOffStock } from '../domain/write-off.js';
import { writeOffViewOf } from '../domain/write-off-records.js';
import { on } from '../store/inventory-store.js';

/** Writes units off for a reason, from a named batch or oldest first; refuses all when a line is short. */
export const writeOffStock = on.command(inventory.writeOffStock, {
  keys: ({ writeOffId, storeId, store, lines }) => [
    writeOffId,
    `${store.code}-WO`,
    ...lines.map((line) => levelKeyOf(storeId, line.productId)),
  ],
  load: async (store, { writeOffId, storeId, store: { code, timeZone }, lines }, { now }) => {
    const demand = demandByProduct(lines.map((line) => ({ ...line, lineId: '' })));
    const levels = await store.levels([...demand.keys()].map((productId) => levelKeyOf(storeId, productId)));
    const fromOldest = new Set(lines.flatMap((line) => (line.batchId === undefined ? line.productId : [])));
    const open = await store.oldestBatches(
      levels.filter((level) => fromOldest.has(level.productId)),
      demand,
    );
    const named = await store.batches(lines.flatMap((line) => line.batchId ?? []));
    return {
      known: (await store.writeOff(writeOffId)) !== null,
      series: await store.documentSeries(documentSeriesName(code, 'WO', businessDayOf(now, timeZone))),
      levels,
      open,
      named,
      expiryAlerts: await store.openExpiryAlertsOf(expiryKeysOf([...named, ...open.batches])),
    };
  },
  decide: (state, input, context) => {
    const decided = decideWriteOffStock(state, input, context);
    const { writeOff } = decided;
    return {
      decided,
      alertsEnded: alertsEndedByTaking(
        state.expiryAlerts,
        [...state.named, ...state.open.batches],
        decided.takes,
        context,
      ),
      reply: writeOffViewOf(writeOff),
      events: [
        raise(inventoryEvents.goodsWrittenOff, {
          writeOffId: writeOff._id,
          number: writeOff.number,
          storeId: writeOff.storeId,
          storeCode: input.store.code,
          currency: writeOff.currency,
          costMinor: writeOff.totalCostMinor,
          reason: writeOff.reason,
          ...(writeOff.note === undefined ? {} : { note: writeOff.note }),
          writtenOffAt: writeOff.writtenOffAt,
          timeZone: input.store.timeZone,
          writtenOffBy: writeOff.writtenOffBy,
        }),
        ...eventsOfLevels(decided.levels),
      ],
    };
  },
  save: (store, { decided: { series, writeOff, takes, levels, movements }, alertsEnded }) => [
    store.moveDocumentSeries(series),
    store.insertWriteOff(writeOff),
    ...store.takeFromBatches(takes),
    ...store.changeLevels(levels),
    ...store.insertMovements(movements),
    ...store.endExpiryAlerts(alertsEnded),
  ],
  duplicate: ({ writeOffId }) => concurrentChange({ writeOffId }),
});
