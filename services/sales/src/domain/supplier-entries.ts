import { businessDayOf, type DataOf, type inventoryEvents } from '@comptoir/contracts';
import { possiblePostingDays, type PostingDay } from './business-day.js';
import { entry } from './journal.js';
import { credit, debit } from './money-lines.js';
import type { PayableRecord } from './payable-records.js';
import type { EntryDraft } from './records.js';

type Recorded = DataOf<typeof inventoryEvents.supplierBillRecorded>;
type Reversed = DataOf<typeof inventoryEvents.supplierBillReversed>;
type Returned = DataOf<typeof inventoryEvents.stockReturnedToSupplier>;

interface Head {
  readonly entryId: string;
  readonly postedAt: string;
}

/** Days that the entry of a paper may post on: it belongs to the store's day at the moment it was recorded, or taken back. */
export function daysOfPaper(at: string, timeZone: string, now: string): string[] {
  return possiblePostingDays(businessDayOf(at, timeZone), now, timeZone);
}

/**
 * The entry of a paper of a supplier, minor units: what was received at its expected cost, the difference to the goods that
 * remain and to those that left, and input tax by rate, against what is owed. Of a credit note all are below zero. None for
 * a paper of nothing.
 */
export function supplierBillEntry(data: Recorded, postingDay: PostingDay, head: Head): EntryDraft | undefined {
  return paperEntry(data, postingDay, { ...head, postedBy: data.recordedBy }, MEMOS[data.kind]);
}

/** The entry that takes a paper back; none for a paper of nothing. */
export function reversedBillEntry(data: Reversed, postingDay: PostingDay, head: Head): EntryDraft | undefined {
  const draft = paperEntry(data, postingDay, { ...head, postedBy: data.reversedBy }, `${MEMOS[data.kind]} reversed`);
  return draft && { ...draft, reason: data.reason };
}

const MEMOS: Readonly<Record<Recorded['kind'], string>> = {
  bill: 'Supplier bill',
  creditNote: 'Supplier credit note',
};

function paperEntry(
  data: Omit<Reversed, 'reversedAt' | 'reversedBy' | 'reason'>,
  postingDay: PostingDay,
  head: Head & { readonly postedBy: string },
  memo: string,
): EntryDraft | undefined {
  const { billId, storeId, currency, supplierId, number, taxes } = data;
  const lines = [
    debit('goodsReceivedNotInvoiced', data.clearedMinor),
    debit('inventory', data.toStockMinor),
    debit('purchasePriceDifference', data.toCostMinor),
    ...taxes.map(({ taxRateBps, taxMinor }) => debit('inputTax', taxMinor, { taxRateBps })),
    credit('payables', data.grossMinor, { supplierId, billId }),
  ];
  if (lines.every((line) => line.debitMinor === 0 && line.creditMinor === 0)) return undefined;
  return entry(head, {
    storeId,
    currency,
    kind: 'supplierBill',
    ref: billId,
    memo,
    document: number,
    ...postingDay,
    lines,
  });
}

/** The entry of goods that went back: their supplier owes them, until it credits them. None at no cost. */
export function supplierReturnEntry(data: Returned, postingDay: PostingDay, head: Head): EntryDraft | undefined {
  const { supplierReturnId, storeId, currency, costMinor, number, returnedBy, reason } = data;
  if (costMinor === 0) return undefined;
  return entry(
    { ...head, postedBy: returnedBy },
    {
      storeId,
      currency,
      kind: 'supplierReturn',
      ref: supplierReturnId,
      memo: 'Goods returned to their supplier',
      document: number,
      reason,
      ...postingDay,
      lines: [debit('goodsReceivedNotInvoiced', costMinor), credit('inventory', costMinor)],
    },
  );
}

/** What sales keeps of a paper. */
export function payableOf(data: Recorded): PayableRecord {
  const { billId, kind, storeId, supplierId, supplierName, number, currency, billDay, dueDay, grossMinor } = data;
  return {
    _id: billId,
    kind,
    storeId,
    supplierId,
    supplierName,
    number,
    currency,
    billDay,
    ...(dueDay === undefined ? {} : { dueDay }),
    grossMinor,
    ...(grossMinor === 0 ? { settledDay: billDay } : {}),
    revision: 1,
  };
}

/** The paper after its reversal: nothing is open of it, unless it was paid. */
export function afterReversal(record: PayableRecord, openMinor: number, businessDay: string): PayableRecord {
  const { settledDay: _settled, ...rest } = record;
  return openMinor === 0 ? { ...rest, settledDay: businessDay } : rest;
}
