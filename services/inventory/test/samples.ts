import type { MintingContext } from '@comptoir/contracts';
import { levelKeyOf, slotOf, type Batch, type Level } from '../src/domain/records.js';
import type { PurchaseOrderRecord } from '../src/domain/purchase-order-records.js';
import type { SupplierRecord } from '../src/domain/supplier-records.js';

/** Store of the specs of the domain. */
export const STORE = 'sto_00000000000000000000000001';

/** A batch of the store of the specs, whose units cost the same each. */
export function sampleBatch(productId: string, seq: number, remainingQty: number, unitCostMinor = 100 + seq): Batch {
  const levelKey = levelKeyOf(STORE, productId);
  return {
    _id: `bat_${productId}_${seq}`,
    storeId: STORE,
    productId,
    levelKey,
    seq,
    slot: slotOf(levelKey, seq),
    origin: 'delivery',
    originId: 'dlv_1',
    deliveryId: 'dlv_1',
    receivedQty: Math.max(1, remainingQty),
    costMinor: unitCostMinor * Math.max(1, remainingQty),
    remainingQty,
    remainingCostMinor: unitCostMinor * remainingQty,
    currency: 'DZD',
    receivedAt: '2026-01-01T00:00:00.000Z',
  };
}

/** The level those batches add up to. */
export function sampleLevel(productId: string, batches: readonly Batch[]): Level {
  const own = batches.filter((batch) => batch.productId === productId);
  return {
    _id: levelKeyOf(STORE, productId),
    storeId: STORE,
    productId,
    currency: 'DZD',
    version: 7,
    available: own.reduce((total, batch) => total + batch.remainingQty, 0),
    head: own[0]?.seq ?? 0,
    next: (own.at(-1)?.seq ?? -1) + 1,
  };
}

/** A context whose ids count up. */
export function sampleContext(): MintingContext {
  let count = 0;
  return {
    now: '2026-01-02T00:00:00.000Z',
    actor: { id: 'usr_1', role: 'cashier' },
    mint: (kind) => `${kind}_${String((count += 1)).padStart(4, '0')}`,
  };
}

/** A supplier of the specs. */
export function sampleSupplier(facts: Partial<SupplierRecord>): SupplierRecord {
  return {
    _id: 'sup_1',
    name: 'Sarl Exemple',
    profile: 'generic',
    identifiers: [],
    archived: false,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'usr_1',
    changedAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'usr_1',
    touched: 0,
    ...facts,
  };
}

/** A purchase order of the specs: 4 of `a` for 400 and 6 of `b` for 90. */
export function samplePurchaseOrder(facts: Partial<PurchaseOrderRecord>): PurchaseOrderRecord {
  const nothing = { receivedQuantity: 0, receivedCostMinor: 0 };
  return {
    _id: 'por_1',
    number: 'ALG1-PO-2026-000001',
    storeId: STORE,
    supplierId: 'sup_1',
    supplierName: 'Sarl Exemple',
    currency: 'DZD',
    state: 'draft',
    revision: 3,
    lines: [
      { productId: 'a', quantity: 4, expectedCostMinor: 400, ...nothing },
      { productId: 'b', quantity: 6, expectedCostMinor: 90, ...nothing },
    ],
    totalExpectedCostMinor: 490,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdDay: '2026-01-01',
    createdBy: 'usr_1',
    changedAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'usr_1',
    ...facts,
  };
}
