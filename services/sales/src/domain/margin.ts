import {
  NO_CATEGORY,
  sum,
  type Currency,
  type MarginRow,
  type MarginTotal,
  type SealedMargin,
} from '@comptoir/contracts';
import { byCurrency } from './movements.js';
import type { StiLine, StiRecord } from './records.js';

/** What the margins of a day are sealed by; those of suppliers follow from deliveries, those of stores and months from days. `part`: of what was sold in bundles, by part. */
export const SEALED_BY = ['product', 'category', 'cashier', 'customer', 'delivery', 'day', 'part'] as const;
export type SealedBy = (typeof SEALED_BY)[number];

/** Revenue before tax, tax and cost of a key, minor units; below zero where more came back. */
export interface MarginGroup extends SealedMargin {
  readonly currency: Currency;
}

type Amounts = Pick<SealedMargin, 'revenueMinor' | 'taxMinor' | 'costMinor'>;

const amountsOf = (of: { netMinor: number; taxMinor: number; costMinor: number }): Amounts => ({
  revenueMinor: of.netMinor,
  taxMinor: of.taxMinor,
  costMinor: of.costMinor,
});

/** Revenue, tax and cost of all of these, minor units. */
export function addUp(groups: readonly Amounts[]): Amounts {
  return {
    revenueMinor: sum(groups.map((one) => one.revenueMinor)),
    taxMinor: sum(groups.map((one) => one.taxMinor)),
    costMinor: sum(groups.map((one) => one.costMinor)),
  };
}

const productOf = (line: StiLine): SealedMargin => ({
  key: line.productId,
  quantity: line.quantity,
  unit: line.unit,
  quantityDecimals: line.quantityDecimals,
  ...amountsOf(line),
});

/** What an STI counts for. */
const PARTS: Readonly<Record<SealedBy, (sti: StiRecord) => SealedMargin[]>> = {
  product: (sti) => sti.lines.map(productOf),
  category: (sti) => sti.lines.map((line) => ({ key: line.categoryId ?? NO_CATEGORY, ...amountsOf(line) })),
  cashier: (sti) => [{ key: sti.soldBy, ...amountsOf(sti) }],
  customer: (sti) => [{ key: sti.customerId, ...amountsOf(sti) }],
  delivery: (sti) =>
    sti.lines.flatMap((line) => line.batches.map((one) => ({ key: one.deliveryId, ...amountsOf(one) }))),
  day: (sti) => [{ key: sti.businessDay, ...amountsOf(sti) }],
  part: (sti) =>
    sti.lines.flatMap((line) =>
      line.batches.flatMap(({ part, quantity, ...one }) => {
        if (!part) return [];
        const { productId: key, ...measure } = part;
        return [{ key, quantity, ...measure, ...amountsOf(one) }];
      }),
    ),
};

/** The margins of STIs of one currency by what they count for, in order of the keys; minor units. */
export function marginsOf(stis: readonly StiRecord[], by: SealedBy): SealedMargin[] {
  return [...Map.groupBy(stis.flatMap(PARTS[by]), (part) => part.key)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => {
      const first = same[0]!;
      const units = first.quantity === undefined ? {} : { quantity: sum(same.map((one) => one.quantity ?? 0)) };
      return { ...first, ...units, ...addUp(same) };
    });
}

/** A row per key and currency, in their order; minor units. `keyOf` says what a group counts for. */
export function marginRows(groups: readonly MarginGroup[], keyOf: (key: string) => string = (key) => key): MarginRow[] {
  const named = groups.map((one) => ({ ...one, key: keyOf(one.key) }));
  return [...Map.groupBy(named, ({ key, currency }) => `${key}/${currency}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({ currency: same[0]!.currency, key: same[0]!.key, ...withMargin(addUp(same)) }));
}

/** The sums of rows by currency. */
export function marginTotals(rows: readonly (Amounts & { readonly currency: Currency })[]): MarginTotal[] {
  return byCurrency(rows).map(([currency, of]) => ({ currency, ...withMargin(addUp(of)) }));
}

/** Amounts with revenue less cost. */
export function withMargin(amounts: Amounts): Amounts & { marginMinor: number } {
  return { ...amounts, marginMinor: amounts.revenueMinor - amounts.costMinor };
}
