import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Chance } from '../src/random.js';
import { CELLS, VICTIMS, victimOf, type Cell } from '../src/cells.js';
import { FaultSystem } from '../src/fault-system.js';
import { runWave } from '../src/matrix.js';

/** Twelve cells of the matrix, others on each run: eight without a kill, two rooms killed, two acts around a kill from outside. */
function dozen(seed: number): Cell[][] {
  const chance = new Chance(seed);
  const long = (cell: Cell): boolean => /mute|arrives after/.test(cell.fault);
  const quiet = CELLS.filter((cell) => !cell.fault.includes('killed') && !long(cell));
  const rooms = CELLS.filter((cell) => cell.fault.startsWith('service killed'));
  const first = chance.oneOf(rooms);
  const other = rooms.filter((cell) => cell.step.subject.split('.')[0] !== first.step.subject.split('.')[0]);
  const victim = chance.oneOf(VICTIMS);
  const point = chance.oneOf(['committing', 'committed'] as const);
  const around = CELLS.filter((cell) => victimOf(cell)?.victim === victim && victimOf(cell)?.point === point);
  return [chance.some(quiet, 8), [first, chance.oneOf(other)], chance.some(around, 2)];
}

const seed = Number(process.env.COMPTOIR_SEED ?? Math.floor(Math.random() * 1_000_000));
const waves = dozen(seed);
process.stdout.write(`fault matrix: a dozen cells, COMPTOIR_SEED=${seed}\n`);

let shop: FaultSystem;
beforeAll(async () => {
  shop = await FaultSystem.open();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 30_000);

test.each(waves.map((wave) => [wave.map((cell) => cell.id).join('; '), wave] as const))(
  `seed ${seed}: %s`,
  async (_names, wave) => {
    const seen = await runWave(shop, wave);
    expect(seen.flatMap((one) => one.problems.map((problem) => `${one.id}: ${problem}`))).toEqual([]);
  },
  240_000,
);
