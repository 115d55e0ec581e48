import { inventory, keysSought, recogniser } from '@comptoir/contracts';
import { supplierViewOf } from '../domain/supplier-records.js';
import { on } from '../store/inventory-store.js';

/** Which suppliers rows of a file are about. */
export const matchSuppliers = on.query(inventory.matchSuppliers, async (store, { rows }) => {
  const named = await store.suppliers(rows.flatMap(({ supplierId }) => supplierId ?? []));
  const byId = new Map(named.map((one) => [one._id, one]));
  const keys = rows.flatMap((row) => (row.supplierId === undefined ? keysSought(row) : []));
  const meant = recogniser((await store.suppliersRecognised(keys)).filter((one) => !one.archived));
  return {
    items: rows.map(({ line, supplierId, ...row }) => {
      if (supplierId !== undefined && !byId.has(supplierId)) return { line, meaning: 'unknownId' as const };
      const [one, another] = supplierId === undefined ? meant(row) : [byId.get(supplierId)!];
      if (another) return { line, meaning: 'several' as const };
      return one
        ? { line, meaning: 'one' as const, supplier: supplierViewOf(one) }
        : { line, meaning: 'nobody' as const };
    }),
  };
});
