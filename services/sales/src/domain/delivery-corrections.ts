import { businessDayOf, type DataOf, type inventoryEvents } from '@comptoir/contracts';
import { possiblePostingDays, postingDay, type PostingDay } from './business-day.js';
import { entry } from './journal.js';
import { credit, debit } from './money-lines.js';
import { numberEntry } from './numbering.js';
import type { EntryDraft } from './records.js';
import type { Posted, PostingContext, PostingState } from './stock-events.js';

type Corrected = DataOf<typeof inventoryEvents.deliveryCorrected>;

/** Days that a correction of a delivery may post on: it belongs to the store's day at the moment it was made. */
export function daysOfDeliveryCorrected({ correctedAt, timeZone }: Corrected, now: string): string[] {
  return possiblePostingDays(businessDayOf(correctedAt, timeZone), now, timeZone);
}

/**
 * The entry of a correction of a delivery, minor units: the stock by what its batches are worth more, or less below zero, and
 * the purchase price difference by the rest, against what its supplier is expected to bill. Nothing where nothing changed.
 */
export function deliveryCorrectedEntry(
  data: Corrected,
  day: PostingDay,
  head: { readonly entryId: string; readonly postedAt: string },
): EntryDraft | undefined {
  const { deliveryCorrectionId, storeId, currency, owedCostMinor, stockCostMinor, reference, reason } = data;
  if (owedCostMinor === 0 && stockCostMinor === 0) return undefined;
  return entry(
    { ...head, postedBy: data.correctedBy },
    {
      storeId,
      currency,
      kind: 'deliveryCorrection',
      ref: deliveryCorrectionId,
      memo: 'Delivery corrected',
      ...(reference === undefined ? {} : { document: reference }),
      reason,
      ...day,
      lines: [
        debit('inventory', stockCostMinor),
        debit('purchasePriceDifference', owedCostMinor - stockCostMinor),
        credit('goodsReceivedNotInvoiced', owedCostMinor),
      ],
    },
  );
}

/** The entry of a correction of a delivery, on an open day; none when it has one, or where nothing changed. */
export function decideDeliveryCorrected(
  { known, closed, series }: PostingState,
  data: Corrected,
  { now, mint }: PostingContext,
): Posted | undefined {
  if (known) return undefined;
  const day = postingDay(daysOfDeliveryCorrected(data, now), closed);
  const draft = deliveryCorrectedEntry(data, day, { entryId: mint('entry'), postedAt: now });
  return draft && numberEntry(series, data.storeCode, draft);
}
