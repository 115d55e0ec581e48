import { inventoryEvents } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';

const levelKeyOf = (data: { storeId: string; productId: string }): string => `${data.storeId}/${data.productId}`;

/** Keeps the cached stock: a figure with a version that is not higher than the known one is late and dropped. */
export const stockChanged = on.reaction(inventoryEvents.stockChanged, {
  versioned: true,
  keys: (data) => [levelKeyOf(data)],
  load: (store, data) => store.availability(levelKeyOf(data)),
  decide: (before, { storeId, productId, available, version }) => ({
    before,
    figure: before && before.version >= version ? undefined : { _id: levelKeyOf({ storeId, productId }), storeId, productId, available, version },
  }),
  save: (store, { before, figure }) => (figure ? [store.saveAvailability(figure, before)] : []),
});
