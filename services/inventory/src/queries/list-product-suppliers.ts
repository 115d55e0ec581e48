import { inventory } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { supplierProductViewOf } from '../domain/supplier-records.js';
import { requireSupplier } from '../domain/supplier.js';
import { on } from '../store/inventory-store.js';

/** Suppliers of a product, with their numbers for it and what it cost last. */
export const listProductSuppliers = on.query(
  inventory.listProductSuppliers,
  async (store, { productId, cursor, limit }) => {
    const rows = await store.suppliersOfProduct(productId, cursor, limit + 1);
    const suppliers = new Map((await store.suppliers(rows.map((row) => row.supplierId))).map((one) => [one._id, one]));
    return listPage(
      rows,
      limit,
      (row) => {
        const { name, archived } = requireSupplier(suppliers.get(row.supplierId) ?? null, row.supplierId);
        return { ...supplierProductViewOf(row), supplierName: name, archived };
      },
      ({ supplierId }) => supplierId,
    );
  },
);
