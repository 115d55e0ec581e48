import { z } from 'zod';
import {
  currency,
  day,
  id,
  measure,
  minor,
  sum,
  type Currency,
  type DayFigures,
  type DayReading,
} from '@comptoir/contracts';
import { soldOnDay } from './day-summary.js';

/** Products in each of the two lists. */
const SHOWN = 10;

const figures = soldOnDay.extend({
  /** Stores that have closed the day: their figures are those sealed; of the others they are live. */
  closed: z.int(),
  /** The hours with a sale or a correction, in the time zone of each store. */
  hours: z.array(z.object({ hour: z.int(), sales: z.int(), netMinor: minor, grossMinor: minor })),
});
const product = z.object({
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  ...measure,
  quantity: z.int(),
});

/** The stores of one currency on a day, beside the day before and the same weekday a week before. */
export const currencyOverview = z.object({
  currency,
  day: figures,
  dayBefore: figures,
  weekBefore: figures,
  /** The products with the highest net of the day. */
  best: z.array(product.extend({ netMinor: minor, costMinor: minor, marginMinor: minor })),
  /** The products of which most units are missing beside the better of the other two days. */
  slow: z.array(product.extend({ quantityBefore: z.int() })),
});

/** A day of one store or of several. */
export const overview = z.object({
  businessDay: day,
  storeIds: z.array(id('store')),
  currencies: z.array(currencyOverview),
  /** Orders that wait for a manager. */
  waiting: z.int(),
  /** Products that are low, counted per store; `complete` is false where the catalog was not read to its end. */
  lowStock: z.object({ count: z.int(), complete: z.boolean() }),
});

type Days<T> = { readonly day: T; readonly dayBefore: T; readonly weekBefore: T };
/** A store's reading of each of the three days. */
export type StoreDays = { readonly currency: Currency } & Days<DayReading>;
/** Name and SKU of a product. */
export type Named = { readonly sku: string; readonly name: string };
type CurrencyOverview = z.infer<typeof currencyOverview>;
type Unnamed = {
  readonly best: readonly Omit<CurrencyOverview['best'][number], keyof Named>[];
  readonly slow: readonly Omit<CurrencyOverview['slow'][number], keyof Named>[];
};

function figuresOf(businessDay: string, readings: readonly DayReading[]): z.infer<typeof figures> {
  const total = (of: (figure: DayFigures) => number): number => sum(readings.map((reading) => of(reading.figures)));
  const netMinor = total((one) => one.netMinor);
  const costMinor = total((one) => one.costMinor);
  const received = (method: string): number => total((one) => one.received[method] ?? 0);
  const byHour = Map.groupBy(
    readings.flatMap((reading) => reading.hours),
    ({ hour }) => hour,
  );
  return {
    businessDay,
    closed: readings.filter((reading) => reading.closedAt !== undefined).length,
    sales: total((one) => one.sales),
    corrections: total((one) => one.corrections),
    netMinor,
    taxMinor: total((one) => one.taxMinor),
    grossMinor: total((one) => one.grossMinor),
    costMinor,
    marginMinor: netMinor - costMinor,
    cashMinor: received('cash'),
    cardMinor: received('card'),
    transferMinor: received('transfer'),
    hours: [...byHour]
      .toSorted(([a], [b]) => a - b)
      .map(([hour, some]) => ({
        hour,
        sales: sum(some.map((one) => one.sales)),
        netMinor: sum(some.map((one) => one.netMinor)),
        grossMinor: sum(some.map((one) => one.grossMinor)),
      })),
  };
}

type Sold = DayReading['products'][number];

/** What all stores sold of each product. */
function productsOf(readings: readonly DayReading[]): Map<string, Sold> {
  const found = new Map<string, Sold>();
  for (const one of readings.flatMap((reading) => reading.products)) {
    const { quantity, netMinor, costMinor } = found.get(one.productId) ?? { quantity: 0, netMinor: 0, costMinor: 0 };
    found.set(one.productId, {
      ...one,
      quantity: sum([quantity, one.quantity]),
      netMinor: sum([netMinor, one.netMinor]),
      costMinor: sum([costMinor, one.costMinor]),
    });
  }
  return found;
}

/** Whole units of a product that are missing beside an earlier day. */
function missingUnits(one: { quantity: number; quantityBefore: number; quantityDecimals: number }): number {
  return (one.quantityBefore - one.quantity) / 10 ** one.quantityDecimals;
}

/** The best and the slow products of a day. */
export function productsShown(stores: readonly StoreDays[]): Unnamed {
  const [now, ...before] = [
    productsOf(stores.map((store) => store.day)),
    productsOf(stores.map((store) => store.dayBefore)),
    productsOf(stores.map((store) => store.weekBefore)),
  ] as const;
  const quantityOf = (products: Map<string, Sold>, productId: string): number => products.get(productId)?.quantity ?? 0;
  const known = new Map(before.flatMap((products) => [...products]));
  const best = [...now.values()]
    .filter(({ quantity }) => quantity > 0)
    .toSorted((a, b) => b.netMinor - a.netMinor || (a.productId < b.productId ? -1 : 1))
    .map((one) => ({ ...one, marginMinor: one.netMinor - one.costMinor }));
  const slow = [...known.values()]
    .map(({ productId, unit, quantityDecimals }) => ({
      productId,
      unit,
      quantityDecimals,
      quantity: quantityOf(now, productId),
      quantityBefore: Math.max(...before.map((products) => quantityOf(products, productId))),
    }))
    .filter(({ quantity, quantityBefore }) => quantity < quantityBefore)
    .toSorted((a, b) => missingUnits(b) - missingUnits(a) || (a.productId < b.productId ? -1 : 1));
  return { best: best.slice(0, SHOWN), slow: slow.slice(0, SHOWN) };
}

/** The overview of stores of one currency; `nameOf` answers the name of a product shown. */
export function currencyOverviewOf(
  stores: readonly StoreDays[],
  days: Days<string>,
  shown: Unnamed,
  nameOf: (productId: string) => Named,
): Omit<CurrencyOverview, 'currency'> {
  const of = (which: keyof Days<string>) =>
    figuresOf(
      days[which],
      stores.map((store) => store[which]),
    );
  return {
    day: of('day'),
    dayBefore: of('dayBefore'),
    weekBefore: of('weekBefore'),
    best: shown.best.map((one) => ({ ...one, ...nameOf(one.productId) })),
    slow: shown.slow.map((one) => ({ ...one, ...nameOf(one.productId) })),
  };
}
