import type { UnitsOnTheRoad } from '@comptoir/contracts';
import type { TransferRecord } from './transfer-records.js';

/** What of a transfer tells where its units are. */
export type TravellingTransfer = Pick<TransferRecord, '_id' | 'number' | 'fromStoreId' | 'toStoreId' | 'lines'>;

/** Units of these products that transfers have on the road: shipped, and neither received nor lost; in order of transfer. */
export function unitsOnTheRoadOf(
  transfers: readonly TravellingTransfer[],
  productIds: ReadonlySet<string>,
): UnitsOnTheRoad[] {
  return transfers
    .toSorted((a, b) => (a._id < b._id ? -1 : 1))
    .flatMap(({ _id: transferId, number, fromStoreId, toStoreId, lines }) =>
      lines
        .filter(({ productId }) => productIds.has(productId))
        .map(({ productId, shippedQuantity, receivedQuantity, lostQuantity }) => ({
          transferId,
          number,
          fromStoreId,
          toStoreId,
          productId,
          quantity: shippedQuantity - receivedQuantity - lostQuantity,
        }))
        .filter(({ quantity }) => quantity > 0),
    );
}
