import { describe, expect, test } from '@jest/globals';
import { Random } from '../random.js';
import { cellBatchesOf } from './cell-batches.js';
import { CELLS, EXCLUDED_CELLS, FAULTS, killOf } from './cells.js';
import { STEPS } from './steps.js';

describe('the matrix', () => {
  test('has every step under every fault, as a cell or with the reason why it is excluded', () => {
    expect(CELLS.length + EXCLUDED_CELLS.length).toBe(STEPS.length * FAULTS.length);
    expect(new Set(CELLS.map((cell) => cell.id)).size).toBe(CELLS.length);
    for (const excluded of EXCLUDED_CELLS) expect(excluded.reason.length).toBeGreaterThan(10);
  });

  test('has for every step the kill of each process, before the commit and after it', () => {
    for (const step of STEPS)
      expect(CELLS.filter((cell) => cell.step === step && cell.fault.includes('killed'))).toHaveLength(12);
  });

  test('is split into batches that hold each cell once, and one kind of kill each', () => {
    const batches = cellBatchesOf(CELLS);
    expect(
      batches
        .flat()
        .map((cell) => cell.id)
        .toSorted(),
    ).toEqual(CELLS.map((cell) => cell.id).toSorted());
    for (const batch of batches) {
      expect(new Set(batch.map((cell) => JSON.stringify(killOf(cell)))).size).toBe(1);
      const killed = batch
        .filter((cell) => cell.fault.startsWith('service killed'))
        .map((cell) => cell.step.subject.split('.')[0]);
      expect(new Set(killed).size).toBe(killed.length);
    }
  });
});

test('the random generator repeats its sequence for a seed, and a sample holds no element twice', () => {
  const draw = (seed: number): number[] => new Random(seed).sample([1, 2, 3, 4, 5, 6, 7], 5);
  expect(draw(7)).toEqual(draw(7));
  expect(new Set(draw(7)).size).toBe(5);
  expect([1, 2, 3, 4, 5].map((seed) => draw(seed).join())).toHaveLength(
    new Set([1, 2, 3, 4, 5].map((seed) => draw(seed).join())).size,
  );
});
