import { shifted } from '../days.js';

/** Periods that a report is usually asked for. */
export const PERIOD_NAMES = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const;

/** A range of days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The first day of the span of so many months that a day lies in, or of one before it. */
function firstOfSpan(day: string, months: number, spansBefore = 0): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const at = year * 12 + Math.floor((month - 1) / months) * months - spansBefore * months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

const MONTHS = { Month: 1, Quarter: 3, Year: 12 } as const;

/** The days of a usual period: this one to the day it is, the last one to its end. */
export function usualPeriod(name: (typeof PERIOD_NAMES)[number], today: string): Days {
  const [, which, span] = /^(this|last)(\w+)$/.exec(name) as unknown as [string, string, keyof typeof MONTHS];
  const months = MONTHS[span];
  const first = firstOfSpan(today, months);
  return which === 'this'
    ? { from: first, to: today }
    : { from: firstOfSpan(today, months, 1), to: shifted(first, -1) };
}

/** The days that the address names; where it names none, this month, and where it names one, that month's other end. */
export function daysAsked({ from, to }: { from?: string | undefined; to?: string | undefined }, today: string): Days {
  const month = usualPeriod('thisMonth', to ?? today);
  return { from: from ?? month.from, to: to ?? (from !== undefined && from > month.to ? from : month.to) };
}
