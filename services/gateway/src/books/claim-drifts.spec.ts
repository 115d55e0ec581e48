import { expect, test } from '@jest/globals';
import { claimDrifts } from './claim-drifts.js';

test('claims that are counted otherwise are a drift of their own', () => {
  expect(claimDrifts({ opened: 2, closed: 1 }, { opened: 2, closed: 1 })).toEqual([]);
  expect(claimDrifts({ opened: 2, closed: 1 }, { opened: 3, closed: 1 })).toEqual([
    { figure: 'claims/opened', sealed: 2, recomputed: 3, documents: [], more: 0, unexplained: 1 },
  ]);
});
