import { createHash } from 'node:crypto';
import {
  canonicalJson,
  PAYMENT_ACCOUNTS,
  paymentMethod,
  salesErrors,
  sum,
  type PaymentMethod,
  type SnapshotView,
  type StoreView,
} from '@comptoir/contracts';
import { businessDayOf } from './business-day.js';
import type { BusinessDayRecord, EntryRecord, SnapshotRecord, StiRecord } from './records.js';

/** The hash before the first snapshot of a store. */
export const GENESIS_HASH = '0'.repeat(64);

/** What closing a day looks at: everything of that store and day, and the store's last snapshot. */
export interface ClosingState {
  readonly day: BusinessDayRecord | null;
  readonly stis: readonly StiRecord[];
  readonly entries: readonly Pick<EntryRecord, 'lines'>[];
  readonly last: Pick<SnapshotView, 'sequence' | 'hash'> | null;
  /** Sales and corrections of that store and day that are not final. */
  readonly underWay: readonly string[];
}

/** The immutable snapshot of a business day; refused for a future or closed day, and while something of it is under way. */
export function closeDay(
  state: ClosingState,
  input: { store: StoreView; businessDay: string },
  moment: { now: string; actor: { id: string } },
): SnapshotRecord {
  const {
    store: { storeId, timeZone, currency },
    businessDay,
  } = input;
  const today = businessDayOf(moment.now, timeZone);
  if (businessDay > today)
    throw salesErrors.dayNotYet(`The day ${businessDay} has not come yet: today is ${today}.`, {
      storeId,
      businessDay,
      today,
    });
  if (state.day?.closed)
    throw salesErrors.dayClosed(`The day ${businessDay} was closed before.`, { storeId, businessDay });
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
    closedAt: moment.now,
    closedBy: moment.actor.id,
    previousHash: state.last?.hash ?? GENESIS_HASH,
  };
  return { _id: `${businessDay}/${storeId}`, ...unsealed, hash: hashOf(unsealed) };
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
