import { sum, type DataOf, type inventoryEvents } from '@comptoir/contracts';
import type { SupplierBillRecord } from './supplier-bill-records.js';
import type { SplitDifference } from './price-difference.js';

/** The store of a paper, as its event names it. */
interface BillPlace {
  readonly code: string;
  readonly timeZone: string;
}

type Posted = Omit<DataOf<typeof inventoryEvents.supplierBillReversed>, 'reversedAt' | 'reversedBy' | 'reason'>;

/**
 * What the ledger posts of a paper, minor units: what it cleared, with units that were billed and did not come, and its
 * taxes and total times `sign` (-1 for a credit note), and the difference as it was split.
 */
export function postedBill(
  bill: SupplierBillRecord,
  { code, timeZone }: BillPlace,
  { toStockMinor, toCostMinor }: SplitDifference,
  sign: 1 | -1,
): Posted {
  const { _id, storeId, currency, supplierId, supplierName, number, kind, taxes, grossMinor } = bill;
  const netMinor = sign * bill.netMinor;
  return {
    billId: _id,
    storeId,
    storeCode: code,
    currency,
    supplierId,
    supplierName,
    number,
    kind,
    clearedMinor: sum([netMinor, 0 - toStockMinor, 0 - toCostMinor]),
    toStockMinor,
    toCostMinor,
    taxes: taxes.map(({ taxRateBps, taxMinor }) => ({ taxRateBps, taxMinor: sign * taxMinor })),
    grossMinor: sign * grossMinor,
    timeZone,
  };
}
