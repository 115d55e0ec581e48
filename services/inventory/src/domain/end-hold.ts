import { inventoryErrors } from '@comptoir/contracts';
import { unitsByBatch } from './allocate.js';
import { movementOf } from './hold.js';
import { changeLevel, type LevelChange } from './levels.js';
import type { HeldUnits, Hold, Level, CommandContext, Movement } from './records.js';

/** What releasing comes to: units back to their batches, or a tombstone, or nothing left to do. */
export type Release =
  | {
      readonly kind: 'givenBack';
      readonly units: readonly HeldUnits[];
      readonly levels: readonly LevelChange[];
      readonly movements: readonly Movement[];
    }
  | { readonly kind: 'tombstone'; readonly hold: Hold }
  | { readonly kind: 'nothing' };

/** Undoes a hold if it is there; else leaves a tombstone, so that the hold is refused should it arrive late. Refuses hold.not-open once sold. */
export function decideRelease(
  state: { hold?: Hold; levels: readonly Level[] },
  command: { holdId: string; storeId: string; sagaId: string },
  moment: CommandContext,
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
      return changeLevel(level, { delta, head: Math.min(level.head, ...back.map((one) => one.seq)) });
    }),
    movements: units.map((one) => movementOf('released', one, [one.quantity, -one.quantity], context)),
  };
}

/** The held units are sold. Settled by the same sale before: nothing more to do. Refuses hold.unknown, hold.not-open. */
export function decideSettle(
  hold: Hold | undefined,
  command: { holdId: string; saleId: string },
  moment: CommandContext,
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
  const context = { storeId: hold.storeId, currency: hold.currency!, ref: hold._id, moment };
  return unitsByBatch(hold.lines).map((units) => movementOf('sold', units, [0, -units.quantity], context));
}
