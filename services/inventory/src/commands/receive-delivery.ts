import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideReceiveDelivery } from '../domain/delivery.js';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { levelsWithThresholds } from '../reads/levels-with-thresholds.js';
import { supplierWithProducts } from '../reads/supplier-with-products.js';
import { on } from '../store/inventory-store.js';
import { concurrentChange } from '../domain/concurrent-change.js';

/** Receives a delivery: one batch per line at the cost of the line. */
export const receiveDelivery = on.command(inventory.receiveDelivery, {
  keys: (input) => [
    input.deliveryId,
    ...(input.supplierId === undefined ? [] : [input.supplierId]),
    ...(input.purchaseOrderId === undefined ? [] : [input.purchaseOrderId]),
    ...input.lines.map((line) => levelKeyOf(input.storeId, line.productId)),
  ],
  load: async (store, input) => {
    const { purchaseOrderId } = input;
    const order = purchaseOrderId === undefined ? undefined : await store.purchaseOrder(purchaseOrderId);
    const supplierId = order?.supplierId ?? input.supplierId;
    const productIds = input.lines.map((line) => line.productId);
    return {
      known: (await store.delivery(input.deliveryId)) !== null,
      ...(await levelsWithThresholds(store, input.storeId, productIds)),
      ...(supplierId === undefined ? {} : await supplierWithProducts(store, supplierId, input.lines)),
      order,
    };
  },
  decide: (state, input, context) => {
    const taken = decideReceiveDelivery(state, input, context);
    const {
      totalCostMinor: costMinor,
      extraCostMinor: _extra,
      receivedDay: _day,
      purchaseOrderNumber: _number,
      batches: _lines,
      ...received
    } = taken.delivery;
    const { code: storeCode, timeZone } = input.store;
    return {
      taken,
      thresholds: state.thresholds,
      reply: taken.delivery,
      events: [
        raise(inventoryEvents.stockReceived, {
          ...received,
          costMinor,
          storeCode,
          timeZone,
        }),
        ...eventsOfLevels(taken.levels),
      ],
    };
  },
  save: (store, { taken, thresholds }) => [
    store.insertDelivery(taken.delivery),
    ...(taken.delivery.opening ? store.insertOpeningBatches(taken.batches) : store.insertBatches(taken.batches)),
    ...store.changeLevels(taken.levels),
    ...store.touchThresholds(thresholds, taken.levels),
    ...store.insertMovements(taken.movements),
    ...(taken.supplier ? [store.touchSupplier(taken.supplier)] : []),
    ...store.saveSupplierProducts(taken.prices),
    ...(taken.ordered ? [store.savePurchaseOrder(taken.ordered.before, taken.ordered.after)] : []),
  ],
  duplicate: (input) => concurrentChange({ deliveryId: input.deliveryId }),
});
