import { shifted } from '../days.js';

/** The last day of a month (`2026-11`) or a year (`2026`). */
export function lastDayOf(period: string): string {
  const [year = '', month = '12'] = period.split('-');
  const next = month === '12' ? `${Number(year) + 1}-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
  return shifted(`${next}-01`, -1);
}

/** The period that closes after one: a month, after December its year, then January. */
export function nextPeriod(period: string): string {
  const [year = '', month] = period.split('-');
  if (month === undefined) return `${Number(year) + 1}-01`;
  return month === '12' ? year : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
}

/** How an open period stands: all its days are closed, some are open, or it is not over. */
export type PeriodState = 'ready' | 'daysOpen' | 'running';

/** An open month or year. */
export interface OpenPeriod {
  readonly period: string;
  readonly state: PeriodState;
}

/** The months and years of a store that are open, in the order in which they close, up to the month of today. */
export function openPeriods({
  last,
  lastClosedDay,
  opened,
  today,
}: {
  /** The period closed last. */
  last: string | undefined;
  lastClosedDay: string | undefined;
  /** The first day of the store. */
  opened: string;
  today: string;
}): OpenPeriod[] {
  const open: OpenPeriod[] = [];
  const isOf = (period: string): boolean =>
    period.includes('-') ? period <= today.slice(0, 7) : period < today.slice(0, 4);
  for (let at = last ? nextPeriod(last) : opened.slice(0, 7); isOf(at); at = nextPeriod(at)) {
    const through = lastDayOf(at);
    const isReady = lastClosedDay !== undefined && lastClosedDay >= through;
    open.push({ period: at, state: isReady ? 'ready' : through < today ? 'daysOpen' : 'running' });
  }
  return open;
}
