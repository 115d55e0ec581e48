import { costShareOf } from '@comptoir/contracts';

/** A batch as far as a difference in price looks at it. */
export interface PricedBatch {
  readonly receivedQty: number;
  readonly remainingQty: number;
  readonly remainingCostMinor: number;
}

/** A difference in two parts that add up to it, minor units. */
export interface SplitDifference {
  /** To the units that remain of the batch. */
  readonly toStockMinor: number;
  /** To the cost of those that have left it: sold, held for a sale, written off, sent back. */
  readonly toCostMinor: number;
}

/**
 * Splits what a batch turned out to cost more, or less below zero, as its units stand: those that remain take their part of
 * the units received, rounded towards nothing, and never cost less than nothing; the rest is of those that left. Minor units.
 */
export function splitDifference(
  { receivedQty, remainingQty, remainingCostMinor }: PricedBatch,
  differenceMinor: number,
): SplitDifference {
  const share = costShareOf(Math.abs(differenceMinor), receivedQty, remainingQty);
  const toStockMinor = differenceMinor < 0 ? 0 - Math.min(share, remainingCostMinor) : share;
  return { toStockMinor, toCostMinor: differenceMinor - toStockMinor };
}
