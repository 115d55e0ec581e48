import { daysBetween, sum, type AgedRow, type AgedTotal, type Currency } from '@comptoir/contracts';
import { byCurrency } from './movements.js';

/** What is open on an account of a customer: of a sale, or of the lines of a day that name none; minor units, debit less credit. */
export interface OpenGroup {
  readonly customerId: string;
  readonly currency: Currency;
  readonly account: 'receivable' | 'customerCredit';
  readonly saleId?: string;
  readonly day?: string;
  readonly openMinor: number;
}

/** An open amount with the day it is owed since. */
export interface Aged {
  readonly day: string;
  readonly openMinor: number;
}

type Age = Omit<AgedTotal, 'currency'>;

/** First day of age of each column; what lies ahead of the date counts as current. */
const COLUMNS = ['currentMinor', 'from30Minor', 'from60Minor', 'from90Minor'] as const;

function columnOf(day: string, at: string): (typeof COLUMNS)[number] {
  return COLUMNS[Math.min(Math.max(Math.floor(daysBetween(day, at) / 30), 0), 3)]!;
}

/**
 * What customers owe at the end of the day `at`, by age, a row per customer and currency; minor units. An amount of a sale
 * is as old as the day it was due on, or else as the sale (`dayOf`); of lines that name no sale, credits go against the
 * oldest debits. The sum of the rows is the account `receivable`, with credits of sales that were paid too much below zero.
 */
export function agedRows(
  groups: readonly OpenGroup[],
  at: string,
  dayOf: (saleId: string) => string | undefined,
  nameOf: (customerId: string) => string,
): AgedRow[] {
  return [...Map.groupBy(groups, ({ customerId, currency }) => `${customerId}/${currency}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
      const { customerId, currency } = own[0]!;
      const owed = own.filter((one) => one.account === 'receivable');
      const ofSales = owed.flatMap((one) =>
        one.saleId === undefined ? [] : [{ day: dayOf(one.saleId) ?? at, openMinor: one.openMinor }],
      );
      const others = owed.flatMap((one) =>
        one.saleId === undefined ? [{ day: one.day ?? at, openMinor: one.openMinor }] : [],
      );
      const credit = sum(own.filter((one) => one.account === 'customerCredit').map((one) => 0 - one.openMinor));
      return {
        customerId,
        name: nameOf(customerId),
        currency,
        ...columnsOf([...ofSales, ...settled(others)], at),
        creditMinor: credit,
      };
    });
}

/** What remains of debits after the credits have paid the oldest; a credit that is left stays on its day. */
function settled(amounts: readonly Aged[]): Aged[] {
  const open: { day: string; openMinor: number }[] = amounts
    .map((one) => ({ ...one }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  for (const credit of open.filter((one) => one.openMinor < 0)) {
    for (const debit of open.filter((one) => one.openMinor > 0)) {
      const paid = Math.min(debit.openMinor, 0 - credit.openMinor);
      debit.openMinor -= paid;
      credit.openMinor += paid;
    }
  }
  return open;
}

/** Open amounts by their age at the end of a day, minor units. */
export function columnsOf(amounts: readonly Aged[], at: string): Omit<Age, 'creditMinor'> {
  const ofColumn = (column: string): number =>
    sum(amounts.filter((one) => columnOf(one.day, at) === column).map((one) => one.openMinor));
  return {
    currentMinor: ofColumn('currentMinor'),
    from30Minor: ofColumn('from30Minor'),
    from60Minor: ofColumn('from60Minor'),
    from90Minor: ofColumn('from90Minor'),
    totalMinor: sum(amounts.map((one) => one.openMinor)),
  };
}

/** The sums of rows by currency. */
export function agedTotals(rows: readonly AgedRow[]): AgedTotal[] {
  return byCurrency(rows).map(([currency, of]) => {
    const total = (key: keyof Age): number => sum(of.map((row) => row[key]));
    return {
      currency,
      currentMinor: total('currentMinor'),
      from30Minor: total('from30Minor'),
      from60Minor: total('from60Minor'),
      from90Minor: total('from90Minor'),
      totalMinor: total('totalMinor'),
      creditMinor: total('creditMinor'),
    };
  });
}
