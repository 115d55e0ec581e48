import {
  businessDayOf,
  nextDay,
  salesErrors,
  type ClaimFigures,
  type SnapshotView,
  type StoreView,
} from '@comptoir/contracts';
import { dayDocuments, type DayRecords } from './day-documents.js';
import { endsOf, figuresOf, perpetualAfter } from './day-figures.js';
import { hoursOf } from './day-reading.js';
import { openLinesOf, sealCustomerDay } from './customer-seal.js';
import { sealDeliveryDay } from './delivery-days.js';
import { GENESIS_HASH, sealOf } from './hash-chain.js';
import type {
  BusinessDayRecord,
  CustomerDayRecord,
  DeliveryDayRecord,
  SealedPartRecord,
  SealRecord,
  SnapshotRecord,
} from './records.js';
import { sealDay } from './seal.js';
import { sealedOf, sealedParts } from './sealed-parts.js';

/** What closing a day looks at: everything of that store and day, and what was sealed with the day before. */
export interface ClosingState {
  readonly day: BusinessDayRecord | null;
  readonly records: DayRecords;
  readonly last: Pick<SnapshotView, 'sequence' | 'hash' | 'businessDay' | 'perpetual'> | null;
  readonly lastSeal: Pick<SealRecord, 'sums' | 'entries'> | null;
  /** Sales and corrections of that store and day that are not final. */
  readonly underWay: readonly string[];
}

/** What the close of a day writes. */
export interface ClosedDay {
  readonly snapshot: SnapshotRecord;
  readonly seal: SealRecord;
  readonly parts: readonly SealedPartRecord[];
  readonly customerDays: readonly CustomerDayRecord[];
  readonly deliveryDays: readonly DeliveryDayRecord[];
}

/**
 * The close of a business day: its immutable snapshot, the sums of its accounts, its documents and margins, what it changed of
 * what customers have open, and what it sold of each delivery. Days close in order, from the day the store was opened, and each
 * only once it is over. Refuses `day.closed`, `day.not-yet`, `day.not-over` (today, without `beforeItsEnd`), `day.out-of-order`
 * (an earlier day is open) and `day.sales-under-way`.
 */
export function decideCloseDay(
  state: ClosingState,
  input: { store: StoreView; businessDay: string; beforeItsEnd: boolean; claims: ClaimFigures },
  moment: { now: string; actor: { id: string } },
): ClosedDay {
  const { store, businessDay, claims } = input;
  const { storeId, currency } = store;
  requireTurn(state, input, moment.now);
  if (state.underWay.length > 0) {
    throw salesErrors.dayUnderWay('Sales or returns of this day are still under way: close it in a moment.', {
      storeId,
      businessDay,
      underWay: state.underWay,
    });
  }
  const { stis, entries } = state.records;
  const seal = sealDay(state.lastSeal, { storeId, businessDay, currency }, entries);
  const documents = dayDocuments(state.records);
  const parts = sealedParts({ storeId, businessDay }, documents, stis);
  const figures = figuresOf(documents);
  const unsealed = {
    storeId,
    businessDay,
    sequence: (state.last?.sequence ?? 0) + 1,
    currency,
    figures,
    ends: endsOf(seal.sums),
    perpetual: perpetualAfter(state.last?.perpetual, figures),
    claims,
    hours: hoursOf(entries, store.timeZone),
    sealed: sealedOf(parts),
    closedAt: closedAtOf(
      entries.map((entry) => entry.postedAt),
      moment.now,
    ),
    closedBy: moment.actor.id,
    previousHash: state.last?.hash ?? GENESIS_HASH,
  };
  const snapshot = { _id: snapshotKey(storeId, businessDay), ...unsealed, hash: sealOf(unsealed) };
  const place = { storeId, businessDay, currency };
  const customerDays = sealCustomerDay(place, entries.flatMap(openLinesOf));
  return { snapshot, seal, parts, customerDays, deliveryDays: sealDeliveryDay(place, stis) };
}

/** Key of the snapshot of a store's day: the day stands first, so that all stores' days sort by it. */
export function snapshotKey(storeId: string, businessDay: string): string {
  return `${businessDay}/${storeId}`;
}

/**
 * When a day was closed: never before an entry that it holds. `now` may be a little earlier, as it is read before the entries
 * are, and as another replica's clock may be ahead.
 */
function closedAtOf(postedAt: readonly string[], now: string): string {
  return postedAt.reduce((latest, at) => (at > latest ? at : latest), now);
}

function requireTurn(
  { day, last }: ClosingState,
  { store, businessDay, beforeItsEnd }: { store: StoreView; businessDay: string; beforeItsEnd: boolean },
  now: string,
): void {
  const { storeId, timeZone, createdAt } = store;
  const today = businessDayOf(now, timeZone);
  const opened = businessDayOf(createdAt, timeZone);
  const next = last ? nextDay(last.businessDay) : opened;
  const details = { storeId, businessDay, today, next };
  if (businessDay < opened)
    throw salesErrors.dayOutOfOrder(`The store was opened on ${opened}: that is the first day to close.`, details);
  if (day?.closed || businessDay < next)
    throw salesErrors.dayClosed(`The day ${businessDay} was closed before.`, details);
  if (businessDay > today)
    throw salesErrors.dayNotYet(`The day ${businessDay} has not come yet: today is ${today}.`, details);
  if (businessDay > next)
    throw salesErrors.dayOutOfOrder(`Days close in order: ${next} is open and has to be closed first.`, details);
  if (businessDay === today && !beforeItsEnd)
    throw salesErrors.dayNotOver(`The day ${businessDay} is not over yet in this store: close it tomorrow.`, details);
}

/** The snapshot as others see it. */
export function snapshotView(record: SnapshotRecord): SnapshotView {
  const { _id, ...view } = record;
  return view;
}
