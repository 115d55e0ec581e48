import { businessDayOf, inventory, inventoryErrors, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { eventsOfLevels } from '../domain/levels.js';
import { supplierReturnViewOf } from '../domain/supplier-bill-records.js';
import { decideReturnToSupplier, returnSeriesNameOf } from '../domain/supplier-return.js';
import { deliveryViewOf } from '../queries/read-delivery.js';
import { on } from '../store/inventory-store.js';

/** Goods go back to their supplier: units of named batches leave the stock at their cost. */
export const returnToSupplier = on.command(inventory.returnToSupplier, {
  keys: ({ supplierReturnId, supplierId, store, lines }) => [
    supplierReturnId,
    supplierId,
    `${store.code}-SR`,
    ...new Set(lines.map((line) => line.batchId)),
  ],
  load: async (store, { supplierId, lines, store: { code, timeZone } }, { now }) => {
    const batches = await store.batches(lines.map((line) => line.batchId));
    const deliveries = await store.deliveriesById([...new Set(batches.map((batch) => batch.deliveryId))]);
    return {
      supplier: await store.supplier(supplierId),
      batches,
      deliveries: deliveries.map(deliveryViewOf),
      levels: await store.levels([...new Set(batches.map((batch) => batch.levelKey))]),
      series: await store.purchaseOrderSeries(returnSeriesNameOf(code, businessDayOf(now, timeZone))),
    };
  },
  decide: (state, input, context) => {
    const sent = decideReturnToSupplier(state, input, context);
    const { _id: supplierReturnId, storeId, currency, supplierId, supplierName, number, reason } = sent.returned;
    const { code: storeCode, timeZone } = input.store;
    return {
      sent,
      reply: supplierReturnViewOf(sent.returned),
      events: [
        raise(inventoryEvents.stockReturnedToSupplier, {
          supplierReturnId,
          storeId,
          storeCode,
          currency,
          supplierId,
          supplierName,
          number,
          costMinor: sent.returned.totalCostMinor,
          returnedAt: context.now,
          timeZone,
          returnedBy: context.actor.id,
          reason,
        }),
        ...eventsOfLevels(sent.levels),
      ],
    };
  },
  save: (store, { sent }) => [
    store.movePurchaseOrderSeries(sent.series),
    store.insertSupplierReturn(sent.returned),
    store.touchSupplier(sent.supplier),
    ...store.takeFromBatches(sent.units),
    ...store.changeLevels(sent.levels),
    ...store.insertMovements(sent.movements),
  ],
  duplicate: ({ supplierReturnId }) =>
    inventoryErrors.supplierReturnExists('This return was recorded already.', { supplierReturnId }),
});
