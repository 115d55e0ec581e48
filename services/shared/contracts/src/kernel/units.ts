/**
 * Units that goods are counted in. A quantity is an integer of a product's smallest unit, 10^-decimals of its unit: 1.5 kg
 * with three decimals is 1500. This file imports nothing, so workflow code and pages may use it.
 */

/** The decimals that a quantity of each unit has, where a product does not say otherwise. */
export const UNIT_DECIMALS = { piece: 0, kg: 3, g: 0, l: 3, ml: 0, m: 2, cm: 0, m2: 2, m3: 3, h: 2 } as const;

/** What goods are counted in. */
export type Unit = keyof typeof UNIT_DECIMALS;

/** The most decimals that a quantity may have. */
export const MAX_QUANTITY_DECIMALS = 3;

/** The most whole units of a line: more is a scanning error. */
export const MAX_WHOLE_UNITS = 1_000_000;

/** A quantity in whole units as a decimal number, without trailing zeros: `1500` with three decimals is `1.5`. */
export function decimalQuantity(quantity: number, decimals: number): string {
  const digits = String(Math.abs(quantity)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${quantity < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What a person typed, such as `1,5` or `1.5`, as a quantity in the smallest unit; undefined when it is none, or has more decimals. */
export function parseQuantity(typed: string, decimals: number): number | undefined {
  const [, whole, fraction = ''] = /^\s*(\d{1,10})(?:[.,](\d*))?\s*$/.exec(typed) ?? [];
  if (whole === undefined || fraction.replace(/0+$/, '').length > decimals) return undefined;
  return Number(`${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
}

/** Whether a line of this quantity is of no more than a million whole units. */
export function isCountable(quantity: number, decimals: number): boolean {
  return quantity <= MAX_WHOLE_UNITS * 10 ** decimals;
}
