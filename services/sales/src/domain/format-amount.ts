import { CURRENCY_DECIMALS, salesErrors, type Currency, type ErrorDetails } from '@comptoir/contracts';

/** An amount in minor units as people read it: `1234` EUR is `12.34 EUR`. */
export function formatAmount(amountMinor: number, currency: Currency): string {
  const decimals = CURRENCY_DECIMALS[currency];
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${amountMinor < 0 ? '-' : ''}${whole}${fraction} ${currency}`;
}

/** Runs a computation of amounts; one past the safe integers is refused as `amount.too-large` instead of being wrong. */
export function withinLimits<T>(details: ErrorDetails, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw salesErrors.amountTooLarge('The amounts are too large to be kept exactly. Split the order.', details);
  }
}
