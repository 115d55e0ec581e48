import { expect, test } from '@jest/globals';
import { isUnsold } from './unsold.js';

const now = '2026-11-29T12:00:00.000Z';
test.each<[string, string, number | undefined, boolean]>([
  ['old and never sold', '2026-08-01T00:00:00.000Z', undefined, true],
  ['old and sold', '2026-08-01T00:00:00.000Z', 1, false],
  ['old, and more came back than was sold', '2026-08-01T00:00:00.000Z', -1, true],
  ['exactly as old', '2026-10-30T12:00:00.000Z', 0, true],
  ['new', '2026-10-30T12:00:00.001Z', 0, false],
])('%s', (_name, oldestAt, sold, unsold) => expect(isUnsold({ oldestAt, sold }, 30, now)).toBe(unsold));
