import {
  amountOf,
  isAbovePercent,
  sum,
  type ApprovalReason,
  type DiscountLimits,
  type PricedOrderLine,
} from '@comptoir/contracts';
import type { Priced } from './pricing.js';

/** What a line amounts to before discounts, in the terms of the order, minor units. */
function amountOfLine({ unitPriceMinor, quantity, quantityDecimals }: PricedOrderLine): number {
  return amountOf(unitPriceMinor, quantity, quantityDecimals);
}

const percent = (bps: number): string => `${bps / 100} %`;

/**
 * Why a manager must approve the discounts: one reason for every line whose own discount is above the limit of a line, and
 * one for the order where its discount is above that of a document. None without limits.
 */
export function discountReasons(
  { lines }: Pick<Priced, 'lines'>,
  limits: DiscountLimits | undefined,
): ApprovalReason[] {
  if (!limits) return [];
  const { lineBps, documentBps } = limits;
  const ofLines = lines.flatMap((line): ApprovalReason[] => {
    const { lineId, productId, name, discountMinor, documentDiscountMinor } = line;
    if (!isAbovePercent(discountMinor - documentDiscountMinor, amountOfLine(line), lineBps)) return [];
    const message = `${name}: its discount is above ${percent(lineBps)}`;
    return [{ code: 'discount.over-limit', lineId, productId, message }];
  });
  const documentMinor = sum(lines.map((line) => line.documentDiscountMinor));
  const leftMinor = sum(lines.map((line) => amountOfLine(line) - line.discountMinor + line.documentDiscountMinor));
  if (!isAbovePercent(documentMinor, leftMinor, documentBps)) return ofLines;
  return [...ofLines, { code: 'discount.over-limit', message: `The discount is above ${percent(documentBps)}` }];
}
