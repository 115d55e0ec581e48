import { dayBefore, shifted } from '../days.js';

/** First and last day, both included. */
export type Range = { readonly from: string; readonly to: string };

const WEEK = 7;

/** The week, from Monday on, or the month that a day is in, and the one before it. */
export function periodOf(period: 'week' | 'month', day: string): { readonly now: Range; readonly before: Range } {
  if (period === 'week') {
    const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + WEEK - 1) % WEEK;
    const from = shifted(day, -weekday);
    return {
      now: { from, to: shifted(from, WEEK - 1) },
      before: { from: shifted(from, -WEEK), to: dayBefore(from) },
    };
  }
  const now = monthOf(day);
  return { now, before: monthOf(dayBefore(now.from)) };
}

function monthOf(day: string): Range {
  const from = `${day.slice(0, 7)}-01`;
  const next = `${shifted(from, 31).slice(0, 7)}-01`;
  return { from, to: dayBefore(next) };
}

/** Every day of a range. */
export function daysOf({ from, to }: Range): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = shifted(day, 1)) days.push(day);
  return days;
}
