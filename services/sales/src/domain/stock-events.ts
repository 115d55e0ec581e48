import { businessDayOf, type DataOf, type inventoryEvents, type IdKind } from '@comptoir/contracts';
import { possiblePostingDays, postingDay } from './business-day.js';
import { deliveryEntry, writeOffEntry } from './journal.js';
import type { CorrectionRecord, EntryRecord, SaleRecord } from './records.js';

/** What a reaction is decided on: whether the fact has its entry, and which of its possible days are closed. */
interface PostingState {
  readonly known: boolean;
  readonly closed: ReadonlySet<string>;
}

/** The context of a reaction, as far as an entry needs it. */
interface PostingContext {
  readonly now: string;
  readonly mint: (kind: IdKind) => string;
}

/** What a write-off came with. */
export interface WriteOffOrigin {
  readonly sale: Pick<SaleRecord, 'store'>;
  readonly correction: Pick<CorrectionRecord, 'businessDay'>;
}

type Received = DataOf<typeof inventoryEvents.stockReceived>;
type WrittenOff = DataOf<typeof inventoryEvents.stockWrittenOff>;

/** Days that a delivery may post on: it belongs to the store's day at the moment it was taken in. */
export function daysOfDelivery({ receivedAt, timeZone }: Received, now: string): string[] {
  return possiblePostingDays(businessDayOf(receivedAt, timeZone), now, timeZone);
}

/** Days that a write-off may post on: it belongs to the business day of its correction. */
export function daysOfWriteOff({ sale, correction }: WriteOffOrigin, now: string): string[] {
  if (!correction.businessDay) throw new Error('this correction has not been posted');
  return possiblePostingDays(correction.businessDay, now, sale.store.timeZone);
}

/** The entry of a delivery, on an open day; none when it has one, or at no cost. */
export function decideStockReceived(
  { known, closed }: PostingState,
  data: Received,
  { now, mint }: PostingContext,
): EntryRecord | undefined {
  if (known) return undefined;
  return deliveryEntry(data, postingDay(daysOfDelivery(data, now), closed), { entryId: mint('entry'), postedAt: now });
}

/** The entry of a write-off, on an open day; none when it has one, or at no cost. */
export function decideStockWrittenOff(
  { known, closed, ...origin }: PostingState & WriteOffOrigin,
  data: WrittenOff,
  { now, mint }: PostingContext,
): EntryRecord | undefined {
  if (known) return undefined;
  return writeOffEntry(data, postingDay(daysOfWriteOff(origin, now), closed), {
    entryId: mint('entry'),
    postedAt: now,
  });
}
