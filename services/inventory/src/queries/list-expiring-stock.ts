import { inventory, type ExpiringBatch } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { on } from '../store/inventory-store.js';

/** The place of a batch in the list: by its date, then by its id. */
const keyOf = ({ expiresOn, batchId }: ExpiringBatch): string => `${expiresOn}/${batchId}`;

/** Batches that expire up to a day. A page reads the live batches of the store, as the ages of the stock do. */
export const listExpiringStock = on.query(inventory.listExpiringStock, async (store, input) => {
  const { storeId, upTo, cursor = '', limit } = input;
  const rows = (await store.liveBatchesWithExpiry(storeId))
    .filter(({ expiresOn }) => expiresOn !== undefined && expiresOn <= upTo)
    .map((batch): ExpiringBatch => ({
      storeId,
      productId: batch.productId,
      batchId: batch._id,
      expiresOn: batch.expiresOn!,
      quantity: batch.remainingQty,
      costMinor: batch.remainingCostMinor,
      currency: batch.currency as ExpiringBatch['currency'],
      receivedAt: batch.receivedAt,
    }))
    .filter((row) => keyOf(row) > cursor)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return pageOf(rows.slice(0, limit + 1), limit, keyOf);
});
