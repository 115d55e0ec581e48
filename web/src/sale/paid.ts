import { sum } from '@comptoir/contracts/money';
import type { Sale } from '../api/shapes.js';

type Paid = { readonly payments: readonly Pick<Sale['payments'][number], 'amountMinor' | 'changeMinor'>[] };

/** What was paid with a sale, minor units. */
export function paidOf({ payments }: Paid): number {
  return sum(payments.map((one) => one.amountMinor));
}

/** The change given with a sale, minor units. */
export function changeOf({ payments }: Paid): number {
  return sum(payments.map((one) => one.changeMinor));
}
