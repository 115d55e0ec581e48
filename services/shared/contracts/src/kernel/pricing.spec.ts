import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shareOf, totalsOf, totalsOfReturn } from './money.js';
import {
  amountOf,
  DiscountTooHigh,
  discountOn,
  isAbovePercent,
  priceDocument,
  totalsByRate,
  withoutTax,
  type Discount,
  type LineToPrice,
} from './pricing.js';

const line = (unitPriceMinor: number, taxRateBps: number, changes: Partial<LineToPrice> = {}): LineToPrice => ({
  quantity: 1,
  quantityDecimals: 0,
  unitPriceMinor,
  taxRateBps,
  ...changes,
});

test.each([
  [999, 1, 0, 999],
  [333, 1500, 3, 500],
  [333, 1499, 3, 499],
  [1_000, 275, 2, 2_750],
  [1, 5, 1, 1],
  [1, 4, 1, 0],
  [1_000_000_000_000, 1_000, 3, 1_000_000_000_000],
])('a unit price of %d for %d at %d decimals is %d', (price, quantity, decimals, amount) => {
  expect(amountOf(price, quantity, decimals)).toBe(amount);
});

describe('a store whose prices include tax', () => {
  test.each([
    [999, 1900, [839, 160, 999]],
    [999, 2000, [833, 166, 999]],
    [9999, 1900, [8403, 1596, 9999]],
    [9999, 2000, [8333, 1666, 9999]],
    [100, 0, [100, 0, 100]],
    [1, 2000, [1, 0, 1]],
    [0, 1900, [0, 0, 0]],
  ])('sells a tag of %d at %d basis points as %j', (price, rate, [netMinor, taxMinor, grossMinor]) => {
    expect(priceDocument([line(price, rate)], { pricesIncludeTax: true })).toMatchObject({
      netMinor,
      taxMinor,
      grossMinor,
    });
  });

  test('works the tax out of the total per rate and spreads it by largest remainder', () => {
    const { lines, ...totals } = priceDocument([line(999, 2000), line(999, 2000), line(999, 2000), line(50, 550)], {
      pricesIncludeTax: true,
    });
    expect(lines.map(({ netMinor, taxMinor }) => [netMinor, taxMinor])).toEqual([
      [833, 166],
      [833, 166],
      [832, 167],
      [47, 3],
    ]);
    expect(totals).toEqual({ netMinor: 2545, taxMinor: 502, grossMinor: 3047 });
  });
});

describe('a store whose prices are before tax', () => {
  test.each([
    [10_000, 1900, 1_900],
    [999, 1900, 190],
    [1, 1900, 0],
    [3, 1900, 1],
    [50, 900, 5],
    [50, 0, 0],
    [123_456, 10_000, 123_456],
  ])('asks on %d at %d basis points a tax of %d', (netMinor, rate, taxMinor) => {
    expect(priceDocument([line(netMinor, rate)], { pricesIncludeTax: false })).toMatchObject({ netMinor, taxMinor });
  });

  test('rounds the tax once a rate, not once a line', () => {
    const { lines, taxMinor } = priceDocument([line(3, 1900), line(3, 1900), line(3, 1900)], {
      pricesIncludeTax: false,
    });
    expect(taxMinor).toBe(2);
    expect(lines.map((one) => one.taxMinor)).toEqual([1, 1, 0]);
  });
});

describe('discounts', () => {
  test('of a line and of the document: shares by what remains, before tax beside the tag', () => {
    const { lines, ...totals } = priceDocument(
      [line(10_000, 2000, { discount: { percentBps: 1000 } }), line(1_000, 2000)],
      { pricesIncludeTax: true, discount: { amountMinor: 1_000 } },
    );
    expect(lines).toEqual([
      {
        discountMinor: 1900,
        documentDiscountMinor: 900,
        discountNetMinor: 1584,
        netMinor: 6750,
        taxMinor: 1350,
        grossMinor: 8100,
      },
      {
        discountMinor: 100,
        documentDiscountMinor: 100,
        discountNetMinor: 83,
        netMinor: 750,
        taxMinor: 150,
        grossMinor: 900,
      },
    ]);
    expect(totals).toEqual({ netMinor: 7500, taxMinor: 1500, grossMinor: 9000 });
  });

  test('of everything leave nothing', () => {
    const free = { pricesIncludeTax: true, discount: { percentBps: 10_000 } };
    expect(priceDocument([line(999, 2000), line(0, 0)], free)).toMatchObject({
      netMinor: 0,
      taxMinor: 0,
      grossMinor: 0,
    });
  });

  test.each<[string, number | undefined, () => unknown]>([
    [
      'a line',
      1,
      () => priceDocument([line(5, 0), line(5, 0, { discount: { amountMinor: 6 } })], { pricesIncludeTax: true }),
    ],
    [
      'a document',
      undefined,
      () => priceDocument([line(5, 0)], { pricesIncludeTax: true, discount: { amountMinor: 6 } }),
    ],
  ])('of more than %s amounts to are refused', (_name, lineIndex, price) => {
    expect(price).toThrow(DiscountTooHigh);
    expect(price).toThrow(expect.objectContaining({ discountMinor: 6, lineIndex }));
  });

  test.each([
    [100, 1_000, 1_000, false],
    [101, 1_000, 1_000, true],
    [5, 99, 500, false],
    [1, 99, 0, true],
    [0, 0, 0, false],
  ])('of %d on %d against %d basis points: above is %s', (discount, amount, percentBps, above) => {
    expect(isAbovePercent(discount, amount, percentBps)).toBe(above);
  });
});

