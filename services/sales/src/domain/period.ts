import {
  bookkeepingErrors,
  businessDayOf,
  nextDay,
  previousDay,
  sum,
  type AccountView,
  type CommandContext,
  type EntryLine,
  type ParsedInputOf,
  type PeriodView,
  type sales,
} from '@comptoir/contracts';
import { postingDay } from './business-day.js';
import { entry } from './journal.js';
import { credit, debit } from './money-lines.js';
import { headOf } from './journal.js';
import { GENESIS_HASH, sealOf } from './hash-chain.js';
import { nextVersion, numberEntry } from './numbering.js';
import { openLinesOf, sealCustomers, type OpenEntry } from './customer-seal.js';
import type { CustomerSealRecord, EntryDraft, EntryRecord, PeriodRecord, SealRecord, SeriesRecord } from './records.js';

/** The last day of a month (`2026-11`) or year (`2026`). */
export function lastDayOf(period: string): string {
  const [year = '', month = '12'] = period.split('-');
  const next =
    month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
  return previousDay(next);
}

/** The period that closes after one: a month, after December its year, then January. */
export function nextPeriod(period: string): string {
  const [year = '', month] = period.split('-');
  if (month === undefined) return `${String(Number(year) + 1).padStart(4, '0')}-01`;
  return month === '12' ? year : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
}

/** What closing a period looks at. */
export interface PeriodState {
  readonly last: PeriodRecord | null;
  /** The last closed day of the store. */
  readonly lastClosedDay: string | undefined;
  /** The seal of the last day of the period. */
  readonly seal: SealRecord | null;
  /** Entries on the accounts of customers since the period closed before, to the end of this one. */
  readonly entries: readonly OpenEntry[];
  /** What customers had open at the end of the period closed before. */
  readonly customerSeals: readonly CustomerSealRecord[];
  readonly accounts: readonly AccountView[];
  /** Days that the closing entry of a year may be posted on, and those of them that are closed. */
  readonly possible: readonly string[];
  readonly closed: ReadonlySet<string>;
  readonly series: SeriesRecord | null;
}

/** A closed period with what customers had open, the series that names it, and the closing entry of a year. */
export interface PeriodClosed {
  readonly period: PeriodRecord;
  readonly customers: readonly CustomerSealRecord[];
  readonly series: SeriesRecord;
  readonly entry?: EntryRecord;
}

/**
 * Seals a period: Σ of every account, by till, and what each customer has open, to its end. Of a year the result goes to the retained earnings
 * by an entry on the first open day, which names the last day of the year. Refuses period.closed, period.out-of-order and
 * period.days-open.
 */
export function decideClosePeriod(
  state: PeriodState,
  input: ParsedInputOf<typeof sales.closePeriod>,
  moment: CommandContext,
): PeriodClosed {
  const { store, period } = input;
  const { storeId, currency } = store;
  const through = requireTurn(state, input);
  const isYear = !period.includes('-');
  const draft = isYear ? closingEntry(state, input, through, moment) : undefined;
  const sequence = (state.last?.sequence ?? 0) + 1;
  const customers = sealCustomers(
    { storeId, sequence, through, currency },
    state.customerSeals,
    state.entries.flatMap(openLinesOf),
  );
  const unsealed: Omit<PeriodView, 'hash'> = {
    storeId,
    period,
    sequence,
    currency,
    through,
    sums: [...(state.seal?.sums ?? [])],
    customers: customers.length,
    customersHash: sealOf({ customers }),
    ...(draft ? { closingEntryId: draft._id } : {}),
    closedAt: moment.now,
    closedBy: moment.actor.id,
    previousHash: state.last?.hash ?? GENESIS_HASH,
  };
  const _id = `${storeId}/${String(sequence).padStart(6, '0')}`;
  const posted = draft && numberEntry(state.series, store.code, draft);
  const series = posted?.series ?? nextVersion(state.series, storeId);
  return {
    period: { _id, ...unsealed, hash: sealOf(unsealed) },
    customers,
    series: { ...series, sealed: { sequence, through } },
    ...(posted ? { entry: posted.entry } : {}),
  };
}

/** The period as others see it. */
export function periodView({ _id, ...view }: PeriodRecord): PeriodView {
  return { ...view, sums: [...view.sums] };
}

function requireTurn(
  { last, lastClosedDay }: PeriodState,
  { store: { storeId, timeZone, createdAt }, period }: ParsedInputOf<typeof sales.closePeriod>,
): string {
  const opened = businessDayOf(createdAt, timeZone);
  const next = last ? nextPeriod(last.period) : opened.slice(0, 7);
  const through = lastDayOf(period);
  const details = { storeId, period, next };
  if (period !== next) {
    const isOver = last !== null && (through < last.through || period === last.period);
    throw isOver
      ? bookkeepingErrors.periodClosed(`${period} was closed before.`, details)
      : bookkeepingErrors.periodOutOfOrder(`Periods close in order: ${next} is next.`, details);
  }
  if (lastClosedDay === undefined || lastClosedDay < through) {
    const openDay = lastClosedDay === undefined ? opened : nextDay(lastClosedDay);
    throw bookkeepingErrors.periodDaysOpen(`All days of ${period} must be closed first: ${openDay} is open.`, {
      ...details,
      openDay,
    });
  }
  return through;
}

/** The entry that carries the result of a year into the retained earnings; none when income and expense come to nothing. */
function closingEntry(
  { seal, accounts, possible, closed }: PeriodState,
  { store, period, entryId }: ParsedInputOf<typeof sales.closePeriod>,
  through: string,
  moment: CommandContext,
): EntryDraft | undefined {
  const results = accounts.filter(({ type }) => type === 'income' || type === 'expense');
  const lines = results.flatMap(({ account }): EntryLine[] => {
    const of = (seal?.sums ?? []).filter((one) => one.account === account);
    const balance = sum(of.map((one) => one.debitMinor - one.creditMinor));
    if (balance === 0) return [];
    return [{ account, debitMinor: Math.max(0 - balance, 0), creditMinor: Math.max(balance, 0) }];
  });
  if (lines.length === 0) return undefined;
  const profit = sum(lines.map((line) => line.debitMinor - line.creditMinor));
  const draft = entry(headOf(entryId, moment), {
    storeId: store.storeId,
    currency: store.currency,
    kind: 'closing',
    ref: `${store.storeId}/${period}`,
    memo: `Closing of ${period}`,
    ...postingDay(possible, closed),
    lines: [...lines, profit > 0 ? credit('retainedEarnings', profit) : debit('retainedEarnings', 0 - profit)],
  });
  return { ...draft, occurredDay: through };
}
