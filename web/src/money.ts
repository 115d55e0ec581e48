import { CURRENCY_DECIMALS, type Currency } from '@comptoir/contracts/money';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, style: 'currency' | 'decimal'): Intl.NumberFormat {
  const key = `${locale}/${currency}/${style}`;
  const known = formats.get(key);
  if (known) return known;
  const decimals = decimalsOf(currency);
  const made = new Intl.NumberFormat(locale, {
    ...(style === 'currency' ? { style, currency, currencyDisplay: 'code' } : { style }),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, made);
  return made;
}

/** Decimal places of a currency's minor unit. */
export function decimalsOf(currency: string): number {
  return CURRENCY_DECIMALS[currency as Currency] ?? 2;
}

/** A figure whose spaces every font has: the narrow one (U+202F) of some locales vanishes where it is missing. */
export function withKnownSpaces(figure: string): string {
  return figure.replaceAll('\u202F', '\u00A0');
}

/** An amount of minor units as the locale writes it, with the currency's code. */
export function money(locale: string, minor: number, currency: string): string {
  return withKnownSpaces(formatOf(locale, currency, 'currency').format(minor / 10 ** decimalsOf(currency)));
}

/** An amount of minor units as the locale writes it, without its currency. */
export function figure(locale: string, minor: number, currency: string): string {
  return withKnownSpaces(formatOf(locale, currency, 'decimal').format(minor / 10 ** decimalsOf(currency)));
}

/** What a whole unit costs of a quantity that costs an amount together, rounded to whole minor units: to be shown, not to be added up. */
export function costOfUnit(costMinor: number, quantity: number, quantityDecimals: number): number {
  return Math.round((costMinor * 10 ** quantityDecimals) / quantity);
}

/** Basis points of a percentage a person typed, 0 to 100 with at most two decimals; undefined for anything else. */
export function parsePercent(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{0,2}))?$/.exec(text.trim()) ?? [];
  const bps = Number(`${whole}${part.padEnd(2, '0')}`);
  return whole !== undefined && bps <= 10_000 ? bps : undefined;
}

/** A rate in basis points as a person types it, in percent; empty where it is not known. */
export function rateText(bps: number | undefined): string {
  return bps === undefined ? '' : String(bps / 100);
}

/** An amount of minor units as a person types it, for a field: digits and a dot. */
export function amountText(minor: number, currency: string): string {
  return (minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));
}

/**
 * Minor units of an amount a person typed: digits with spaces, and a comma or a dot before at most the currency's
 * decimals. Undefined for anything else.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency);
  const match = /^(\d{1,12})(?:[.,](\d{0,3}))?$/.exec(text.replaceAll(/[\s  ]/g, ''));
  if (!match) return undefined;
  const [, whole = '', part = ''] = match;
  if (part.length > decimals) return undefined;
  const minor =
    Number(whole) * 10 ** decimals +
    Number((part || '0').padEnd(decimals, '0').slice(0, Math.max(decimals, 1))) * (decimals === 0 ? 0 : 1);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
