import { sum, type DataOf, type IdKind, type inventoryEvents } from '@comptoir/contracts';
import { postingDay } from './business-day.js';
import { numberEntry } from './numbering.js';
import type { Payable } from './payables.js';
import type { PayableRecord } from './payable-records.js';
import type { EntryRecord, SeriesRecord } from './records.js';
import {
  afterReversal,
  daysOfPaper,
  payableOf,
  reversedBillEntry,
  supplierBillEntry,
  supplierReturnEntry,
} from './supplier-entries.js';

/** What a reaction is decided on: whether the fact is posted, and which of its possible days are closed. */
interface PostingState {
  readonly known: boolean;
  readonly closed: ReadonlySet<string>;
  readonly series: SeriesRecord | null;
}

/** The context of a reaction, as far as an entry needs it. */
interface PostingContext {
  readonly now: string;
  readonly mint: (kind: IdKind) => string;
}

interface Posted {
  readonly entry: EntryRecord;
  readonly series: SeriesRecord;
}

/** The entry of a paper on an open day, and what is owed of it from now on; nothing where it is known. */
export function decideSupplierBillRecorded(
  { known, closed, series }: PostingState,
  data: DataOf<typeof inventoryEvents.supplierBillRecorded>,
  { now, mint }: PostingContext,
): { readonly payable?: PayableRecord; readonly posted?: Posted } {
  if (known) return {};
  const days = daysOfPaper(data.recordedAt, data.timeZone, now);
  const draft = supplierBillEntry(data, postingDay(days, closed), { entryId: mint('entry'), postedAt: now });
  return { payable: payableOf(data), ...(draft ? { posted: numberEntry(series, data.storeCode, draft) } : {}) };
}

/** The entry that takes a paper back, and what is open of it then; nothing where that is posted, or the paper was of nothing. */
export function decideSupplierBillReversed(
  { known, closed, series, payable }: PostingState & { readonly payable: Payable },
  data: DataOf<typeof inventoryEvents.supplierBillReversed>,
  { now, mint }: PostingContext,
): { readonly change?: { readonly before: PayableRecord; readonly after: PayableRecord }; readonly posted?: Posted } {
  if (known) return {};
  const days = daysOfPaper(data.reversedAt, data.timeZone, now);
  const draft = reversedBillEntry(data, postingDay(days, closed), { entryId: mint('entry'), postedAt: now });
  if (!draft) return {};
  const openMinor = sum([payable.openMinor, data.grossMinor]);
  return {
    change: { before: payable.record, after: afterReversal(payable.record, openMinor, draft.businessDay) },
    posted: numberEntry(series, data.storeCode, draft),
  };
}

/** The entry of goods that went back to their supplier, on an open day; none when it has one, or at no cost. */
export function decideStockReturnedToSupplier(
  { known, closed, series }: PostingState,
  data: DataOf<typeof inventoryEvents.stockReturnedToSupplier>,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const days = daysOfPaper(data.returnedAt, data.timeZone, now);
  const draft = supplierReturnEntry(data, postingDay(days, closed), { entryId: mint('entry'), postedAt: now });
  return draft && numberEntry(series, data.storeCode, draft);
}
