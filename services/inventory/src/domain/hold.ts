import { inventoryErrors, MAX_BATCH_PARTS, sum, type MintingContext } from '@comptoir/contracts';
import { allocate, demandByProduct, unitsByBatch, type DemandLine, type Shortage } from './allocate.js';
import { costOf } from './amounts.js';
import { queuesAfter, type ExpiryQueue } from './expiry-queues.js';
import { changeLevel, type LevelChange } from './levels.js';
import { levelKeyOf, type Batch, type Hold, type HeldUnits, type Level, type Movement } from './records.js';

/** Batches with units left, oldest first, read from each level's head up to `readTo` (a seq per level, exclusive). */
export interface OpenBatches {
  readonly batches: readonly Batch[];
  readonly readTo: ReadonlyMap<string, number>;
  /** Of levels with queues of expiry dates: these queues, each beginning where it was not read. */
  readonly expiriesRead?: ReadonlyMap<string, readonly ExpiryQueue[]>;
}

/** What a hold is decided on. */
export interface HoldState {
  readonly hold?: Hold;
  readonly levels: readonly Level[];
  readonly open: OpenBatches;
}

/** What a hold asks for. */
export interface HoldCommand {
  readonly holdId: string;
  readonly storeId: string;
  readonly sagaId: string;
  readonly lines: readonly DemandLine[];
}

/** A hold that was granted. */
export interface HoldGranted {
  readonly hold: Hold;
  readonly costMinor: number;
  readonly takes: readonly HeldUnits[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

/** Refuses stock.insufficient for the products that are short; nothing is done. */
export function refuseShortages(shortages: readonly Shortage[]): never {
  const first = shortages[0]!;
  const message =
    shortages.length === 1
      ? `Not enough stock: ${first.asked} asked, ${first.available} left.`
      : `Not enough stock of ${shortages.length} products; nothing was done.`;
  throw inventoryErrors.stockInsufficient(message, { shortages });
}

/** Refuses a hold of more batch parts than a return can bring back. */
function requireReturnable(lines: readonly { readonly allocations: readonly unknown[] }[]): void {
  const parts = sum(lines.map((line) => line.allocations.length));
  if (parts <= MAX_BATCH_PARTS) return;
  throw inventoryErrors.tooManyBatches(
    `These goods lie in ${parts} batches, one ticket takes ${MAX_BATCH_PARTS} at most: sell them on several tickets.`,
    { parts, limit: MAX_BATCH_PARTS },
  );
}

function refuseKnown(hold: Hold): never {
  if (hold.state === 'released') {
    throw inventoryErrors.holdVoided(
      'This checkout was given up before its stock could be set aside. Please start again.',
      { holdId: hold._id },
    );
  }
  throw inventoryErrors.holdNotOpen('Stock was already set aside under this number.', {
    holdId: hold._id,
    state: hold.state,
  });
}

function singleCurrency(batches: readonly Batch[]): string {
  const currencies = [...new Set(batches.map((batch) => batch.currency))];
  if (currencies.length > 1) {
    throw inventoryErrors.currencyMixed(
      'These goods were bought in different currencies and cannot be sold on one ticket.',
      { currencies },
    );
  }
  return currencies[0]!;
}

/** A movement of units of one batch between available stock, hold and customer. */
export function movementOf(
  kind: Movement['kind'],
  units: HeldUnits & { productId: string },
  deltas: readonly [remaining: number, held: number],
  context: { storeId: string; currency: string; ref: string; businessDay?: string | undefined; moment: MintingContext },
): Movement {
  const { storeId, currency, ref, businessDay, moment } = context;
  return {
    _id: moment.mint('movement'),
    kind,
    storeId,
    productId: units.productId,
    batchId: units.batchId,
    remainingDelta: deltas[0],
    heldDelta: deltas[1],
    costMinor: units.costMinor,
    currency,
    ref,
    by: moment.actor.id,
    occurredAt: moment.now,
    ...(businessDay === undefined ? {} : { businessDay }),
  };
}

/** Sets units aside, oldest first (rule: FIFO, lines of one product together); refuses hold.voided, hold.not-open, stock.insufficient. */
export function decideHoldStock(state: HoldState, command: HoldCommand, moment: MintingContext): HoldGranted {
  if (state.hold) refuseKnown(state.hold);
  const { lines, shortages } = allocate(command.lines, state.open.batches);
  if (shortages.length > 0) refuseShortages(shortages);
  requireReturnable(lines);
  const takes = unitsByBatch(lines);
  const takenIds = new Map(takes.map((units) => [units.batchId, units.quantity]));
  const currency = singleCurrency(state.open.batches.filter((batch) => takenIds.has(batch._id)));
  const demand = demandByProduct(command.lines);
  const levelByKey = new Map(state.levels.map((level) => [level._id, level]));
  const levels = [...demand].map(([productId, asked]) => {
    const level = levelByKey.get(levelKeyOf(command.storeId, productId))!;
    return changeLevel(level, { delta: -asked, ...queuesAfter(level, state.open, takenIds) }, moment);
  });
  const context = { storeId: command.storeId, currency, ref: command.holdId, moment };
  return {
    hold: {
      _id: command.holdId,
      storeId: command.storeId,
      sagaId: command.sagaId,
      state: 'open',
      currency,
      lines,
      levelKeys: levels.map((level) => level.after._id),
      returned: [],
      revision: 1,
      createdAt: moment.now,
      heldBy: moment.actor.id,
    },
    costMinor: costOf(takes),
    takes,
    levels,
    movements: takes.map((units) => movementOf('held', units, [-units.quantity, units.quantity], context)),
  };
}
