import { audited, quiet } from './checks.js';
import { victimOf, type Cell } from './cells.js';
import type { FaultSystem } from './fault-system.js';
import { runTogether, type Seen } from './run-cell.js';

/** How many cells that kill nothing run side by side. */
const SIDE_BY_SIDE = 10;
/** How many acts stand at their step when a process is killed around them. */
const AROUND_A_KILL = 8;
const SLOW = ['mute until given up', 'effect but mute until given up', 'arrives after its undo', 'lost'];

/** Groups cells into waves that may share a shop at one time: the same kill from outside, one kill a room, or no kill. */
export function wavesOf(cells: readonly Cell[]): Cell[][] {
  const groups = Map.groupBy(cells, (cell) => {
    const victim = victimOf(cell);
    if (victim) return `${victim.victim} ${victim.point}`;
    if (cell.fault.startsWith('service killed')) return cell.fault;
    return SLOW.find((one) => cell.fault.startsWith(one)) ?? 'quick';
  });
  return [...groups.values()].flatMap((group) => {
    const first = group[0] as Cell;
    if (first.fault.startsWith('service killed')) return oneARoom(group);
    return victimOf(first) ? aroundAKill(group) : piecesOf(group, SIDE_BY_SIDE);
  });
}

function oneARoom(cells: readonly Cell[]): Cell[][] {
  const rooms = [...Map.groupBy(cells, (cell) => cell.step.subject.split('.')[0]).values()];
  const longest = Math.max(...rooms.map((room) => room.length));
  return Array.from({ length: longest }, (_unused, index) => rooms.flatMap((room) => room.slice(index, index + 1)));
}

const CREDIT_NOTE = 'invoicing.issueCreditNote';
const NEEDS_CREDIT_NOTE = [CREDIT_NOTE, 'sales.finalizeCorrection'];

/** Credit notes of a year queue up in a room: while one stands before its commit, no other act gets as far as its own. */
function inTheWay(one: Cell, other: Cell): boolean {
  const [a, b] = [one.step.subject, other.step.subject];
  return (a === CREDIT_NOTE && NEEDS_CREDIT_NOTE.includes(b)) || (b === CREDIT_NOTE && NEEDS_CREDIT_NOTE.includes(a));
}

function aroundAKill(cells: readonly Cell[]): Cell[][] {
  const waves: Cell[][] = [];
  for (const cell of cells) {
    const wave = waves.find((some) => some.length < AROUND_A_KILL && !some.some((other) => inTheWay(cell, other)));
    if (wave) wave.push(cell);
    else waves.push([cell]);
  }
  return waves;
}

function piecesOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_unused, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Runs a wave and the five checks after it. What the common checks find is told of every cell of the wave. */
export async function runWave(shop: FaultSystem, wave: readonly Cell[]): Promise<Seen[]> {
  const seen = await runTogether(shop, wave);
  const common = [...(await quiet(shop)), ...(await audited(shop))];
  if (common.length === 0) return seen;
  return seen.map((one) => ({
    ...one,
    problems: [
      ...one.problems,
      ...common.map((problem) => (wave.length > 1 ? `${problem} (seen after ${wave.length} acts together)` : problem)),
    ],
  }));
}
