import { inventory } from '@comptoir/contracts';
import { correctedDelivery } from '../domain/corrected-delivery.js';
import { billingViewOf, newBilling } from '../domain/supplier-bill-records.js';
import { on } from '../store/inventory-store.js';
import { deliveryViewOf } from './read-delivery.js';

/** What of deliveries was billed; deliveries that nobody knows are left out. */
export const readDeliveryBillings = on.query(inventory.readDeliveryBillings, async (store, { deliveryIds }) => {
  const deliveries = await store.deliveriesById([...new Set(deliveryIds)]);
  const billings = new Map((await store.billings(deliveryIds)).map((one) => [one._id, one]));
  return {
    items: deliveries.map((one) =>
      billingViewOf(correctedDelivery(deliveryViewOf(one)), billings.get(one._id) ?? newBilling(one._id)),
    ),
  };
});
