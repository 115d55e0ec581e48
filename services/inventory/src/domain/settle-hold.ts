import { inventoryErrors, type MintingContext } from '@comptoir/contracts';
import { unitsByBatch } from './allocate.js';
import { movementOf } from './hold.js';
import type { Hold, Movement } from './records.js';

/** The held units are sold. Settled by the same sale before: nothing more to do. Refuses hold.unknown, hold.not-open. */
export function decideSettleHold(
  hold: Hold | undefined,
  command: { holdId: string; saleId: string; businessDay?: string | undefined },
  moment: MintingContext,
): readonly Movement[] {
  if (!hold) throw inventoryErrors.holdUnknown('No stock was set aside under this number.', { holdId: command.holdId });
  if (hold.state === 'settled' && hold.saleId === command.saleId) return [];
  if (hold.state !== 'open') {
    const message =
      hold.state === 'released'
        ? 'The stock of this checkout was given back; it cannot be sold.'
        : 'The stock of this checkout was sold by another sale.';
    throw inventoryErrors.holdNotOpen(message, { holdId: hold._id, state: hold.state, saleId: hold.saleId });
  }
  const context = {
    storeId: hold.storeId,
    currency: hold.currency!,
    ref: hold._id,
    businessDay: command.businessDay,
    moment,
  };
  return unitsByBatch(hold.lines).map((units) => movementOf('sold', units, [0, -units.quantity], context));
}
