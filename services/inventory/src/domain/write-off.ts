import {
  businessDayOf,
  fieldInvalid,
  inventoryErrors,
  sum,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
} from '@comptoir/contracts';
import { allocate, unitsByBatch, type Shortage } from './allocate.js';
import { costOf } from './amounts.js';
import { takeUnits } from './batch-cost.js';
import { documentSeriesName, drawDocumentNumber, type DocumentSeries } from './document-series.js';
import { queuesAfter } from './expiry-queues.js';
import { movementOf, refuseShortages, type OpenBatches } from './hold.js';
import { changeLevel, type LevelChange } from './levels.js';
import { partOf, type Batch, type HeldLine, type HeldUnits, type Level, type Movement } from './records.js';
import { requireWithinLimit } from './stock-limit.js';
import type { WriteOffRecord } from './write-off-records.js';

/** What a write-off is decided on. */
export interface WriteOffState {
  readonly known: boolean;
  readonly series: DocumentSeries | null;
  readonly levels: readonly Level[];
  /** Of products with a line that names no batch: at least as many units as all of their lines ask for, or all there are. */
  readonly open: OpenBatches;
  /** The batches that lines name. */
  readonly named: readonly Batch[];
}

type Command = ParsedInputOf<typeof inventory.writeOffStock>;
type Line = Command['lines'][number];

/** A write-off that was decided. */
export interface WrittenOff {
  readonly writeOff: WriteOffRecord;
  readonly series: DocumentSeries;
  readonly takes: readonly (HeldUnits & { readonly productId: string })[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

/**
 * Writes units off: those of named batches first, then the oldest, at the exact cost of their batches. Refuses
 * write-off.exists, stock.insufficient (units that are held are not there), batch.unknown, stock.above-limit, amount.too-large, and a missing note.
 */
export function decideWriteOffStock(state: WriteOffState, command: Command, moment: MintingContext): WrittenOff {
  const { writeOffId, storeId, store, reason, note } = command;
  if (state.known) throw inventoryErrors.writeOffExists('This write-off exists already.', { writeOffId });
  if (reason === 'other' && note === undefined) throw fieldInvalid('note', 'is needed where the reason is other');
  const lines = unitsOf(state, command);
  const takes = unitsByBatch(lines);
  const totalCostMinor = costOf(takes);
  requireWithinLimit(totalCostMinor, command.limitMinor);
  const writtenOffDay = businessDayOf(moment.now, store.timeZone);
  const { number, series } = drawDocumentNumber(state.series, documentSeriesName(store.code, 'WO', writtenOffDay));
  const context = { storeId, currency: store.currency, ref: writeOffId, moment };
  return {
    writeOff: {
      _id: writeOffId,
      number,
      storeId,
      currency: store.currency,
      reason,
      ...(note === undefined ? {} : { note }),
      lines: command.lines.map((line, at) => ({
        ...line,
        costMinor: costOf(lines[at]!.allocations),
        parts: lines[at]!.allocations.map(partOf),
      })),
      totalCostMinor,
      writtenOffAt: moment.now,
      writtenOffDay,
      writtenOffBy: moment.actor.id,
    },
    series,
    takes,
    levels: levelsAfterTaking(state.levels, state.open, takes, moment),
    movements: takes.map((units) => movementOf('writtenOff', units, [-units.quantity, 0], context)),
  };
}

/** Levels once units are gone from their batches, in order of product: `open` tells where each queue begins now. */
export function levelsAfterTaking(
  levels: readonly Level[],
  open: OpenBatches,
  takes: readonly (HeldUnits & { readonly productId: string })[],
  moment: MintingContext,
): LevelChange[] {
  const gone = new Map(takes.map((units) => [units.batchId, units.quantity]));
  const ofProduct = Map.groupBy(takes, (units) => units.productId);
  return levels.flatMap((level) => {
    const own = ofProduct.get(level.productId);
    if (!own) return [];
    const delta = 0 - sum(own.map((units) => units.quantity));
    return [
      changeLevel(level, { delta, ...(open.readTo.has(level._id) ? queuesAfter(level, open, gone) : {}) }, moment),
    ];
  });
}

/** The units of each line, in the order asked. */
function unitsOf({ open, named }: WriteOffState, { lines, storeId }: Command): HeldLine[] {
  const left = new Map([...open.batches, ...named].map((batch) => [batch._id, batch]));
  const shortages: Shortage[] = [];
  const ofNamed = lines.map((line, at) => takeNamed(left, line, { at, storeId }, shortages));
  const rest = open.batches.map((batch) => left.get(batch._id)!);
  const demand = lines.flatMap((line, at) => (line.batchId === undefined ? [{ ...line, lineId: String(at) }] : []));
  const oldest = allocate(demand, rest);
  if (shortages.length + oldest.shortages.length > 0) refuseShortages([...shortages, ...oldest.shortages]);
  const byLine = new Map(oldest.lines.map((line) => [Number(line.lineId), line]));
  return lines.map((_line, at) => ofNamed[at] ?? byLine.get(at)!);
}

/** Takes the units of a line from the batch that it names; undefined where it names none, or is short. */
function takeNamed(
  left: Map<string, Batch>,
  { batchId, productId, quantity }: Line,
  { at, storeId }: { readonly at: number; readonly storeId: string },
  shortages: Shortage[],
): HeldLine | undefined {
  if (batchId === undefined) return undefined;
  const batch = left.get(batchId);
  if (!batch || batch.productId !== productId || batch.storeId !== storeId) {
    throw inventoryErrors.batchUnknown('This product has no such batch in this store.', { batchId, productId });
  }
  if (batch.remainingQty < quantity) {
    shortages.push({ productId, asked: quantity, available: batch.remainingQty });
    return undefined;
  }
  const { taken, left: stays } = takeUnits(
    { quantity: batch.remainingQty, costMinor: batch.remainingCostMinor },
    quantity,
  );
  left.set(batchId, { ...batch, remainingQty: stays.quantity, remainingCostMinor: stays.costMinor });
  const units = { batchId, deliveryId: batch.deliveryId, seq: batch.seq, ...taken };
  return { lineId: String(at), productId, quantity, allocations: [units] };
}
