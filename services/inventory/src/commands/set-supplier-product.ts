import { inventory } from '@comptoir/contracts';
import { decideSetSupplierProduct } from '../domain/supplier-products.js';
import { supplierProductIdOf, supplierProductViewOf } from '../domain/supplier-records.js';
import { requireSupplier } from '../domain/supplier.js';
import { on } from '../store/inventory-store.js';

/** Sets the number that a supplier has for a product, or takes it out. */
export const setSupplierProduct = on.command(inventory.setSupplierProduct, {
  keys: ({ supplierId }) => [supplierId],
  load: async (store, { supplierId, productId }) => {
    const [found = null] = await store.supplierProducts([supplierProductIdOf(supplierId, productId)]);
    return { supplier: await store.supplier(supplierId), found };
  },
  decide: (state, input, context) => {
    const change = decideSetSupplierProduct(state, input, context);
    const { supplierId, productId } = input;
    return {
      supplier: requireSupplier(state.supplier, supplierId),
      change,
      reply: change.after ? supplierProductViewOf(change.after) : { supplierId, productId },
    };
  },
  save: (store, { supplier, change }) => [store.touchSupplier(supplier), ...store.saveSupplierProducts([change])],
});
