import type { Currency } from '@comptoir/contracts';
import type { GatewayConfig } from '../config.js';
import { may } from './permissions.js';
import type { Person } from './person.js';

/**
 * Up to which cost, in minor units, a person writes goods off or posts a count in a store; undefined for any. A currency
 * without a configured amount allows nothing.
 */
export function stockLimit(
  { COMPTOIR_STOCK_LIMITS: amounts }: Pick<GatewayConfig, 'COMPTOIR_STOCK_LIMITS'>,
  person: Person,
  { storeId, currency }: { readonly storeId: string; readonly currency: Currency },
): number | undefined {
  return may(person, 'postStockBeyondLimits', storeId) ? undefined : (amounts[currency] ?? 0);
}
