import { describe, expect, test } from '@jest/globals';
import { DomainError, MAX_BATCH_PARTS } from '@comptoir/contracts';
import { decideReleaseHold } from './release-hold.js';
import { decideSettleHold } from './settle-hold.js';
import { decideHoldStock, type HoldState } from './hold.js';
import type { Batch, Hold } from './records.js';
import { sampleBatch, sampleLevel, sampleContext, STORE } from '../../test/samples.js';

const command = {
  holdId: 'hld_1',
  storeId: STORE,
  sagaId: 'saga',
  lines: [
    { lineId: 'l1', productId: 'a', quantity: 4 },
    { lineId: 'l2', productId: 'b', quantity: 1 },
  ],
};

function stateOf(batches: Batch[]): HoldState {
  const levels = ['a', 'b'].map((productId) => sampleLevel(productId, batches));
  return { levels, open: { batches, readTo: new Map(levels.map((level) => [level._id, level.next])) } };
}

function refusalOf(call: () => unknown): DomainError {
  try {
    call();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

const batches = [sampleBatch('a', 3, 2, 100), sampleBatch('b', 0, 1, 10), sampleBatch('a', 5, 9, 200)];
const granted = decideHoldStock(stateOf(batches), command, sampleContext());

describe('decideHoldStock', () => {
  test('costs are those of the batches', () => expect(granted.costMinor).toBe(2 * 100 + 2 * 200 + 10));
  test('the head moves to the first batch with units left, or to where was read', () => {
    expect(
      granted.levels.map(({ after }) => [after.productId, after.available, after.version, after.head, after.next]),
    ).toEqual([
      ['a', 7, 8, 5, 6],
      ['b', 0, 8, 1, 1],
    ]);
  });
  test('movements take from the available stock what they add to the hold', () => {
    expect(
      granted.movements.map((one) => [one.kind, one.batchId, one.remainingDelta, one.heldDelta, one.costMinor]),
    ).toEqual([
      ['held', 'bat_a_3', -2, 2, 200],
      ['held', 'bat_a_5', -2, 2, 400],
      ['held', 'bat_b_0', -1, 1, 10],
    ]);
  });
  test('refuses all when one product is short', () => {
    const refusal = refusalOf(() =>
      decideHoldStock(stateOf([sampleBatch('a', 0, 3), sampleBatch('b', 0, 9)]), command, sampleContext()),
    );
    expect([refusal.code, refusal.details]).toEqual([
      'stock.insufficient',
      { shortages: [{ productId: 'a', asked: 4, available: 3 }] },
    ]);
  });
  test.each([
    ['released', 'hold.voided'],
    ['open', 'hold.not-open'],
    ['settled', 'hold.not-open'],
  ] as const)('a %s hold is refused as %s', (state, code) => {
    expect(
      refusalOf(() =>
        decideHoldStock({ ...stateOf(batches), hold: { ...granted.hold, state } }, command, sampleContext()),
      ).code,
    ).toBe(code);
  });
  test('refuses goods bought in two currencies', () => {
    const mixed = [{ ...batches[0]!, currency: 'EUR' }, ...batches.slice(1)];
    expect(refusalOf(() => decideHoldStock(stateOf(mixed), command, sampleContext())).code).toBe(
      'stock.currency-mixed',
    );
  });

  describe('of goods in batches of one unit each', () => {
    const many = Array.from({ length: MAX_BATCH_PARTS }, (_unused, seq) => sampleBatch('a', seq, 1));
    const state = stateOf([...many, sampleBatch('b', 0, 2)]);
    const asking = (quantityOfB: number) => ({
      ...command,
      lines: [
        { lineId: 'l1', productId: 'a', quantity: MAX_BATCH_PARTS - 1 },
        ...Array.from({ length: quantityOfB }, (_unused, index) => ({
          lineId: `b${index}`,
          productId: 'b',
          quantity: 1,
        })),
      ],
    });
    test('takes as many parts of batches as one ticket may have', () => {
      const { hold, takes } = decideHoldStock(state, asking(1), sampleContext());
      expect(hold.lines.flatMap((line) => line.allocations)).toHaveLength(MAX_BATCH_PARTS);
      expect(takes).toHaveLength(MAX_BATCH_PARTS);
    });
    test('refuses one more, also where two lines share a batch', () => {
      const refusal = refusalOf(() => decideHoldStock(state, asking(2), sampleContext()));
      expect([refusal.code, refusal.details]).toEqual([
        'stock.too-many-batches',
        { parts: MAX_BATCH_PARTS + 1, limit: MAX_BATCH_PARTS },
      ]);
    });
  });
});

describe('decideReleaseHold', () => {
  const levels = granted.levels.map(({ after }) => after);
  test('gives back to the same batches and moves the head back', () => {
    const release = decideReleaseHold({ hold: granted.hold, levels }, command, sampleContext());
    if (release.kind !== 'givenBack') throw new Error(release.kind);
    expect(release.units.map((one) => [one.batchId, one.quantity, one.costMinor])).toEqual([
      ['bat_a_3', 2, 200],
      ['bat_a_5', 2, 400],
      ['bat_b_0', 1, 10],
    ]);
    expect(release.levels.map(({ after }) => [after.available, after.version, after.head])).toEqual([
      [11, 9, 3],
      [1, 9, 0],
    ]);
    expect(release.movements.map((one) => [one.remainingDelta, one.heldDelta])).toEqual([
      [2, -2],
      [2, -2],
      [1, -1],
    ]);
  });
  test('nothing there: a tombstone; released: nothing; settled: refused', () => {
    expect(decideReleaseHold({ levels: [] }, command, sampleContext())).toMatchObject({
      kind: 'tombstone',
      hold: { state: 'released', lines: [] },
    });
    expect(
      decideReleaseHold({ hold: { ...granted.hold, state: 'released' }, levels: [] }, command, sampleContext()),
    ).toEqual({ kind: 'nothing' });
    expect(
      refusalOf(() =>
        decideReleaseHold({ hold: { ...granted.hold, state: 'settled' }, levels: [] }, command, sampleContext()),
      ).code,
    ).toBe('hold.not-open');
  });
});

describe('decideSettleHold', () => {
  const settle = { holdId: 'hld_1', saleId: 'sal_1' };
  const settledBy = (saleId: string): Hold => ({ ...granted.hold, state: 'settled', saleId });
  test('held units are sold', () => {
    expect(
      decideSettleHold(granted.hold, settle, sampleContext()).map((one) => [
        one.kind,
        one.remainingDelta,
        one.heldDelta,
      ]),
    ).toEqual([
      ['sold', 0, -2],
      ['sold', 0, -2],
      ['sold', 0, -1],
    ]);
  });
  test('twice by one sale does nothing more', () =>
    expect(decideSettleHold(settledBy('sal_1'), settle, sampleContext())).toEqual([]));
  test.each([
    [undefined, 'hold.unknown'],
    [settledBy('sal_2'), 'hold.not-open'],
    [{ ...granted.hold, state: 'released' } as Hold, 'hold.not-open'],
  ])('%#: refused', (hold, code) =>
    expect(refusalOf(() => decideSettleHold(hold, settle, sampleContext())).code).toBe(code),
  );
});
