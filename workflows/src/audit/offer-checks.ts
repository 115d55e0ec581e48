import type { Check } from './finding.js';
import { amountOf, nearest } from './line-amounts.js';
import type { Records } from './records.js';

type Sale = Records['sales'][number];
type Line = Sale['lines'][number];
type Price = Records['prices'][number];
type Band = readonly [minMinor: number, listMinor: number, maxMinor: number];

/** An approval may be waited for so many days after the prices were frozen. */
const FROZEN_DAYS = 12;

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function bandOf({ priceMinMinor, priceListMinor, priceMaxMinor }: Line | Price): Band {
  return [priceMinMinor, priceListMinor, priceMaxMinor];
}

/** The bands that a line may have been frozen at: a sale that is not taxed may have the tag less its tax. */
function bandsAt(price: Price, taxed: boolean): Band[] {
  const band = bandOf(price);
  const net = band.map((minor) => nearest(BigInt(minor) * 10_000n, BigInt(10_000 + price.taxRateBps)));
  return taxed ? [band] : [band, net as unknown as Band];
}

const keyOf = (productId: string, priceListId: string | undefined): string => `${productId}/${priceListId ?? ''}`;

/**
 * The band of each sale line is one that its product had by then, by itself or on the list that the line names, which held in
 * that store; the price is inside the band, or somebody approved of the sale. Products that have no history are left out.
 */
export function checkOffers(check: Check, { sales, prices, priceLists }: Records): void {
  const known = new Set(prices.map(({ productId }) => productId));
  const offered = Map.groupBy(prices, ({ productId, priceList }) => keyOf(productId, priceList?.priceListId));
  const lists = new Map(priceLists.map((list) => [list.id, list]));
  for (const sale of sales)
    for (const line of sale.lines) {
      checkInside(check, sale, line);
      if (!known.has(line.productId)) continue;
      const ids = [sale.id, line.saleLineId];
      const band = JSON.stringify(bandOf(line));
      const rows = offered.get(keyOf(line.productId, line.priceList?.priceListId)) ?? [];
      check.holds(
        `sale ${sale.id}, line ${line.saleLineId}: its lowest, list and highest price were offered by then`,
        rows.some(
          (price) =>
            !price.isOff &&
            price.setAt <= sale.soldAt &&
            bandsAt(price, sale.taxed).some((one) => JSON.stringify(one) === band),
        ),
        bandOf(line),
        rows.map(bandOf).slice(-3),
        ids,
      );
      if (line.priceList) checkList(check, sale, line, lists.get(line.priceList.priceListId));
    }
}

function checkList(check: Check, sale: Sale, line: Line, list: Records['priceLists'][number] | undefined): void {
  const [from, until] = [daysBefore(sale.businessDay, FROZEN_DAYS), sale.businessDay];
  const held = list?.versions.some(
    (one) => one.setAt <= sale.soldAt && one.from <= until && (one.until ?? until) >= from,
  );
  check.holds(
    `sale ${sale.id}, line ${line.saleLineId}: its price list held in the store`,
    held === true && (list?.storeId ?? sale.storeId) === sale.storeId,
    line.priceList,
    list && { storeId: list.storeId, versions: list.versions },
    [sale.id, line.saleLineId],
  );
}

function checkInside(check: Check, sale: Sale, line: Line): void {
  const remaining = amountOf(line) - line.discountMinor;
  const [least, most] = [line.priceMinMinor, line.priceMaxMinor].map((unitPriceMinor) =>
    amountOf({ ...line, unitPriceMinor }),
  ) as [number, number];
  check.holds(
    `sale ${sale.id}, line ${line.saleLineId}: inside its lowest and highest price, or approved`,
    sale.approved || (least <= remaining && remaining <= most),
    remaining,
    [least, most],
    [sale.id, line.saleLineId],
  );
}
