import { inventoryErrors, type MintingContext } from '@comptoir/contracts';
import { unitsByBatch } from './allocate.js';
import { movementOf } from './hold.js';
import { queuesGivenBack } from './expiry-queues.js';
import { changeLevel, type LevelChange } from './levels.js';
import type { HeldUnits, Hold, Level, Movement } from './records.js';

/** What a release does: units go back to their batches, or a tombstone is written, or nothing is left to do. */
export type Release =
  | {
      readonly kind: 'givenBack';
      readonly units: readonly HeldUnits[];
      readonly levels: readonly LevelChange[];
      readonly movements: readonly Movement[];
    }
  | { readonly kind: 'tombstone'; readonly hold: Hold }
  | { readonly kind: 'nothing' };

/** Releases a hold if it is present; else writes a tombstone, so that a late hold is refused. Refuses hold.not-open once sold. */
export function decideReleaseHold(
  state: { hold?: Hold; levels: readonly Level[] },
  command: { holdId: string; storeId: string; sagaId: string },
  moment: MintingContext,
): Release {
  const { hold } = state;
  if (!hold) {
    return {
      kind: 'tombstone',
      hold: {
        _id: command.holdId,
        storeId: command.storeId,
        sagaId: command.sagaId,
        state: 'released',
        lines: [],
        levelKeys: [],
        returned: [],
        revision: 1,
        createdAt: moment.now,
        closedAt: moment.now,
        heldBy: moment.actor.id,
      },
    };
  }
  if (hold.state === 'released') return { kind: 'nothing' };
  if (hold.state === 'settled') {
    throw inventoryErrors.holdNotOpen('These goods are sold already; they come back by a return.', {
      holdId: hold._id,
      saleId: hold.saleId,
    });
  }
  const units = unitsByBatch(hold.lines);
  const byProduct = Map.groupBy(units, (one) => one.productId);
  const context = { storeId: hold.storeId, currency: hold.currency!, ref: hold._id, moment };
  return {
    kind: 'givenBack',
    units,
    levels: state.levels.map((level) => {
      const back = byProduct.get(level.productId) ?? [];
      const delta = back.reduce((total, one) => total + one.quantity, 0);
      const arrived = back.filter((one) => one.expiryPlace === undefined);
      const head = Math.min(level.head, ...arrived.map((one) => one.seq));
      const expiries = arrived.length === back.length ? {} : { expiries: queuesGivenBack(level.expiries ?? [], back) };
      return changeLevel(level, { delta, head, ...expiries }, moment);
    }),
    movements: units.map((one) => movementOf('released', one, [one.quantity, -one.quantity], context)),
  };
}
