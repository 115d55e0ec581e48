import {
  costShareOf,
  decimalQuantity,
  salesErrors,
  shareOf,
  sum,
  totalsOfReturn,
  type Allocation,
  type CorrectionLine,
  type Disposition,
  type SaleLine,
} from '@comptoir/contracts';
import type { Returned } from './records.js';

/** A requested return: units of a line of a sale, to stock or written off. */
export interface ReturnRequestLine {
  readonly saleLineId: string;
  readonly quantity: number;
  readonly disposition: Disposition;
}

/** Units of every line that came back so far, by line id. */
export function returnedByLine(returned: readonly Returned[]): Map<string, number> {
  const byLine = new Map<string, number>();
  for (const one of returned) byLine.set(one.saleLineId, (byLine.get(one.saleLineId) ?? 0) + one.quantity);
  return byLine;
}

/** Everything that is left of a sale, to stock. */
export function remainingLines(lines: readonly SaleLine[], returned: readonly Returned[]): ReturnRequestLine[] {
  const gone = returnedByLine(returned);
  return lines
    .map((line) => ({
      saleLineId: line.saleLineId,
      quantity: line.quantity - (gone.get(line.saleLineId) ?? 0),
      disposition: 'restock' as const,
    }))
    .filter((line) => line.quantity > 0);
}

/**
 * What comes back, decided line by line. Units asked for one line count together and never pass what is left of it
 * (`return.too-much`). They are taken from the batches sold last, less what earlier corrections took from each; net, tax,
 * discount and the cost of each allocation are cumulative shares, so that all returns of a line add up to the line exactly.
 * Of bundles, each part is taken from its own batches.
 */
export function allocateReturn(
  lines: readonly SaleLine[],
  returned: readonly Returned[],
  earlier: readonly CorrectionLine[],
  asked: readonly ReturnRequestLine[],
): CorrectionLine[] {
  const sold = new Map(lines.map((line) => [line.saleLineId, line]));
  const gone = returnedByLine(returned);
  requireLeft(sold, gone, asked);
  const pools = new Map<string, Pool>();
  return asked.map((one) => {
    const line = sold.get(one.saleLineId) as SaleLine;
    const pool = pools.get(one.saleLineId) ?? openPool(line, gone.get(one.saleLineId) ?? 0, earlier);
    pools.set(one.saleLineId, pool);
    return takeBack(line, pool, one);
  });
}

function requireLeft(
  sold: ReadonlyMap<string, SaleLine>,
  gone: ReadonlyMap<string, number>,
  asked: readonly ReturnRequestLine[],
): void {
  const unknown = asked.filter((one) => !sold.has(one.saleLineId)).map((one) => one.saleLineId);
  if (unknown.length > 0) throw salesErrors.returnLineUnknown('This line is not of this sale.', { lines: unknown });
  const tooMuch = [...returnedByLine(asked)].flatMap(([saleLineId, quantity]) => {
    const line = sold.get(saleLineId) as SaleLine;
    const before = gone.get(saleLineId) ?? 0;
    return before + quantity > line.quantity
      ? [{ saleLineId, name: line.name, sold: line.quantity, returned: before, asked: quantity }]
      : [];
  });
  const [first] = tooMuch;
  if (!first) return;
  const { name, quantityDecimals } = sold.get(first.saleLineId) as SaleLine;
  const inUnits = (quantity: number): string => decimalQuantity(quantity, quantityDecimals);
  throw salesErrors.returnTooMuch(
    `${name}: ${inUnits(first.sold)} sold and ${inUnits(first.returned)} brought back before, so ${inUnits(first.asked)} cannot come back.`,
    { lines: tooMuch },
  );
}

/** An allocation of a sale of which units are still out; `back` of them came back before. */
interface Outstanding {
  readonly sold: Allocation;
  readonly back: number;
}

/** What is left of a line, in order of consumption: of its product, or of each part of its bundles. */
interface Pool {
  returned: number;
  readonly left: readonly { readonly quantity: number; readonly units: Outstanding[] }[];
}

function openPool(line: SaleLine, returned: number, earlier: readonly CorrectionLine[]): Pool {
  const taken = new Map<string, number>();
  for (const one of earlier.filter((correction) => correction.saleLineId === line.saleLineId)) {
    for (const { batchId, quantity } of one.allocations) taken.set(batchId, (taken.get(batchId) ?? 0) + quantity);
  }
  const left = line.allocations.toReversed().flatMap((sold) => {
    const back = Math.min(taken.get(sold.batchId) ?? 0, sold.quantity);
    taken.set(sold.batchId, (taken.get(sold.batchId) ?? 0) - back);
    return back === sold.quantity ? [] : [{ sold, back }];
  });
  const units = left.toReversed();
  if (!line.parts) return { returned, left: [{ quantity: 1, units }] };
  const ofParts = Map.groupBy(units, ({ sold }) => sold.productId);
  return {
    returned,
    left: line.parts.map(({ productId, quantity }) => ({ quantity, units: ofParts.get(productId) ?? [] })),
  };
}

/** Units of an allocation that come back after `back` of them: their cost is the share up to them less the share before. */
function unitsBack({ sold, back }: Outstanding, quantity: number): Allocation {
  const upTo = (units: number): number => costShareOf(sold.costMinor, sold.quantity, units);
  return { ...sold, quantity, costMinor: upTo(back + quantity) - upTo(back) };
}

/** Takes units from those that are out, the last ones first. */
function lastUnits({ saleLineId }: SaleLine, left: Outstanding[], wanted: number): Allocation[] {
  const allocations: Allocation[] = [];
  for (let missing = wanted; missing > 0;) {
    const last = left.pop();
    if (!last) throw new Error(`line ${saleLineId}: its corrections took more from its batches than it sold`);
    const quantity = Math.min(missing, last.sold.quantity - last.back);
    allocations.push(unitsBack(last, quantity));
    const back = last.back + quantity;
    if (back < last.sold.quantity) left.push({ ...last, back });
    missing -= quantity;
  }
  return allocations;
}

function takeBack(line: SaleLine, pool: Pool, asked: ReturnRequestLine): CorrectionLine {
  const allocations = pool.left.flatMap(({ quantity, units }) => lastUnits(line, units, asked.quantity * quantity));
  const totals = totalsOfReturn(line, pool.returned, asked.quantity);
  const share = (ofLineMinor: number): number => shareOf(ofLineMinor, line.quantity, pool.returned, asked.quantity);
  const discounts = { discountMinor: share(line.discountMinor), discountNetMinor: share(line.discountNetMinor) };
  pool.returned += asked.quantity;
  const { saleLineId, productId } = line;
  const costMinor = sum(allocations.map((one) => one.costMinor));
  return {
    saleLineId,
    productId,
    quantity: asked.quantity,
    disposition: asked.disposition,
    ...discounts,
    ...totals,
    costMinor,
    allocations,
  };
}
