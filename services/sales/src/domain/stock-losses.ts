import { businessDayOf, type DataOf, type inventoryEvents } from '@comptoir/contracts';
import { possiblePostingDays, postingDay, type PostingDay } from './business-day.js';
import { entry } from './journal.js';
import { credit, debit } from './money-lines.js';
import { numberEntry } from './numbering.js';
import type { EntryDraft } from './records.js';
import type { Posted, PostingContext, PostingState } from './stock-events.js';

/** What write-offs and stock counts do to the ledger: shrinkage against inventory, on an open day, minor units. */

type WrittenOff = DataOf<typeof inventoryEvents.goodsWrittenOff>;
type Counted = DataOf<typeof inventoryEvents.stockCounted>;
type Head = { readonly entryId: string; readonly postedAt: string };

/** Days that a write-off may post on: it belongs to the store's day at the moment the goods left. */
export function daysOfGoodsWrittenOff({ writtenOffAt, timeZone }: WrittenOff, now: string): string[] {
  return possiblePostingDays(businessDayOf(writtenOffAt, timeZone), now, timeZone);
}

/** Days that a stock count may post on: it belongs to the store's day at the moment it was posted. */
export function daysOfStockCounted({ postedAt, timeZone }: Counted, now: string): string[] {
  return possiblePostingDays(businessDayOf(postedAt, timeZone), now, timeZone);
}

/** The entry of a write-off: shrinkage up, inventory down, with its reason. Nothing at no cost. */
export function goodsWrittenOffEntry(data: WrittenOff, day: PostingDay, head: Head): EntryDraft | undefined {
  const { writeOffId, number, storeId, currency, costMinor, reason, note, writtenOffBy } = data;
  if (costMinor === 0) return undefined;
  return entry(
    { ...head, postedBy: writtenOffBy },
    {
      storeId,
      currency,
      kind: 'writeOff',
      ref: writeOffId,
      memo: 'Goods written off',
      document: number,
      reason: note === undefined ? reason : `${reason}: ${note}`,
      ...day,
      lines: [debit('shrinkage', costMinor), credit('inventory', costMinor)],
    },
  );
}

/** The entry of a stock count: shrinkage up and inventory down for what is missing, and the other way for what was found. Nothing at no cost. */
export function stockCountEntry(data: Counted, day: PostingDay, head: Head): EntryDraft | undefined {
  const { stockCountId, number, storeId, currency, missingCostMinor, foundCostMinor, postedBy } = data;
  if (missingCostMinor === 0 && foundCostMinor === 0) return undefined;
  return entry(
    { ...head, postedBy },
    {
      storeId,
      currency,
      kind: 'stockCount',
      ref: stockCountId,
      memo: 'Stock count',
      document: number,
      ...day,
      lines: [
        debit('shrinkage', missingCostMinor),
        credit('inventory', missingCostMinor),
        debit('inventory', foundCostMinor),
        credit('shrinkage', foundCostMinor),
      ],
    },
  );
}

/** The entry of a write-off, on an open day; none when it has one, or at no cost. */
export function decideGoodsWrittenOff(
  { known, closed, series }: PostingState,
  data: WrittenOff,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const day = postingDay(daysOfGoodsWrittenOff(data, now), closed);
  const draft = goodsWrittenOffEntry(data, day, { entryId: mint('entry'), postedAt: now });
  return draft && numberEntry(series, data.storeCode, draft);
}

/** The entry of a stock count, on an open day; none when it has one, or at no cost. */
export function decideStockCounted(
  { known, closed, series }: PostingState,
  data: Counted,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const day = postingDay(daysOfStockCounted(data, now), closed);
  const draft = stockCountEntry(data, day, { entryId: mint('entry'), postedAt: now });
  return draft && numberEntry(series, data.storeCode, draft);
}
