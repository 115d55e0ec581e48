import {
  CURRENCY_DECIMALS,
  salesErrors,
  withinSafeIntegers,
  type Currency,
  type ErrorDetails,
} from '@comptoir/contracts';

/** An amount in minor units as people read it: `1234` EUR is `12.34 EUR`. */
export function formatAmount(amountMinor: number, currency: Currency): string {
  const decimals = CURRENCY_DECIMALS[currency];
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${amountMinor < 0 ? '-' : ''}${whole}${fraction} ${currency}`;
}

/** Computes amounts; refuses `amount.too-large` past the safe integers. */
export function withinLimits<T>(details: ErrorDetails, compute: () => T): T {
  const tooLarge = () =>
    salesErrors.amountTooLarge('The amounts are too large to be kept exactly. Split the order.', details);
  return withinSafeIntegers(tooLarge, compute);
}
