import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideCorrectDelivery } from '../domain/correct-delivery.js';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { newBilling } from '../domain/supplier-bill-records.js';
import { deliveryViewOf } from '../queries/read-delivery.js';
import { supplierWithProducts } from '../reads/supplier-with-products.js';
import { on } from '../store/inventory-store.js';

/** Corrects a line of a delivery that was typed wrongly: units fewer or more, or another cost. */
export const correctDelivery = on.command(inventory.correctDelivery, {
  keys: ({ deliveryId, batchId }) => [deliveryId, batchId],
  load: async (store, { deliveryId, batchId }) => {
    const record = await store.delivery(deliveryId);
    const [billing = newBilling(deliveryId)] = await store.billings([deliveryId]);
    const [batch] = await store.batches([batchId]);
    if (!record || !batch) return { billing, levels: [], ...(record ? { delivery: deliveryViewOf(record) } : {}) };
    const { supplierId, purchaseOrderId } = record;
    const order = purchaseOrderId === undefined ? null : await store.purchaseOrder(purchaseOrderId);
    const known = supplierId === undefined ? {} : await supplierWithProducts(store, supplierId, [batch]);
    return {
      delivery: deliveryViewOf(record),
      batch,
      billing,
      levels: await store.levels([levelKeyOf(batch.storeId, batch.productId)]),
      ...(order ? { order } : {}),
      ...known,
    };
  },
  decide: (state, input, context) => {
    const decided = decideCorrectDelivery(state, input, context);
    const { deliveryId, storeId, currency, reference } = decided.delivery;
    const { deliveryCorrectionId, owedCostMinor, stockCostMinor, reason, at, by } = decided.correction;
    return {
      decided,
      reply: decided.delivery,
      events: [
        raise(inventoryEvents.deliveryCorrected, {
          deliveryCorrectionId,
          deliveryId,
          storeId,
          storeCode: input.store.code,
          currency,
          owedCostMinor,
          stockCostMinor,
          ...(reference === undefined ? {} : { reference }),
          reason,
          correctedAt: at,
          timeZone: input.store.timeZone,
          correctedBy: by,
        }),
        ...eventsOfLevels(decided.levels),
      ],
    };
  },
  save: (store, { decided }) => [
    store.noteCorrected(decided.delivery),
    ...store.insertBatches(decided.batches),
    ...store.takeFromBatches(decided.takes),
    ...store.revalueBatches(decided.revalued),
    ...store.changeLevels(decided.levels),
    ...store.saveBillings([decided.billing]),
    ...store.insertMovements(decided.movements),
    ...store.saveSupplierProducts(decided.prices),
    ...(decided.ordered ? [store.savePurchaseOrder(decided.ordered.before, decided.ordered.after)] : []),
  ],
});
