import { inventoryErrors, type MintingContext, type SupplierBillLine } from '@comptoir/contracts';
import { BillWork, revaluations, type BillEffects, type BillState } from './supplier-bill.js';
import { matchedUnitsOf, type SupplierBillRecord } from './supplier-bill-records.js';
import type { Movement } from './records.js';

/** A paper that was taken back, and what that changes; amounts are those of the reversal, minor units. */
export interface BillReversed extends BillEffects {
  readonly before: SupplierBillRecord;
  readonly after: SupplierBillRecord;
  readonly movements: readonly Movement[];
  /** The difference given back, as the units stand now. */
  readonly toStockMinor: number;
  readonly toCostMinor: number;
}

type ReversalState = Omit<BillState, 'supplier' | 'sameNumber'> & { readonly found: SupplierBillRecord | null };

/**
 * Takes a paper back: what it cleared is open again, and its difference leaves the batches as their units stand now. Refuses
 * bill.unknown, bill.reversed, and bill.in-use where a credit note stands on it.
 */
export function decideReverseSupplierBill(
  { found, ...state }: ReversalState,
  { billId, storeId, reason }: { readonly billId: string; readonly storeId: string; readonly reason: string },
  moment: MintingContext,
): BillReversed {
  const before = requireReversible(found, billId, storeId);
  const work = new BillWork(state, before);
  const split = before.lines.map((line) => takeBack(work, before, line));
  const after: SupplierBillRecord = {
    ...before,
    paperKey: `${before.paperKey}/${billId}`,
    reversed: { at: moment.now, by: moment.actor.id, reason },
  };
  const effects = work.effects();
  return {
    ...effects,
    before,
    after,
    movements: revaluations(effects.revalued, billId, moment),
    toStockMinor: split.reduce((total, one) => total + one.toStockMinor, 0),
    toCostMinor: split.reduce((total, one) => total + one.toCostMinor, 0),
  };
}

function requireReversible(found: SupplierBillRecord | null, billId: string, storeId: string): SupplierBillRecord {
  if (!found || found.storeId !== storeId)
    throw inventoryErrors.billUnknown('There is no such paper in this store.', { billId });
  if (found.reversed) throw inventoryErrors.billReversed('This paper was taken back before.', { billId });
  if (found.credits.length > 0) throw inUse(found, 'a credit note names units of it that did not come');
  return found;
}

function inUse({ _id: billId }: SupplierBillRecord, fault: string): Error {
  return inventoryErrors.billInUse(`This bill cannot be taken back: ${fault}. Take that credit note back first.`, {
    billId,
    fault,
  });
}

interface Split {
  readonly toStockMinor: number;
  readonly toCostMinor: number;
}

function takeBack(work: BillWork, bill: SupplierBillRecord, line: SupplierBillLine): Split {
  const { deliveryId = '', batchId = '' } = line;
  const back = 0 - line.differenceMinor;
  switch (line.kind) {
    case 'goods':
    case 'price': {
      const split = work.difference(batchId, back);
      work.noteBilled(deliveryId, batchId, {
        ...split,
        billed: 0 - matchedUnitsOf(line),
        clearedMinor: 0 - line.clearedMinor,
      });
      const { clearedMinor, differenceMinor } = work.billedOf(deliveryId, batchId);
      if (clearedMinor + differenceMinor < 0) throw inUse(bill, 'a credit note lowered the price of its goods');
      return split;
    }
    case 'extra': {
      work.unclearExtra(deliveryId, line.clearedMinor);
      return work.spreadDifference(work.requireDelivery(deliveryId, 'anybody'), back);
    }
    case 'returned': {
      work.uncreditReturn(line.supplierReturnId!, batchId, line.quantity!, 0 - line.clearedMinor);
      return { toStockMinor: 0, toCostMinor: back };
    }
    case 'notReceived': {
      work.uncreditBill(line.billId!, batchId, line.netMinor);
      return { toStockMinor: 0, toCostMinor: 0 };
    }
  }
}
