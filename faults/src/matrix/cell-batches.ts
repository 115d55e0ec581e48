import { serviceOf } from '../processes.js';
import { killOf, WORKER_PAUSED, type Cell } from './cells.js';

/** How many cells without a kill run concurrently. */
const MAX_CONCURRENT_CELLS = 10;
/** How many cells are in progress when a process is killed from outside. */
const MAX_CELLS_PER_KILL = 8;
/** Faults that take long: their cells are run together. */
const SLOW_FAULTS = ['mute until given up', 'effect but mute until given up', 'arrives after its undo', 'lost'];

/**
 * Groups cells into batches whose cells may run concurrently in one system. The cells of a batch have the same kill from
 * outside, or each kills another service, or none kills anything.
 */
export function cellBatchesOf(cells: readonly Cell[]): Cell[][] {
  const groups = Map.groupBy(cells, groupOf);
  return [...groups.values()].flatMap((group) => {
    const first = group[0] as Cell;
    if (first.fault.startsWith('service killed')) return onePerService(group);
    if (killOf(first) || first.fault === WORKER_PAUSED) return batchesPerKill(group);
    return chunksOf(group, MAX_CONCURRENT_CELLS);
  });
}

function groupOf(cell: Cell): string {
  const kill = killOf(cell);
  if (kill) return `${kill.target} ${kill.point}`;
  if (cell.fault.startsWith('service killed') || cell.fault === WORKER_PAUSED) return cell.fault;
  return SLOW_FAULTS.find((fault) => cell.fault.startsWith(fault)) ?? 'quick';
}

/** The first batch holds the first cell of each service, the second batch the second one, and so on. */
function onePerService(cells: readonly Cell[]): Cell[][] {
  const services = [...Map.groupBy(cells, (cell) => serviceOf(cell.step.subject)).values()];
  const batchCount = Math.max(...services.map((ofService) => ofService.length));
  return Array.from({ length: batchCount }, (_unused, index) =>
    services.flatMap((ofService) => ofService.slice(index, index + 1)),
  );
}

const CREDIT_NOTE = 'invoicing.issueCreditNote';
const NEEDS_CREDIT_NOTE = [CREDIT_NOTE, 'sales.finalizeCorrection'];

/** Credit notes are numbered without gaps: while one is held before its commit, no other scenario can issue its own. */
function blocksOther(one: Cell, other: Cell): boolean {
  const [a, b] = [one.step.subject, other.step.subject];
  return (a === CREDIT_NOTE && NEEDS_CREDIT_NOTE.includes(b)) || (b === CREDIT_NOTE && NEEDS_CREDIT_NOTE.includes(a));
}

function batchesPerKill(cells: readonly Cell[]): Cell[][] {
  const batches: Cell[][] = [];
  for (const cell of cells) {
    const batch = batches.find(
      (some) => some.length < MAX_CELLS_PER_KILL && !some.some((other) => blocksOther(cell, other)),
    );
    if (batch) batch.push(cell);
    else batches.push([cell]);
  }
  return batches;
}

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_unused, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
