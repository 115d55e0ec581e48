import { inventory } from '@comptoir/contracts';
import { matchSupplierPaper } from '../domain/supplier-bill.js';
import { paperState } from '../reads/paper-state.js';
import { on } from '../store/inventory-store.js';

/** A bill or a credit note against what was ordered and received, as recording it would find it now. */
export const matchSupplierBill = on.query(
  inventory.matchSupplierBill,
  async (store, paper) => matchSupplierPaper(await paperState(store, paper), paper).match,
);
