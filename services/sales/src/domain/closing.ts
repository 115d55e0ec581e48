import { createHash } from 'node:crypto';
import {
  businessDayOf,
  canonicalJson,
  nextDay,
  PAYMENT_ACCOUNTS,
  paymentMethod,
  salesErrors,
  sum,
  type PaymentMethod,
  type SnapshotView,
  type StoreView,
} from '@comptoir/contracts';
import type { BusinessDayRecord, EntryRecord, SnapshotRecord, StiRecord } from './records.js';

/** The hash before the first snapshot of a store. */
export const GENESIS_HASH = '0'.repeat(64);

/** What closing a day looks at: everything of that store and day, and the store's last snapshot. */
export interface ClosingState {
  readonly day: BusinessDayRecord | null;
  readonly stis: readonly StiRecord[];
  readonly entries: readonly Pick<EntryRecord, 'lines'>[];
  readonly last: Pick<SnapshotView, 'sequence' | 'hash' | 'businessDay'> | null;
  /** When the newest entry of that store and day was posted, of any kind. */
  readonly lastPostedAt?: string;
  /** Sales and corrections of that store and day that are not final. */
  readonly underWay: readonly string[];
}

/**
 * The immutable snapshot of a business day. Days close in order, from the day the store was opened, and each only once it
 * is over. Refuses `day.closed`, `day.not-yet`, `day.not-over` (today, without `beforeItsEnd`), `day.out-of-order` (an
 * earlier day is open) and `day.sales-under-way`.
 */
export function decideCloseDay(
  state: ClosingState,
  input: { store: StoreView; businessDay: string; beforeItsEnd: boolean },
  moment: { now: string; actor: { id: string } },
): SnapshotRecord {
  const { store, businessDay } = input;
  const { storeId, currency } = store;
  requireTurn(state, input, moment.now);
  if (state.underWay.length > 0) {
    throw salesErrors.dayUnderWay('Sales or returns of this day are still under way: close it in a moment.', {
      storeId,
      businessDay,
      underWay: state.underWay,
    });
  }
  const unsealed = {
    storeId,
    businessDay,
    sequence: (state.last?.sequence ?? 0) + 1,
    currency,
    figures: figuresOf(state.stis, state.entries),
    closedAt: closedAtOf(state.lastPostedAt, moment.now),
    closedBy: moment.actor.id,
    previousHash: state.last?.hash ?? GENESIS_HASH,
  };
  return { _id: `${businessDay}/${storeId}`, ...unsealed, hash: hashOf(unsealed) };
}

/**
 * When a day was closed: never before an entry that it holds. `now` may be a little earlier, as it is read before the entries
 * are, and as another replica's clock may be ahead.
 */
function closedAtOf(lastPostedAt: string | undefined, now: string): string {
  return lastPostedAt !== undefined && lastPostedAt > now ? lastPostedAt : now;
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

/** The figures of a day, minor units: totals and tax by rate from the STIs, money received by method from the journal. */
export function figuresOf(
  stis: readonly StiRecord[],
  entries: readonly Pick<EntryRecord, 'lines'>[],
): SnapshotView['figures'] {
  const total = (of: (sti: StiRecord) => number): number => sum(stis.map(of));
  const lines = entries.flatMap((entry) => entry.lines);
  const received = (method: PaymentMethod): number =>
    sum(
      lines
        .filter((line) => line.account === PAYMENT_ACCOUNTS[method])
        .map((line) => line.debitMinor - line.creditMinor),
    );
  const taxByRate = new Map<string, number>();
  for (const line of stis.flatMap((sti) => sti.lines)) {
    taxByRate.set(String(line.taxRateBps), sum([taxByRate.get(String(line.taxRateBps)) ?? 0, line.taxMinor]));
  }
  return {
    sales: stis.filter((sti) => sti.kind === 'sale').length,
    corrections: stis.filter((sti) => sti.kind === 'reversal').length,
    netMinor: total((sti) => sti.netMinor),
    taxMinor: total((sti) => sti.taxMinor),
    grossMinor: total((sti) => sti.grossMinor),
    costMinor: total((sti) => sti.costMinor),
    received: Object.fromEntries(paymentMethod.options.map((method) => [method, received(method)])),
    taxByRate: Object.fromEntries([...taxByRate].toSorted(([a], [b]) => Number(a) - Number(b))),
  };
}

/** Seal of a snapshot: SHA-256, in hex, of the canonical JSON of everything but the seal itself. */
export function hashOf(snapshot: Omit<SnapshotView, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
}

/** The snapshot as others see it. */
export function snapshotView(record: SnapshotRecord): SnapshotView {
  const { _id, ...view } = record;
  return view;
}
