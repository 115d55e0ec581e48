import {
  businessDayOf,
  type DataOf,
  type EntryLine,
  type inventoryEvents,
  type TransferMoveKind,
} from '@comptoir/contracts';
import { possiblePostingDays, postingDay } from './business-day.js';
import { entry } from './journal.js';
import { credit, debit } from './money-lines.js';
import { numberEntry } from './numbering.js';
import type { EntryRecord, SeriesRecord } from './records.js';

type Moved = DataOf<typeof inventoryEvents.goodsTransferred>;

/** What of a transfer an entry is for, in words. */
const MEMOS: Readonly<Record<TransferMoveKind, string>> = {
  shipped: 'Goods shipped to another store',
  received: 'Goods received from another store',
  lost: 'Goods lost on the road',
  returned: 'Goods back from the road',
};

/**
 * Both sides of each, minor units. Goods in transit is the account between two stores: the sender debits it and the receiver
 * credits it, so that over the stores of a company it is the value on the road. What is lost is the sender's loss.
 */
const LINES: Readonly<Record<TransferMoveKind, (costMinor: number) => EntryLine[]>> = {
  shipped: (costMinor) => [debit('goodsInTransit', costMinor), credit('inventory', costMinor)],
  received: (costMinor) => [debit('inventory', costMinor), credit('goodsInTransit', costMinor)],
  lost: (costMinor) => [debit('shrinkage', costMinor), credit('goodsInTransit', costMinor)],
  returned: (costMinor) => [debit('inventory', costMinor), credit('goodsInTransit', costMinor)],
};

/** Days that goods which moved may post on: they belong to the store's day at that moment. */
export function daysOfTransfer({ movedAt, timeZone }: Moved, now: string): string[] {
  return possiblePostingDays(businessDayOf(movedAt, timeZone), now, timeZone);
}

/** The entry of goods of a transfer that moved, on an open day; none when they have one, or at no cost. */
export function decideGoodsTransferred(
  {
    known,
    closed,
    series,
  }: { readonly known: boolean; readonly closed: ReadonlySet<string>; readonly series: SeriesRecord | null },
  data: Moved,
  { now, mint }: { readonly now: string; readonly mint: (kind: 'entry') => string },
): { readonly entry: EntryRecord; readonly series: SeriesRecord } | undefined {
  const { moveId, kind, number, storeId, storeCode, currency, costMinor, movedBy, reason } = data;
  if (known || costMinor === 0) return undefined;
  const draft = entry(
    { entryId: mint('entry'), postedAt: now, postedBy: movedBy },
    {
      storeId,
      currency,
      kind: 'transfer',
      ref: moveId,
      memo: MEMOS[kind],
      document: number,
      reason,
      ...postingDay(daysOfTransfer(data, now), closed),
      lines: LINES[kind](costMinor),
    },
  );
  return numberEntry(series, storeCode, draft);
}