/** A fraction of two whole numbers. */
type Fraction = readonly [bigint, bigint];

/** The nearest whole number: up from a half on. */
function nearest([numerator, denominator]: Fraction): bigint {
  const down = numerator / denominator;
  return (numerator - down * denominator) * 2n >= denominator ? down + 1n : down;
}

/** Exact shares rounded down, then one unit at a time to whoever lacks most. */
function dealt(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((all, one) => all + one, 0n);
  if (whole === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight) / whole);
  for (let left = total - parts.reduce((all, one) => all + one, 0n); left > 0n; left -= 1n) {
    let most = 0;
    const lacks = (at: number): bigint => total * weights[at]! - parts[at]! * whole;
    for (let at = 1; at < parts.length; at += 1) if (lacks(at) > lacks(most)) most = at;
    parts[most]! += 1n;
  }
  return parts;
}

function takenOff(amount: bigint, discount: Discount | undefined): bigint {
  if (discount?.amountMinor !== undefined) return BigInt(discount.amountMinor);
  return nearest([amount * BigInt(discount?.percentBps ?? 0), 10_000n]);
}

/** A document by hand: amounts, discounts, then each rate on its own. Net and tax of each line. */
function byHand(lines: readonly LineToPrice[], pricesIncludeTax: boolean, discount?: Discount) {
  const amounts = lines.map((one) =>
    nearest([BigInt(one.unitPriceMinor) * BigInt(one.quantity), 10n ** BigInt(one.quantityDecimals)]),
  );
  const afterOwn = amounts.map((amount, at) => amount - takenOff(amount, lines[at]!.discount));
  const sumAfterOwn = afterOwn.reduce((all, one) => all + one, 0n);
  const shares = dealt(takenOff(sumAfterOwn, discount), afterOwn);
  const remaining = afterOwn.map((amount, at) => amount - shares[at]!);
  const result: { net: bigint; tax: bigint; discountNet: bigint }[] = [];
  for (const rate of new Set(lines.map((one) => one.taxRateBps))) {
    const members = lines.flatMap((one, at) => (one.taxRateBps === rate ? [at] : []));
    const add = (of: readonly bigint[]): bigint => members.reduce((all, at) => all + of[at]!, 0n);
    const netOf = (amount: bigint): bigint =>
      pricesIncludeTax ? nearest([amount * 10_000n, 10_000n + BigInt(rate)]) : amount;
    const net = netOf(add(remaining));
    const tax = pricesIncludeTax ? add(remaining) - net : nearest([net * BigInt(rate), 10_000n]);
    const nets = dealt(
      net,
      members.map((at) => remaining[at]!),
    );
    const taxes = dealt(
      tax,
      members.map((at) => remaining[at]!),
    );
    const discountNets = dealt(
      netOf(add(amounts)) - net,
      members.map((at) => amounts[at]! - remaining[at]!),
    );
    members.forEach((at, index) => {
      const lineNet = pricesIncludeTax ? nets[index]! : remaining[at]!;
      result[at] = {
        net: lineNet,
        tax: pricesIncludeTax ? remaining[at]! - lineNet : taxes[index]!,
        discountNet: discountNets[index]!,
      };
    });
  }
  return { lines: result, remaining };
}

const RATES = [0, 550, 700, 900, 1000, 1900, 2000];
const percent = fc.integer({ min: 1, max: 10_000 }).map((percentBps): Discount => ({ percentBps }));
/** An amount that is a part of what there is. */
const discountUpTo = (amountMinor: number): fc.Arbitrary<Discount | undefined> =>
  fc.option(
    fc.oneof(
      percent,
      fc.nat(amountMinor).map((off): Discount => ({ amountMinor: off })),
    ),
    { nil: undefined },
  );
