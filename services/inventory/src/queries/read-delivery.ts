import { inventory, inventoryErrors, type DeliveryView } from '@comptoir/contracts';
import { on, type DeliveryRecord } from '../store/inventory-store.js';

/** A delivery as others see it. */
export function deliveryViewOf({
  _id,
  storeKey: _storeKey,
  openingKey: _openingKey,
  supplierKey: _supplierKey,
  search: _search,
  corrected: _corrected,
  ...rest
}: DeliveryRecord): DeliveryView {
  return { deliveryId: _id, ...rest };
}

/** One delivery. */
export const readDelivery = on.query(inventory.readDelivery, async (store, { deliveryId }) => {
  const delivery = await store.delivery(deliveryId);
  if (!delivery) throw inventoryErrors.deliveryUnknown('There is no delivery with this number.', { deliveryId });
  return deliveryViewOf(delivery);
});
