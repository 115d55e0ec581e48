import { businessDayOf, type DataOf, type inventoryEvents, type IdKind } from '@comptoir/contracts';
import { possiblePostingDays, postingDay } from './business-day.js';
import { deliveryEntry, takenBackEntry, writeOffEntry } from './journal.js';
import { numberEntry } from './numbering.js';
import type { CorrectionRecord, EntryRecord, SaleRecord, SeriesRecord } from './records.js';

/** What a reaction is decided on: whether the fact has its entry, and which of its possible days are closed. */
export interface PostingState {
  readonly known: boolean;
  readonly closed: ReadonlySet<string>;
  readonly series: SeriesRecord | null;
}

/** The entry of a fact, and the series of its store after it. */
export interface Posted {
  readonly entry: EntryRecord;
  readonly series: SeriesRecord;
}

/** The context of a reaction, as far as an entry needs it. */
export interface PostingContext {
  readonly now: string;
  readonly mint: (kind: IdKind) => string;
}

/** What a write-off came with. */
export interface WriteOffOrigin {
  readonly sale: Pick<SaleRecord, 'store'>;
  readonly correction: Pick<CorrectionRecord, 'businessDay' | 'takenBackIn'>;
}

type Received = DataOf<typeof inventoryEvents.stockReceived>;
type TakenBack = DataOf<typeof inventoryEvents.deliveryTakenBack>;
type WrittenOff = DataOf<typeof inventoryEvents.stockWrittenOff>;

/** Days that a delivery may post on: it belongs to the store's day at the moment it was taken in. */
export function daysOfDelivery({ receivedAt, timeZone }: Received, now: string): string[] {
  return possiblePostingDays(businessDayOf(receivedAt, timeZone), now, timeZone);
}

/** Days that taking a delivery back may post on: it belongs to the store's day at the moment it was taken back. */
export function daysOfTakingBack({ takenBackAt, timeZone }: TakenBack, now: string): string[] {
  return possiblePostingDays(businessDayOf(takenBackAt, timeZone), now, timeZone);
}

/** Days that a write-off may post on: it belongs to the business day of its correction. */
export function daysOfWriteOff({ sale, correction }: WriteOffOrigin, now: string): string[] {
  if (!correction.businessDay) throw new Error('this correction has not been posted');
  return possiblePostingDays(correction.businessDay, now, (correction.takenBackIn ?? sale.store).timeZone);
}

/** The entry of a delivery, on an open day; none when it has one, or at no cost. */
export function decideStockReceived(
  { known, closed, series }: PostingState,
  data: Received,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const draft = deliveryEntry(data, postingDay(daysOfDelivery(data, now), closed), {
    entryId: mint('entry'),
    postedAt: now,
  });
  return draft && numberEntry(series, data.storeCode, draft);
}

/** The mirror of an opening delivery's entry, on an open day; none when it has one, or at no cost. */
export function decideDeliveryTakenBack(
  { known, closed, series }: PostingState,
  data: TakenBack,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const draft = takenBackEntry(data, postingDay(daysOfTakingBack(data, now), closed), {
    entryId: mint('entry'),
    postedAt: now,
  });
  return draft && numberEntry(series, data.storeCode, draft);
}

/** The entry of a write-off, on an open day; none when it has one, or at no cost. */
export function decideStockWrittenOff(
  { known, closed, series, ...origin }: PostingState & WriteOffOrigin,
  data: WrittenOff,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const draft = writeOffEntry(data, postingDay(daysOfWriteOff(origin, now), closed), {
    entryId: mint('entry'),
    postedAt: now,
  });
  return draft && numberEntry(series, (origin.correction.takenBackIn ?? origin.sale.store).code, draft);
}
