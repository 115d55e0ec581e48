import { describe, expect, test } from '@jest/globals';
import { sampleBatch } from '../../test/samples.js';
import { differenceCost, judgeLines } from './count-lines.js';
import type { CountEntryRecord } from './stock-count-records.js';

const LINE = { _id: 'cnt_1/a', stockCountId: 'cnt_1', productId: 'a', startQuantity: 9, round: 1 };
const entry = (seq: number, facts: Partial<CountEntryRecord> = {}): CountEntryRecord => ({
  _id: `cen_${seq}`,
  stockCountId: 'cnt_1',
  seq,
  round: 1,
  productId: 'a',
  quantity: 4,
  physicalQuantity: 9,
  levelVersion: 3,
  heldQuantity: 1,
  enteredAt: '2026-01-01T00:00:00.000Z',
  enteredBy: 'usr_1',
  ...facts,
});
const judge = (entries: readonly CountEntryRecord[], round = 1) => judgeLines([{ ...LINE, round }], entries)[0]!;

describe('a line', () => {
  test.each<[string, CountEntryRecord[], number, unknown]>([
    ['nobody counted', [], 1, { entries: 0, uncertain: false }],
    [
      'of one entry',
      [entry(1)],
      1,
      { entries: 1, result: { countedQuantity: 4, expectedQuantity: 9, difference: -5 }, uncertain: false },
    ],
    [
      'of entries that add up',
      [entry(1), entry(2, { quantity: 6 })],
      1,
      { result: { countedQuantity: 10, expectedQuantity: 9, difference: 1 }, uncertain: false },
    ],
    [
      'whose stock moved between them counts against the last, and is uncertain',
      [entry(2, { quantity: 3, physicalQuantity: 7, levelVersion: 4 }), entry(1)],
      1,
      { result: { countedQuantity: 7, expectedQuantity: 7, difference: 0 }, uncertain: true },
    ],
    ['is uncertain also where as much came as went', [entry(1), entry(2, { levelVersion: 5 })], 1, { uncertain: true }],
    ['is uncertain where held units were sold', [entry(1), entry(2, { heldQuantity: 0 })], 1, { uncertain: true }],
    [
      'forgets what was withdrawn',
      [entry(1, { levelVersion: 1 }), entry(2), entry(3, { withdraws: 'cen_1', levelVersion: 4 })],
      1,
      { entries: 1, result: { countedQuantity: 4 }, uncertain: false },
    ],
    ['forgets earlier rounds', [entry(1), entry(2, { round: 2, quantity: 9 })], 2, { result: { difference: 0 } }],
    ['counted anew, by nobody yet', [entry(1)], 2, { entries: 0 }],
    ['of which none was found', [entry(1, { quantity: 0 })], 1, { result: { countedQuantity: 0, difference: -9 } }],
  ])('%s', (_name, entries, round, judged) => {
    expect(judge(entries, round)).toMatchObject(judged as object);
    if (entries.length === 0) expect(judge(entries, round)).not.toHaveProperty('result');
  });
});

describe('a difference costs', () => {
  const open = [sampleBatch('a', 1, 5, 200), sampleBatch('a', 0, 2, 100)];
  const newest = { ...sampleBatch('a', 2, 0), receivedQty: 3, costMinor: 1000 };
  test.each<[string, number, number | undefined]>([
    ['nothing', 0, 0],
    ['the oldest units that are missing', -3, -400],
    ['what there is, where more is missing', -9, -1200],
    ['as the newest batch, where units were found', 2, 666],
  ])('%s', (_name, difference, cost) => expect(differenceCost(difference, { open, newest })).toBe(cost));

  test('what nobody knows, where there never was a batch', () => {
    expect(differenceCost(2, { open: [] })).toBeUndefined();
  });
});
