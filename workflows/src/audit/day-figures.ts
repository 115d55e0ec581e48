import { paymentMethod, PAYMENT_ACCOUNTS, SALES_ACCOUNTS, type DayFigures, type EntryLine } from '@comptoir/contracts';
import { total } from './finding.js';
import type { Records } from './records.js';

/** Records of one business day of a store. */
export interface DayOfRecords {
  readonly stis: Records['stis'];
  readonly entries: Records['entries'];
  readonly payments: Records['payments'];
  readonly zReports: Records['zReports'];
  /** Invoices of the sales of the day, and credit notes of its corrections. */
  readonly invoices: Records['invoices'];
  /** Sales of the day with a guarantee, as warranty has them. */
  readonly guarantees: number;
}

/** Entries by which customers pay and are paid back. */
const MONEY_KINDS: ReadonlySet<string> = new Set(['sale', 'correction', 'payment']);

type Amounts = Record<string, number>;

function withoutZeros(amounts: Amounts): Amounts {
  return Object.fromEntries(
    Object.entries(amounts)
      .filter(([, value]) => value !== 0)
      .sort(),
  );
}

function sums<T>(rows: readonly T[], keyOf: (row: T) => string, amountOf: (row: T) => number): Amounts {
  const found: Amounts = {};
  for (const row of rows) found[keyOf(row)] = (found[keyOf(row)] ?? 0) + amountOf(row);
  return withoutZeros(found);
}

/**
 * The figures of a day by another way than the close takes: money, tax and what was sold from the journal where it has them,
 * invoices from invoicing, guarantees from warranty.
 */
export function dayFigures(day: DayOfRecords): DayFigures {
  const { stis, entries, payments, zReports, invoices, guarantees } = day;
  const of = (kind: 'sale' | 'reversal') => stis.filter((sti) => sti.kind === kind);
  const lines = entries.flatMap((entry) => entry.lines.map((line) => ({ kind: entry.kind, line })));
  const on = (accounts: readonly string[]) => lines.filter(({ line }) => accounts.includes(line.account));
  const net = ({ line }: { line: EntryLine }): number => line.debitMinor - line.creditMinor;
  const part = (rows: Records['stis'], sign: 1 | -1) => ({
    netMinor: sign * total(rows, (row) => row.netMinor) + 0,
    taxMinor: sign * total(rows, (row) => row.taxMinor) + 0,
    grossMinor: sign * total(rows, (row) => row.grossMinor) + 0,
    costMinor: sign * total(rows, (row) => row.costMinor) + 0,
  });
  const money = paymentMethod.options.map((method) => {
    const rows = on([PAYMENT_ACCOUNTS[method]]).filter(({ kind }) => MONEY_KINDS.has(kind));
    const inMinor = total(rows, ({ line }) => line.debitMinor);
    const outMinor = total(rows, ({ line }) => line.creditMinor);
    return { method, inMinor, outMinor };
  });
  const netMinor = 0 - total(on(SALES_ACCOUNTS).filter(ofSales), net);
  const taxMinor = 0 - total(on(['outputTax']).filter(ofSales), net);
  const numbers = [...invoices, ...payments, ...entries].map((one) => one.number);
  return normalized({
    sales: of('sale').length,
    corrections: of('reversal').length,
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    costMinor: total(on(['costOfGoodsSold']).filter(ofSales), net),
    discountNetMinor: total(stis, (row) => row.discountNetMinor),
    sold: part(of('sale'), 1),
    returned: part(of('reversal'), -1),
    received: Object.fromEntries(money.map(({ method, inMinor, outMinor }) => [method, inMinor - outMinor])),
    paid: Object.fromEntries(money.map(({ method, ...flow }) => [method, flow])),
    taxByRate: sums(
      stis.flatMap((row) => row.lines),
      (line) => String(line.taxRateBps),
      (line) => line.taxMinor,
    ),
    stock: {
      inMinor: total(on(['inventory']), ({ line }) => line.debitMinor),
      outMinor: total(on(['inventory']), ({ line }) => line.creditMinor),
      byKind: sums(on(['inventory']), ({ kind }) => kind, net),
    },
    receivableMinor: total(on(['receivable']), net),
    creditMinor: 0 - total(on(['customerCredit']), net),
    tills: {
      sessions: zReports.length,
      expectedMinor: total(zReports, (one) => one.expectedMinor),
      countedMinor: total(zReports, (one) => one.countedMinor),
      differenceMinor: total(zReports, (one) => one.differenceMinor),
    },
    guarantees,
    documents: rangesOf(numbers),
  });
}

const ofSales = ({ kind }: { kind: string }): boolean => kind === 'sale' || kind === 'correction';

function rangesOf(numbers: readonly string[]): DayFigures['documents'] {
  const counters = numbers.map((number) => ({ number, counter: Number(number.split('-').at(-1)) }));
  const bySeries = Map.groupBy(counters, ({ number }) => number.split('-').slice(0, -1).join('-'));
  return [...bySeries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([series, drawn]) => {
      const sorted = drawn.toSorted((a, b) => a.counter - b.counter);
      return {
        series,
        count: drawn.length,
        first: sorted[0]!.number,
        last: sorted.at(-1)!.number,
        controlTotal: total(drawn, ({ counter }) => counter),
      };
    });
}

/** Figures without the zeros that one way writes and another leaves out. */
export function normalized(figures: DayFigures): DayFigures {
  const paid = Object.entries(figures.paid).filter(([, { inMinor, outMinor }]) => inMinor !== 0 || outMinor !== 0);
  return {
    ...figures,
    received: withoutZeros(figures.received),
    paid: Object.fromEntries(paid),
    taxByRate: withoutZeros(figures.taxByRate),
    stock: { ...figures.stock, byKind: withoutZeros(figures.stock.byKind) },
  };
}
