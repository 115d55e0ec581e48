import { costShareOf, inventoryErrors, type Disposition, type MintingContext } from '@comptoir/contracts';
import { unitsByBatch } from './allocate.js';
import { costOf } from './amounts.js';
import type { CostedUnits } from './batch-cost.js';
import { createBatches } from './create-batches.js';
import { movementOf } from './hold.js';
import type { LevelChange } from './levels.js';
import type { Batch, HeldUnits, Hold, Level, Movement } from './records.js';
import type { ThresholdRecord } from './stock-alert-records.js';

/** Sold units that come back, by the batch they were sold from. */
export interface ReturnLine {
  readonly productId: string;
  readonly batchId: string;
  readonly quantity: number;
  /** Cost of these units, minor units. */
  readonly costMinor: number;
  readonly disposition: Disposition;
}

/** What a return asks for. */
export interface ReturnCommand {
  readonly correctionId: string;
  readonly saleId: string;
  /** The store that takes the goods in, and the one that sold them where it is another. */
  readonly storeId: string;
  readonly soldIn?: string | undefined;
  readonly currency: string;
  /** The day that the correction was posted on. */
  readonly businessDay?: string | undefined;
  readonly lines: readonly ReturnLine[];
}

/** A return taken in. */
export interface ReturnTaken {
  readonly batches: readonly Batch[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
  readonly returned: Hold['returned'];
  /** Cost of the units written off; undefined when none was. */
  readonly writtenOffMinor?: number;
  /** Deliveries whose goods came into another store than the one that sold them. */
  readonly deliveryIds?: readonly string[];
}

/** What a return is decided on. */
export interface ReturnState {
  readonly known: boolean;
  readonly hold?: Hold | undefined;
  readonly levels: readonly Level[];
  /** Thresholds of products that are new to the store. */
  readonly thresholds?: readonly ThresholdRecord[];
  /** The batches that were sold from; only where another store takes the goods in. */
  readonly sold?: readonly Batch[];
}

/** A return keeps the expiry date of its units, and is sold by it again where they were. */
function expiryOf({ expiresOn, expiryPlace }: HeldUnits): { expiresOn?: string; byExpiry?: true } {
  return {
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(expiryPlace === undefined ? {} : { byExpiry: true }),
  };
}

/** Units sold of a batch, and how many lines took of it. */
interface Sold extends CostedUnits {
  readonly parts: number;
}

function mismatch(message: string, details: Record<string, unknown>): never {
  throw inventoryErrors.returnMismatch(message, details);
}

/**
 * Whether units came back at the cost they were sold at. What one line took of a batch comes back at cumulative shares of
 * its cost. Where several lines took of it, which of them gives is not known here: each may be off by its rounding, and by
 * that of those before it.
 */
function isSoldCost({ quantity, costMinor, parts }: Sold, after: CostedUnits): boolean {
  if (parts === 1 || after.quantity === quantity)
    return after.costMinor === costShareOf(costMinor, quantity, after.quantity);
  const off = BigInt(after.costMinor) * BigInt(quantity) - BigInt(costMinor) * BigInt(after.quantity);
  const most = BigInt(parts) ** 2n * BigInt(quantity);
  return off <= most && off >= -most;
}

/** Refuses return.mismatch when more units came back of a batch than were sold, or at another cost. */
function requireWithinSold(sold: Sold, after: CostedUnits, line: ReturnLine, saleId: string): void {
  const { batchId, productId, quantity, costMinor } = line;
  if (after.quantity > sold.quantity) {
    const returned = after.quantity - quantity;
    mismatch(
      `More comes back than was sold: ${sold.quantity} sold, ${returned} back already, ${quantity} more asked.`,
      { saleId, batchId, productId, sold: sold.quantity, returned, asked: quantity },
    );
  }
  if (!isSoldCost(sold, after)) {
    mismatch('The cost of the returned goods is not the cost they were sold at.', {
      batchId,
      costMinor,
      returnedMinor: after.costMinor - costMinor,
      soldAtMinor: sold.costMinor,
    });
  }
}

/** Units and costs returned of each batch once this return is in; refuses return.mismatch when a line is not of the sale or too much. */
function returnedAfter(hold: Hold, command: ReturnCommand): Hold['returned'] {
  const parts = Map.groupBy(
    hold.lines.flatMap((line) => line.allocations),
    ({ batchId }) => batchId,
  );
  const sold = new Map(
    unitsByBatch(hold.lines).map((units) => [units.batchId, { ...units, parts: parts.get(units.batchId)!.length }]),
  );
  const returned = new Map(hold.returned.map((one) => [one.batchId, one]));
  for (const line of command.lines) {
    const { batchId, productId, quantity, costMinor } = line;
    const units = sold.get(batchId);
    if (!units || units.productId !== productId)
      mismatch('These goods were not sold on this ticket.', { saleId: command.saleId, batchId, productId });
    const before = returned.get(batchId) ?? { quantity: 0, costMinor: 0 };
    const after = { batchId, quantity: before.quantity + quantity, costMinor: before.costMinor + costMinor };
    requireWithinSold(units, after, line, command.saleId);
    returned.set(batchId, after);
  }
  return [...returned.values()];
}

function movementsOf(batches: readonly Batch[], command: ReturnCommand, moment: MintingContext): Movement[] {
  const { storeId, currency, correctionId: ref, businessDay } = command;
  const context = { storeId, currency, ref, businessDay, moment };
  return batches.flatMap((batch) => {
    const units = { ...batch, batchId: batch._id, quantity: batch.receivedQty };
    const returned = movementOf('returned', units, [batch.receivedQty, 0], context);
    const lost = batch.receivedQty - batch.remainingQty;
    if (lost === 0) return [returned];
    const lostUnits = { ...units, quantity: lost, costMinor: batch.costMinor - batch.remainingCostMinor };
    return [returned, movementOf('writtenOff', lostUnits, [-lost, 0], context)];
  });
}

/**
 * Sold units come back at the cost they were sold at: as new batches at the end of the queue, those written off with nothing left.
 * In another store than the one that sold them they keep their age too, as transferred goods do.
 * Refuses return.exists, hold.unknown, return.mismatch. Source of the rule: a return names what was sold, and never more than that.
 */
export function decideReturnStock(
  { known, hold, levels: before, thresholds, sold = [] }: ReturnState,
  command: ReturnCommand,
  moment: MintingContext,
): ReturnTaken {
  if (known) {
    throw inventoryErrors.returnExists('This return was taken in already.', { correctionId: command.correctionId });
  }
  if (!hold) throw inventoryErrors.holdUnknown('No stock has left under this sale.', { saleId: command.saleId });
  const isElsewhere = command.soldIn !== undefined && command.soldIn !== command.storeId;
  if (hold.storeId !== (command.soldIn ?? command.storeId) || hold.currency !== command.currency) {
    mismatch('These goods were sold in another store or currency.', { storeId: hold.storeId, currency: hold.currency });
  }
  const returned = returnedAfter(hold, command);
  const units = new Map(unitsByBatch(hold.lines).map((one) => [one.batchId, one]));
  const ages = new Map(sold.map((batch) => [batch._id, batch.agedSince ?? batch.receivedAt]));
  const arrivals = command.lines.map(({ productId, batchId, quantity, costMinor, disposition }) => ({
    productId,
    quantity,
    costMinor,
    deliveryId: units.get(batchId)!.deliveryId,
    ...expiryOf(units.get(batchId)!),
    returnOf: batchId,
    ...(ages.has(batchId) ? { agedSince: ages.get(batchId)! } : {}),
    sellableQty: disposition === 'restock' ? quantity : 0,
  }));
  const source = {
    storeId: command.storeId,
    currency: command.currency,
    origin: 'return',
    originId: command.correctionId,
  } as const;
  const { batches, levels } = createBatches(before, arrivals, source, moment, thresholds);
  const writtenOff = command.lines.filter((line) => line.disposition === 'writeOff');
  return {
    batches,
    levels,
    movements: movementsOf(batches, command, moment),
    returned,
    writtenOffMinor: writtenOff.length > 0 ? costOf(writtenOff) : undefined,
    ...(isElsewhere ? { deliveryIds: [...new Set(arrivals.map((one) => one.deliveryId))] } : {}),
  };
}
