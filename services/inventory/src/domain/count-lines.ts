import { MAX_DOCUMENT_MINOR, sum, type CountLine, type CountTotals } from '@comptoir/contracts';
import { takeUnits } from './batch-cost.js';
import { costAsNewestBatch } from './found-cost.js';
import type { Batch } from './records.js';
import type { CountEntryRecord, CountLineRecord } from './stock-count-records.js';

/** A line with what its entries say. Figures in smallest units. */
export interface JudgedLine {
  readonly productId: string;
  readonly startQuantity: number;
  readonly round: number;
  readonly entries: number;
  /** Absent where nobody counted it. */
  readonly result?: {
    readonly countedQuantity: number;
    readonly expectedQuantity: number;
    readonly difference: number;
  };
  readonly uncertain: boolean;
}

/** Entries that count: those of the line's round that no later one withdraws, in the order they were made. */
function standingEntries(line: CountLineRecord, entries: readonly CountEntryRecord[]): CountEntryRecord[] {
  const withdrawn = new Set(entries.map((one) => one.withdraws));
  return entries
    .filter((one) => one.round === line.round && one.withdraws === undefined && !withdrawn.has(one._id))
    .toSorted((a, b) => a.seq - b.seq);
}

/**
 * What each line comes to: Σ of its entries less what should have been there at the last of them. Where stock moved between
 * the first and the last, no moment exists at which all of it was counted: the line is uncertain.
 */
export function judgeLines(lines: readonly CountLineRecord[], entries: readonly CountEntryRecord[]): JudgedLine[] {
  const ofProduct = Map.groupBy(entries, (one) => one.productId);
  return lines.map((line) => {
    const standing = standingEntries(line, ofProduct.get(line.productId) ?? []);
    const { productId, startQuantity, round } = line;
    const head = { productId, startQuantity, round, entries: standing.length };
    const [first, last] = [standing[0], standing.at(-1)];
    if (!first || !last) return { ...head, uncertain: false };
    const countedQuantity = sum(standing.map((one) => one.quantity));
    const expectedQuantity = last.physicalQuantity;
    return {
      ...head,
      result: { countedQuantity, expectedQuantity, difference: countedQuantity - expectedQuantity },
      uncertain: standing.some(
        (one) => one.levelVersion !== first.levelVersion || one.heldQuantity !== first.heldQuantity,
      ),
    };
  });
}

/** What units of a product cost as they stand: `open` holds its batches with units left, oldest first. */
export interface CostSource {
  readonly open: readonly Batch[];
  readonly newest?: Batch | undefined;
}

/**
 * A difference at cost, minor units with its sign: missing units at that of the oldest batches, as far as there are units;
 * found ones as the newest batch. Undefined where there is no batch to take a cost from.
 */
export function differenceCost(difference: number, { open, newest }: CostSource): number | undefined {
  if (difference === 0) return 0;
  if (difference > 0) {
    if (!newest) return undefined;
    const costMinor = costAsNewestBatch(newest, difference);
    return costMinor > MAX_DOCUMENT_MINOR ? undefined : costMinor;
  }
  let wanted = -difference;
  let costMinor = 0;
  for (const batch of open.toSorted((a, b) => a.seq - b.seq)) {
    const units = Math.min(wanted, batch.remainingQty);
    const { taken } = takeUnits({ quantity: batch.remainingQty, costMinor: batch.remainingCostMinor }, units);
    costMinor += taken.costMinor;
    wanted -= units;
  }
  return 0 - costMinor;
}

/** A line as the review shows it. */
export function countLineOf(line: JudgedLine, costMinor: number | undefined, isNew: boolean): CountLine {
  const { result, ...rest } = line;
  return {
    ...rest,
    ...result,
    ...(result && costMinor !== undefined ? { differenceCostMinor: costMinor } : {}),
    unpriced: isNew && result !== undefined && result.difference > 0,
  };
}

/** Sums of lines. */
export function totalsOf(lines: readonly CountLine[]): CountTotals {
  const costs = lines.map((line) => line.differenceCostMinor ?? 0);
  return {
    products: lines.length,
    counted: lines.filter((line) => line.countedQuantity !== undefined).length,
    differing: lines.filter((line) => (line.difference ?? 0) !== 0).length,
    uncertain: lines.filter((line) => line.uncertain).length,
    unpriced: lines.filter((line) => line.unpriced).length,
    missingCostMinor: 0 - sum(costs.filter((cost) => cost < 0)),
    foundCostMinor: sum(costs.filter((cost) => cost > 0)),
  };
}
