import type { Currency } from '@comptoir/contracts/money';

/** Notes and coins of each currency that are in use, minor units, the largest first. */
const NOTES: Readonly<Record<Currency, readonly number[]>> = {
  DZD: [200_000, 100_000, 50_000, 20_000],
  MAD: [20_000, 10_000, 5_000, 2_000],
  EUR: [20_000, 10_000, 5_000, 2_000, 1_000, 500],
  TND: [50_000, 20_000, 10_000, 5_000],
  JPY: [10_000, 5_000, 2_000, 1_000],
  XOF: [10_000, 5_000, 2_000, 1_000, 500],
};
const COINS: Readonly<Record<Currency, readonly number[]>> = {
  DZD: [20_000, 10_000, 5_000, 2_000, 1_000, 500],
  MAD: [1_000, 500, 200, 100, 50, 20, 10],
  EUR: [200, 100, 50, 20, 10, 5, 2, 1],
  TND: [5_000, 2_000, 1_000, 500, 200, 100, 50],
  JPY: [500, 100, 50, 10, 5, 1],
  XOF: [500, 250, 200, 100, 50, 25, 10, 5],
};
/** Most amounts that are offered. */
const OFFERED = 4;

/** Notes and coins of a currency, each value once, minor units, the largest first. */
export function denominationsOf(currency: Currency): readonly number[] {
  return [...new Set([...NOTES[currency], ...COINS[currency]])].toSorted((a, b) => b - a);
}

/** Amounts that a customer is likely to hand over for what is due, in whole notes, minor units, the smallest first. */
export function likelyCash(dueMinor: number, currency: Currency): readonly number[] {
  if (dueMinor <= 0) return [];
  const rounded = NOTES[currency].map((noteMinor) => Math.ceil(dueMinor / noteMinor) * noteMinor);
  return [...new Set(rounded)]
    .filter((amountMinor) => amountMinor > dueMinor)
    .toSorted((a, b) => a - b)
    .slice(0, OFFERED);
}
