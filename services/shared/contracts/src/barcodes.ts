/**
 * Barcodes: check digits and the labels of scales. This file imports nothing, so pages may use it. The rule of the check
 * digit is that of the GS1 General Specifications, section 7.9.
 */

/** Digits of the barcodes that end with a check digit: EAN-8, UPC-A, EAN-13, GTIN-14. */
const GTIN_LENGTHS: readonly number[] = [8, 12, 13, 14];

/** The check digit that follows these digits: 3 and 1 times the digits in turns, from right to left. */
export function checkDigitOf(digits: string): number {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether a code has as many digits as one with a check digit; other codes are free. */
export function isGtin(code: string): boolean {
  return GTIN_LENGTHS.includes(code.length) && /^\d+$/.test(code);
}

/** Whether a code is one with a check digit, and has the right one. */
export function hasCheckDigit(code: string): boolean {
  return isGtin(code) && checkDigitOf(code.slice(0, -1)) === Number(code.at(-1));
}

/** The code with the check digit that would be right; undefined where the code has it, or needs none. */
export function rightBarcode(code: string): string | undefined {
  return !isGtin(code) || hasCheckDigit(code) ? undefined : code.slice(0, -1) + checkDigitOf(code.slice(0, -1));
}

/**
 * How the label of a scale is read, thirteen characters such as `20PPPPPWWWWWC`: the first digits as they are, P for the
 * item, W for the weight in grams or A for the amount in minor units, C for the check digit, X for a digit that is not read.
 */
export const SCALE_LAYOUT = /^2[0-9](?=[^P]*P{3,7}[^P]*$)(?=[^WA]*(?:W{4,6}|A{4,6})[^WA]*$)[PWAX]{10}C$/;

/** What a scale printed: the item, and its weight in grams or its amount in minor units. */
export interface ScaleLabel {
  /** The digits of the item: a barcode or the SKU of its product. */
  readonly item: string;
  readonly grams?: number;
  readonly amountMinor?: number;
}

function digitsAt(code: string, layout: string, letter: string): string {
  return Array.from(code)
    .filter((_digit, at) => layout[at] === letter)
    .join('');
}

/** The label behind a code, by the layout that begins as it does; undefined where it is none, weighs nothing, or its check digit is wrong. */
export function readScaleCode(code: string, layouts: readonly string[]): ScaleLabel | undefined {
  const layout = layouts.find((one) => code.startsWith(one.slice(0, 2)));
  if (layout === undefined || code.length !== layout.length || !hasCheckDigit(code)) return undefined;
  const item = digitsAt(code, layout, 'P');
  const [grams, amountMinor] = [Number(digitsAt(code, layout, 'W')), Number(digitsAt(code, layout, 'A'))];
  if (grams > 0) return { item, grams };
  return amountMinor > 0 ? { item, amountMinor } : undefined;
}

/** What of a product says how a label of it is sold; the price is of a whole unit, minor units. */
export interface ScaleGoods {
  readonly unit: string;
  readonly quantityDecimals: number;
  readonly priceListMinor: number;
}

/** What of a product is sold: a quantity in its smallest unit, and a price of a whole unit where it is not the list price. */
export interface ScaleLine {
  readonly quantity: number;
  readonly unitPriceMinor?: number;
}

/** Kilograms and grams are weighed; the grams of a whole unit. */
const GRAMS: Readonly<Record<string, number>> = { kg: 1000, g: 1 };

/**
 * What is sold of a product by a label. A weight is its quantity, to the nearest smallest unit. An amount is the price of one
 * piece, or of what is sold by measure the quantity that costs it at the list price, to the nearest smallest unit. Undefined
 * where the product is not sold so: a weight of pieces, an amount without a list price, less than a smallest unit.
 */
export function scaleLine(label: ScaleLabel, goods: ScaleGoods): ScaleLine | undefined {
  const whole = 10 ** goods.quantityDecimals;
  const line = (amount: number, ofUnit: number): ScaleLine | undefined => {
    const quantity = Math.floor((2 * amount * whole + ofUnit) / (2 * ofUnit));
    return quantity > 0 ? { quantity } : undefined;
  };
  if (label.grams !== undefined) {
    const grams = GRAMS[goods.unit];
    return grams === undefined ? undefined : line(label.grams, grams);
  }
  const { amountMinor = 0 } = label;
  if (goods.unit === 'piece') return { quantity: whole, unitPriceMinor: amountMinor };
  return goods.priceListMinor > 0 ? line(amountMinor, goods.priceListMinor) : undefined;
}
