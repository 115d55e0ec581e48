import type { Store } from '../api/shapes.js';

/** The number that companies are asked for, by the currency of the store: that of the country most of them are of. */
const BY_CURRENCY = {
  DZD: { profile: 'DZ', kind: 'nif' },
  TND: { profile: 'TN', kind: 'mf' },
  MAD: { profile: 'MA', kind: 'ice' },
  XOF: { profile: 'OHADA', kind: 'ncc' },
  EUR: { profile: 'FR', kind: 'siret' },
} as const;

const OTHER = { profile: 'generic', kind: 'taxNumber' } as const;

/** The profile and the kind of the number that a company is first asked for at a till; any tax number may be given instead. */
export function companyNumberOf(
  currency: Store['currency'] | undefined,
): (typeof BY_CURRENCY)[keyof typeof BY_CURRENCY] | typeof OTHER {
  return currency !== undefined && currency in BY_CURRENCY ? BY_CURRENCY[currency as keyof typeof BY_CURRENCY] : OTHER;
}
