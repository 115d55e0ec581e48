import type { SupplierBillLine } from '@comptoir/contracts';
import { correctedDelivery, correctedReceipts } from '../domain/corrected-delivery.js';
import type { BillState } from '../domain/supplier-bill.js';
import { deliveryViewOf } from '../queries/read-delivery.js';
import type { InventoryStore } from '../store/inventory-store.js';

type BilledLine = Pick<SupplierBillLine, 'deliveryId' | 'supplierReturnId' | 'billId'>;

function distinct(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids)].filter((one) => one !== undefined);
}

/** What the lines of a paper are matched with: deliveries with their batches and orders, returns, and earlier bills. */
export async function billState(
  store: InventoryStore,
  lines: readonly BilledLine[],
): Promise<Omit<BillState, 'supplier' | 'sameNumber'>> {
  const deliveryIds = distinct(lines.map((line) => line.deliveryId));
  const deliveries = (await store.deliveriesById(deliveryIds)).map((one) => correctedDelivery(deliveryViewOf(one)));
  const batches = await store.batches(deliveries.flatMap((one) => one.batches.map((batch) => batch.batchId)));
  return {
    deliveries,
    billings: await store.billings(deliveryIds),
    batches: correctedReceipts(batches, deliveries),
    orders: await store.purchaseOrdersById(distinct(deliveries.map((one) => one.purchaseOrderId))),
    returns: await store.supplierReturns(distinct(lines.map((line) => line.supplierReturnId))),
    bills: await store.supplierBills(distinct(lines.map((line) => line.billId))),
  };
}
