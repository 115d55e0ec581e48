import { readConfig } from '@comptoir/kit/config';
import { testSettings } from '@comptoir/kit/test-settings';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FaultSystem } from '../src/fault-system.js';
import { CELLS, KILL_TARGETS, killOf, type Cell } from '../src/matrix/cells.js';
import { runBatch } from '../src/matrix/run-batch.js';
import { Random } from '../src/random.js';

/** Twelve random cells of the matrix in three batches: eight without a kill, two with a killed service, two with another killed process. */
function dozenCells(seed: number): Cell[][] {
  const random = new Random(seed);
  const isSlow = (cell: Cell): boolean => /mute|arrives after|paused/.test(cell.fault);
  const withoutKill = CELLS.filter((cell) => !cell.fault.includes('killed') && !isSlow(cell));
  const serviceKills = CELLS.filter((cell) => cell.fault.startsWith('service killed'));
  const first = random.pick(serviceKills);
  const ofOtherServices = serviceKills.filter(
    (cell) => cell.step.subject.split('.')[0] !== first.step.subject.split('.')[0],
  );
  const target = random.pick(KILL_TARGETS);
  const point = random.pick(['committing', 'committed'] as const);
  const sameKill = CELLS.filter((cell) => killOf(cell)?.target === target && killOf(cell)?.point === point);
  return [random.sample(withoutKill, 8), [first, random.pick(ofOtherServices)], random.sample(sameKill, 2)];
}

const seed = Number(readConfig(testSettings).COMPTOIR_SEED ?? Math.floor(Math.random() * 1_000_000));
const batches = dozenCells(seed);
process.stdout.write(`fault matrix: a dozen cells, COMPTOIR_SEED=${seed}\n`);

let system: FaultSystem;
beforeAll(async () => {
  system = await FaultSystem.start();
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

test.each(batches.map((batch) => [batch.map((cell) => cell.id).join('; '), batch] as const))(
  `seed ${seed}: %s`,
  async (_ids, batch) => {
    const results = await runBatch(system, batch);
    expect(results.flatMap((result) => result.problems.map((problem) => `${result.id}: ${problem}`))).toEqual([]);
  },
  240_000,
);
