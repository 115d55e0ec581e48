import { catalog } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';

/** Cached stock figures for the audit, in order of id. */
export const auditRecords = on.query(catalog.auditRecords, async (store, { after, upTo, limit }) => {
  const found = await store.auditPage(after, upTo, limit + 1);
  const items = found
    .slice(0, limit)
    .map(({ _id, storeId, productId, available, version }) => ({ id: _id, storeId, productId, available, version }));
  return { items, next: found.length > limit ? items.at(-1)!.id : undefined };
});
