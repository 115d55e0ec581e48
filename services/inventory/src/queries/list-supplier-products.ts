import { inventory } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { supplierProductViewOf } from '../domain/supplier-records.js';
import { requireSupplier } from '../domain/supplier.js';
import { on } from '../store/inventory-store.js';

/** Products of a supplier, with its numbers for them and what they cost last. */
export const listSupplierProducts = on.query(
  inventory.listSupplierProducts,
  async (store, { supplierId, cursor, limit }) => {
    requireSupplier(await store.supplier(supplierId), supplierId);
    const rows = await store.productsOfSupplier(supplierId, cursor, limit + 1);
    return listPage(rows, limit, supplierProductViewOf, ({ productId }) => productId);
  },
);