const anyLine = (rates: readonly number[]) =>
  fc
    .record({
      unitPriceMinor: fc.oneof(fc.constantFrom(999, 9999, 1, 0), fc.nat(5_000_000)),
      quantityDecimals: fc.integer({ min: 0, max: 3 }),
      quantity: fc.integer({ min: 1, max: 20_000 }),
      taxRateBps: fc.constantFrom(...rates),
    })
    .chain((bare) =>
      discountUpTo(amountOf(bare.unitPriceMinor, bare.quantity, bare.quantityDecimals)).map(
        (discount): LineToPrice => ({ ...bare, discount }),
      ),
    );
const anyDocument = (rates: readonly number[]) =>
  fc.array(anyLine(rates), { minLength: 1, maxLength: 8 }).chain((lines) => {
    const left = lines.map((one) => {
      const amountMinor = amountOf(one.unitPriceMinor, one.quantity, one.quantityDecimals);
      return amountMinor - discountOn(amountMinor, one.discount);
    });
    return discountUpTo(left.reduce((all, one) => all + one, 0)).map((discount) => ({ lines, discount }));
  });

describe.each([true, false])('any document of a store whose prices include tax: %s', (pricesIncludeTax) => {
  test.each([...RATES.map((rate) => [rate]), RATES])('at %j basis points is what exact fractions give', (...rates) => {
    fc.assert(
      fc.property(anyDocument(rates), ({ lines, discount }) => {
        const priced = priceDocument(lines, { pricesIncludeTax, discount });
        const slow = byHand(lines, pricesIncludeTax, discount);
        expect(
          priced.lines.map((one) => ({
            net: BigInt(one.netMinor),
            tax: BigInt(one.taxMinor),
            discountNet: BigInt(one.discountNetMinor),
          })),
        ).toEqual(slow.lines);
        priced.lines.forEach((one, at) => {
          const amountMinor = amountOf(lines[at]!.unitPriceMinor, lines[at]!.quantity, lines[at]!.quantityDecimals);
          const remainingMinor = Number(slow.remaining[at]);
          expect(amountMinor - one.discountMinor).toBe(remainingMinor);
          expect(pricesIncludeTax ? one.grossMinor : one.netMinor).toBe(remainingMinor);
          expect(Math.min(one.netMinor, one.taxMinor, one.discountMinor, one.discountNetMinor)).toBeGreaterThanOrEqual(
            0,
          );
          expect(one.grossMinor).toBe(one.netMinor + one.taxMinor);
        });
        const { lines: _lines, ...totals } = priced;
        expect(totalsOf(priced.lines)).toEqual(totals);
        const rows = totalsByRate(priced.lines.map((one, at) => ({ ...one, taxRateBps: lines[at]!.taxRateBps })));
        expect(rows.reduce((all, one) => all + one.netMinor + one.taxMinor, 0)).toBe(totals.grossMinor);
      }),
      { numRuns: 200 },
    );
  });

  test('comes back in parts, in any order, as what it was sold for', () => {
    const parts = fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 9_000 })), { maxLength: 40 });
    fc.assert(
      fc.property(anyDocument(RATES), parts, ({ lines, discount }, returns) => {
        const priced = priceDocument(lines, { pricesIncludeTax, discount });
        const sold = priced.lines.map((one, at) => ({ ...one, quantity: lines[at]!.quantity }));
        const back = sold.map(() => 0);
        const returned: { netMinor: number; taxMinor: number; grossMinor: number; discountNetMinor: number }[] = [];
        const takeBack = (at: number, most: number): void => {
          const one = sold[at]!;
          const quantity = Math.min(most, one.quantity - back[at]!);
          if (quantity === 0) return;
          const discountNetMinor = shareOf(one.discountNetMinor, one.quantity, back[at]!, quantity);
          returned.push({ ...totalsOfReturn(one, back[at]!, quantity), discountNetMinor });
          back[at]! += quantity;
        };
        for (const [at, most] of returns) takeBack(at % sold.length, most);
        sold.forEach((one, at) => takeBack(at, one.quantity));
        const { lines: _lines, ...totals } = priced;
        expect(totalsOf(returned)).toEqual(totals);
        const discountNet = (some: readonly { discountNetMinor: number }[]): number =>
          some.reduce((all, one) => all + one.discountNetMinor, 0);
        expect(discountNet(returned)).toBe(discountNet(priced.lines));
      }),
    );
  });
});

test('a unit price of an order without tax is the tag less its tax', () => {
  expect([withoutTax(999, 2000), withoutTax(1190, 1900), withoutTax(50, 0)]).toEqual([833, 1000, 50]);
});
