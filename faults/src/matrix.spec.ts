import { describe, expect, test } from '@jest/globals';
import { CELLS, FAULTS, NO_CELLS, STEPS, victimOf } from './cells.js';
import { Chance } from './random.js';
import { wavesOf } from './matrix.js';

describe('the matrix', () => {
  test('has every step under every fault, as a cell or with the reason why not', () => {
    expect(CELLS.length + NO_CELLS.length).toBe(STEPS.length * FAULTS.length);
    expect(new Set(CELLS.map((cell) => cell.id)).size).toBe(CELLS.length);
    for (const one of NO_CELLS) expect(one.why.length).toBeGreaterThan(10);
  });

  test('every step is killed around, before its commit and after', () => {
    for (const step of STEPS)
      expect(CELLS.filter((cell) => cell.step === step && cell.fault.includes('killed'))).toHaveLength(12);
  });

  test('waves hold each cell once, and only one kind of kill', () => {
    const waves = wavesOf(CELLS);
    expect(
      waves
        .flat()
        .map((cell) => cell.id)
        .toSorted(),
    ).toEqual(CELLS.map((cell) => cell.id).toSorted());
    for (const wave of waves) {
      expect(new Set(wave.map((cell) => JSON.stringify(victimOf(cell)))).size).toBe(1);
      const killed = wave
        .filter((cell) => cell.fault.startsWith('service killed'))
        .map((cell) => cell.step.subject.split('.')[0]);
      expect(new Set(killed).size).toBe(killed.length);
    }
  });
});

test('chance is the same for the same seed, and chooses without repeating itself', () => {
  const draw = (seed: number): number[] => new Chance(seed).some([1, 2, 3, 4, 5, 6, 7], 5);
  expect(draw(7)).toEqual(draw(7));
  expect(new Set(draw(7)).size).toBe(5);
  expect([1, 2, 3, 4, 5].map((seed) => draw(seed).join())).toHaveLength(
    new Set([1, 2, 3, 4, 5].map((seed) => draw(seed).join())).size,
  );
});
