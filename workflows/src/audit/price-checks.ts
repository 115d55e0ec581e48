import { Check, sumBy, total, type Finding } from './finding.js';
import { amountOf, nearest } from './line-amounts.js';
import { checkOffers } from './offer-checks.js';
import type { Records } from './records.js';

type Sale = Records['sales'][number];
type Line = Sale['lines'][number];

/** What a discount takes off an amount, as it was asked for. */
function takenOff(amountMinor: number, discount: Sale['discount']): number {
  return discount?.amountMinor ?? nearest(BigInt(amountMinor) * BigInt(discount?.percentBps ?? 0), 10_000n);
}

/** Net and tax that the lines at one rate have together: by the tag where it includes tax, by the net elsewhere. */
function taxedTogether(lines: readonly Line[], taxRateBps: number, pricesIncludeTax: boolean): [number, number] {
  const remaining = total(lines, (line) => amountOf(line) - line.discountMinor);
  if (!pricesIncludeTax) return [remaining, nearest(BigInt(remaining) * BigInt(taxRateBps), 10_000n)];
  const netMinor = nearest(BigInt(remaining) * 10_000n, BigInt(10_000 + taxRateBps));
  return [netMinor, remaining - netMinor];
}

/**
 * 12. Amounts of each sale follow from its prices, quantities, discounts and rates; the parts add up to the whole; its prices
 * were offered by the product or its price list.
 */
export function checkPrices(records: Records): Finding {
  const { sales } = records;
  const check = new Check(12, 'Amounts of each sale follow from its prices, discounts and tax rates');
  for (const sale of sales) {
    checkDiscounts(check, sale);
    for (const [taxRateBps, lines] of Map.groupBy(sale.lines, (line) => line.taxRateBps))
      check.equal(
        `sale ${sale.id}: net and tax at ${taxRateBps} basis points`,
        [total(lines, (line) => line.netMinor), total(lines, (line) => line.taxMinor)],
        taxedTogether(lines, taxRateBps, sale.pricesIncludeTax),
        [sale.id],
      );
    check.equal(
      `sale ${sale.id}: net, tax and gross against its lines`,
      [sale.netMinor, sale.taxMinor, sale.grossMinor],
      [
        total(sale.lines, (line) => line.netMinor),
        total(sale.lines, (line) => line.taxMinor),
        total(sale.lines, (line) => line.netMinor + line.taxMinor),
      ],
      [sale.id],
    );
  }
  checkOffers(check, records);
  return check.end();
}

/** Each line has its own discount and its share of the sale's; before tax they are what the rate has less net by them. */
function checkDiscounts(check: Check, sale: Sale): void {
  const { id, lines, pricesIncludeTax } = sale;
  const own = (line: Line): number => line.discountMinor - line.documentDiscountMinor;
  for (const line of lines)
    check.equal(
      `sale ${id}, line ${line.saleLineId}: its discount`,
      own(line),
      takenOff(amountOf(line), line.discount),
      [id, line.saleLineId],
    );
  const left = total(lines, (line) => amountOf(line) - own(line));
  const shares = total(lines, (line) => line.documentDiscountMinor);
  check.equal(`sale ${id}: shares of its discount`, shares, takenOff(left, sale.discount), [id]);
  const undiscounted = [...Map.groupBy(lines, (line) => line.taxRateBps)].map(([rate, some]) => {
    const bare = some.map((line) => ({ ...line, discountMinor: 0 }));
    return taxedTogether(bare, rate, pricesIncludeTax)[0] - taxedTogether(some, rate, pricesIncludeTax)[0];
  });
  const byRate = sumBy(
    lines,
    (line) => String(line.taxRateBps),
    (line) => line.discountNetMinor,
  );
  check.equal(`sale ${id}: discounts before tax by rate`, [...byRate.values()], undiscounted, [id]);
  check.equal(
    `sale ${id}: discounts against its lines`,
    [sale.discountMinor, sale.discountNetMinor],
    [total(lines, (line) => line.discountMinor), total(lines, (line) => line.discountNetMinor)],
    [id],
  );
}
