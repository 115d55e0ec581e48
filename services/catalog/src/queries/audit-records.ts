import { catalog, type ParsedInputOf } from '@comptoir/contracts';
import { on, type CatalogStore } from '../store/catalog-store.js';

type Asked = ParsedInputOf<typeof catalog.auditRecords>;
type Row = { readonly id: string };
type Read = (store: CatalogStore, after: string | undefined, upTo: string | undefined, limit: number) => Promise<Row[]>;

const READ: Readonly<Record<Asked['kind'], Read>> = {
  cachedStock: async (store, after, upTo, limit) =>
    (await store.auditPage(after, upTo, limit)).map(({ _id, storeId, productId, available, version }) => ({
      id: _id,
      storeId,
      productId,
      available,
      version,
    })),
  prices: async (store, after, upTo, limit) =>
    (await store.pricesAfter(after, upTo, limit)).map(({ _id, setBy: _by, ...price }) => ({ id: _id, ...price })),
  priceLists: async (store, after, upTo, limit) =>
    (await store.priceListsAfter(after, upTo, limit)).map(({ _id, storeId, versions }) => ({
      id: _id,
      ...(storeId === undefined ? {} : { storeId }),
      versions,
    })),
};

/** Cached stock figures, prices and price lists for the audit, in order of id. */
export const auditRecords = on.query(catalog.auditRecords, async (store, { kind, after, upTo, limit }) => {
  const found = await READ[kind](store, after, upTo, limit + 1);
  const items = found.slice(0, limit);
  return {
    items: items as unknown as Record<string, unknown>[],
    next: found.length > limit ? items.at(-1)!.id : undefined,
  };
});
