import { expect, test } from '@jest/globals';
import { dayRange } from './day-range.js';

const now = new Date('2026-03-31T23:30:00Z'); // already April in Algiers
const zone = 'Africa/Algiers';

test.each([
  { what: 'no day', chosen: {}, needs: false, range: {} },
  {
    what: 'both',
    chosen: { from: '2026-01-01', to: '2026-01-31' },
    needs: false,
    range: { from: '2026-01-01', to: '2026-01-31' },
  },
  {
    what: 'the first only',
    chosen: { from: '2026-03-01' },
    needs: false,
    range: { from: '2026-03-01', to: '2026-04-01' },
  },
  {
    what: 'the last only',
    chosen: { to: '2026-03-31' },
    needs: false,
    range: { from: '2026-03-01', to: '2026-03-31' },
  },
  { what: 'none where they are needed', chosen: {}, needs: true, range: { from: '2026-03-02', to: '2026-04-01' } },
])('days to look within: $what', ({ chosen, needs, range }) => {
  expect(dayRange(chosen, needs, zone, now)).toEqual(range);
});
