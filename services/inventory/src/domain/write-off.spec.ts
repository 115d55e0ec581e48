import { describe, expect, test } from '@jest/globals';
import type { inventory, ParsedInputOf } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, STORE } from '../../test/samples.js';
import { decideWriteOffStock, type WriteOffState } from './write-off.js';

const BATCHES = [sampleBatch('a', 0, 3), sampleBatch('a', 1, 5), sampleBatch('b', 0, 2, 50)];
const LEVELS = ['a', 'b'].map((productId) => sampleLevel(productId, BATCHES));
const STATE: WriteOffState = {
  known: false,
  series: null,
  levels: LEVELS,
  open: { batches: BATCHES, readTo: new Map(LEVELS.map((level) => [level._id, level.next])) },
  named: [BATCHES[1]!],
};
type Command = ParsedInputOf<typeof inventory.writeOffStock>;
const command = (lines: Command['lines'], facts: Partial<Command> = {}): Command => ({
  writeOffId: 'wof_1',
  storeId: STORE,
  store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
  reason: 'damaged',
  lines,
  ...facts,
});
const decide = (lines: Command['lines'], facts: Partial<Command> = {}) =>
  decideWriteOffStock(STATE, command(lines, facts), sampleContext());

describe('writing off', () => {
  test('takes the oldest first at the cost of their batches, and draws the next number', () => {
    const { writeOff, movements, levels, series } = decide([
      { productId: 'a', quantity: 4 },
      { productId: 'b', quantity: 1 },
    ]);
    expect(writeOff.lines.map((line) => [line.costMinor, line.parts.map((part) => part.quantity)])).toEqual([
      [3 * 100 + 101, [3, 1]],
      [50, [1]],
    ]);
    expect([writeOff.number, series.last, writeOff.totalCostMinor]).toEqual(['ALG1-WO-2026-000001', 1, 451]);
    expect(levels.map(({ after }) => [after.productId, after.available, after.head])).toEqual([
      ['a', 4, 1],
      ['b', 1, 0],
    ]);
    expect(movements.map((one) => [one.kind, one.ref, one.batchId, one.remainingDelta, one.heldDelta])).toEqual([
      ['writtenOff', 'wof_1', 'bat_a_0', -3, 0],
      ['writtenOff', 'wof_1', 'bat_a_1', -1, 0],
      ['writtenOff', 'wof_1', 'bat_b_0', -1, 0],
    ]);
  });

  test('a named batch gives its units before the oldest are taken', () => {
    const { writeOff } = decide([
      { productId: 'a', quantity: 4 },
      { productId: 'a', quantity: 4, batchId: 'bat_a_1' },
    ]);
    expect(writeOff.lines.map((line) => line.parts.map((part) => [part.batchId, part.quantity]))).toEqual([
      [
        ['bat_a_0', 3],
        ['bat_a_1', 1],
      ],
      [['bat_a_1', 4]],
    ]);
  });

  test.each<[string, Command['lines'], Partial<Command>, object]>([
    [
      'more than there is, lines taken together',
      [
        { productId: 'a', quantity: 5 },
        { productId: 'a', quantity: 4 },
      ],
      {},
      { code: 'stock.insufficient', details: { shortages: [{ productId: 'a', asked: 9, available: 8 }] } },
    ],
    [
      'more than a named batch has',
      [{ productId: 'a', quantity: 6, batchId: 'bat_a_1' }],
      {},
      { code: 'stock.insufficient', details: { shortages: [{ productId: 'a', asked: 6, available: 5 }] } },
    ],
    [
      'a product that never was there',
      [{ productId: 'c', quantity: 1 }],
      {},
      { code: 'stock.insufficient', details: { shortages: [{ productId: 'c', asked: 1, available: 0 }] } },
    ],
    [
      'a batch of another product',
      [{ productId: 'b', quantity: 1, batchId: 'bat_a_1' }],
      {},
      { code: 'batch.unknown' },
    ],
    ['a batch that is none', [{ productId: 'a', quantity: 1, batchId: 'bat_x' }], {}, { code: 'batch.unknown' }],
    [
      'another reason without a note',
      [{ productId: 'a', quantity: 1 }],
      { reason: 'other' },
      { code: 'message.invalid' },
    ],
    [
      'above the limit, without its cost in the refusal',
      [{ productId: 'a', quantity: 1 }],
      { limitMinor: 99 },
      { code: 'stock.above-limit', details: { limitMinor: 99 } },
    ],
  ])('refused: %s', (_name, lines, facts, refusal) => {
    expect(() => decide(lines, facts)).toThrow(expect.objectContaining(refusal));
  });

  test('up to the limit it is done', () => {
    expect(decide([{ productId: 'a', quantity: 1 }], { limitMinor: 100 }).writeOff.totalCostMinor).toBe(100);
  });
});
