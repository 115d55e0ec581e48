import { expect, test } from '@jest/globals';
import { chooseCyclic } from './cyclic-choice.js';

const CANDIDATES = [
  { productId: 'a', valueMinor: 900, countedAt: '2026-03-01T10:00:00.000Z' },
  { productId: 'b', valueMinor: 100, countedAt: '2026-01-01T10:00:00.000Z' },
  { productId: 'c', valueMinor: 300 },
  { productId: 'd', valueMinor: 700 },
  { productId: 'e', valueMinor: 0 },
  { productId: 'f', valueMinor: 500, countedAt: '2026-03-01T10:00:00.000Z' },
];

test.each([
  ['never counted, of the highest value', 1, ['d']],
  ['all that were never counted', 2, ['c', 'd']],
  ['then the one whose count is the oldest, whatever its value', 3, ['b', 'c', 'd']],
  ['of one count, the one of more value', 4, ['a', 'b', 'c', 'd']],
  ['never one without value', 9, ['a', 'b', 'c', 'd', 'f']],
])('%s', (_name, products, chosen) => {
  expect(chooseCyclic(CANDIDATES, products)).toEqual(chosen);
  expect(chooseCyclic(CANDIDATES.toReversed(), products)).toEqual(chosen);
});
