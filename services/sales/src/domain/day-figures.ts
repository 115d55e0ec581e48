import {
  paymentMethod,
  sum,
  type DayEnds,
  type DayFigures,
  type DayRow,
  type NumberRange,
  type PerpetualTotals,
  type SealedDocument,
  type SealedSum,
} from '@comptoir/contracts';
import { partsOf } from './day-documents.js';

/** Sums by the path of a figure. */
export type FigureSums = ReadonlyMap<string, number>;

/** Adds up what documents add to each figure. */
export function sumDocuments(documents: readonly Pick<SealedDocument, 'adds'>[]): FigureSums {
  const sums = new Map<string, number>();
  for (const { adds } of documents)
    for (const [path, value] of Object.entries(adds)) sums.set(path, sum([sums.get(path) ?? 0, value]));
  return sums;
}

/** The figures of a day from what its documents add to them, minor units. */
export function figuresOf(documents: readonly SealedDocument[]): DayFigures {
  const sums = sumDocuments(documents);
  const figure = (path: string): number => sums.get(path) ?? 0;
  const under = (path: string): Record<string, number> =>
    Object.fromEntries(
      [...sums]
        .filter(([name]) => name.startsWith(`${path}/`))
        .map(([name, value]): [string, number] => [name.slice(path.length + 1), value])
        .toSorted(([a], [b]) => (a.padStart(8) < b.padStart(8) ? -1 : 1)),
    );
  const part = (side: 'sold' | 'returned') => ({
    netMinor: figure(`${side}/netMinor`),
    taxMinor: figure(`${side}/taxMinor`),
    grossMinor: figure(`${side}/grossMinor`),
    costMinor: figure(`${side}/costMinor`),
  });
  const paid = paymentMethod.options.map((method) => {
    const [inMinor, outMinor] = [figure(`paid/${method}/inMinor`), figure(`paid/${method}/outMinor`)];
    return [method, { inMinor, outMinor }] as const;
  });
  return {
    sales: figure('sales'),
    corrections: figure('corrections'),
    netMinor: figure('netMinor'),
    taxMinor: figure('taxMinor'),
    grossMinor: figure('grossMinor'),
    costMinor: figure('costMinor'),
    discountNetMinor: figure('discountNetMinor'),
    sold: part('sold'),
    returned: part('returned'),
    received: Object.fromEntries(paid.map(([method, { inMinor, outMinor }]) => [method, inMinor - outMinor])),
    paid: Object.fromEntries(paid),
    taxByRate: under('taxByRate'),
    stock: { inMinor: figure('stock/inMinor'), outMinor: figure('stock/outMinor'), byKind: under('stock/byKind') },
    receivableMinor: figure('receivableMinor'),
    creditMinor: figure('creditMinor'),
    tills: {
      sessions: figure('tills/sessions'),
      expectedMinor: figure('tills/expectedMinor'),
      countedMinor: figure('tills/countedMinor'),
      differenceMinor: figure('tills/differenceMinor'),
    },
    guarantees: figure('guarantees'),
    documents: rangesOf(documents, sums),
  };
}

/** The numbers of each series; they have one width, so the first and the last are those of the counter. */
function rangesOf(documents: readonly SealedDocument[], sums: FigureSums): NumberRange[] {
  const numbers = documents.flatMap((one) => one.number ?? []);
  return [...Map.groupBy(numbers, (number) => partsOf(number).series)]
    .map(([series, drawn]) => {
      const sorted = drawn.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
      const controlTotal = sums.get(`documents/${series}/controlTotal`) ?? 0;
      return { series, count: drawn.length, first: sorted[0]!, last: sorted.at(-1)!, controlTotal };
    })
    .toSorted((a, b) => (a.series < b.series ? -1 : 1));
}

/** Every number among figures, by its path; what came in less what went out is not listed beside both. */
export function pathsOf({ documents, received: _received, ...figures }: DayFigures): FigureSums {
  const paths = new Map<string, number>();
  const walk = (value: number | object, path: string): void => {
    if (typeof value === 'number') paths.set(path, value);
    else for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}/${name}`);
  };
  walk(figures, '');
  for (const { series, count, controlTotal } of documents) {
    paths.set(`documents/${series}/count`, count);
    paths.set(`documents/${series}/controlTotal`, controlTotal);
  }
  return paths;
}

type Rows = DayRow['figures'];

/** The figures of several stores or days together. */
export function sumFigures(all: readonly Rows[]): Rows {
  return addUp(all) as unknown as Rows;
}

type Numbers = number | { readonly [name: string]: Numbers };

function addUp(values: readonly (object | number)[]): Numbers {
  if (values.every((value) => typeof value === 'number')) return sum(values);
  const objects = values as readonly Record<string, object | number>[];
  const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    names.map((name) => [name, addUp(objects.flatMap((one) => (name in one ? [one[name]!] : [])))]),
  );
}

/** What a store has at the end of a day, from Σ of its accounts up to then. */
export function endsOf(sums: readonly SealedSum[]): DayEnds {
  const balance = (account: string): number =>
    sum(sums.filter((one) => one.account === account).map((one) => one.debitMinor - one.creditMinor));
  return {
    stockMinor: balance('inventory'),
    receivableMinor: balance('receivable'),
    creditMinor: 0 - balance('customerCredit'),
  };
}

/** Totals from the first day of a store on, after one more day. */
export function perpetualAfter(before: PerpetualTotals | undefined, day: DayFigures): PerpetualTotals {
  const added = (of: (one: PerpetualTotals) => number, today: number): number => sum([before ? of(before) : 0, today]);
  return {
    sales: added((one) => one.sales, day.sales),
    corrections: added((one) => one.corrections, day.corrections),
    netMinor: added((one) => one.netMinor, day.netMinor),
    taxMinor: added((one) => one.taxMinor, day.taxMinor),
    grossMinor: added((one) => one.grossMinor, day.grossMinor),
    costMinor: added((one) => one.costMinor, day.costMinor),
    soldGrossMinor: added((one) => one.soldGrossMinor, day.sold.grossMinor),
  };
}
