import {
  decimalOf,
  MAX_DOCUMENT_MINOR,
  salesErrors,
  withinDocumentLimit,
  withinSafeIntegers,
  type Currency,
  type ErrorDetails,
} from '@comptoir/contracts';

/** An amount in minor units as people read it: `1234` EUR is `12.34 EUR`. */
export function formatAmount(amountMinor: number, currency: Currency): string {
  return `${decimalOf(amountMinor, currency)} ${currency}`;
}

const tooLarge = (details: ErrorDetails) => () =>
  salesErrors.amountTooLarge('This amounts to more than one document may. Please check quantities and prices.', {
    ...details,
    maxMinor: MAX_DOCUMENT_MINOR,
  });

/** Computes amounts; refuses `amount.too-large` past the safe integers. */
export function withinLimits<T>(details: ErrorDetails, compute: () => T): T {
  return withinSafeIntegers(tooLarge(details), compute);
}

/** Computes an amount of a document, minor units; refuses `amount.too-large` past the limit of one document. */
export function withinDocument(details: ErrorDetails, compute: () => number): number {
  return withinDocumentLimit(tooLarge(details), compute);
}
