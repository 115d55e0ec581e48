import { inventory, type OpeningDelivery } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { on, type DeliveryRecord } from '../store/inventory-store.js';
import { deliveryViewOf } from './read-delivery.js';

function openingDeliveryOf(record: DeliveryRecord): OpeningDelivery {
  const { batches, ...delivery } = deliveryViewOf(record);
  return { ...delivery, lines: batches.length };
}

/** Deliveries of opening stock of a store, newest first. */
export const listOpeningDeliveries = on.query(
  inventory.listOpeningDeliveries,
  async (store, { storeId, cursor, limit }) => {
    const rows = await store.openingDeliveries(storeId, cursor, limit + 1);
    return listPage(rows, limit, openingDeliveryOf, ({ _id }) => _id);
  },
);
