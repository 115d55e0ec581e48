import { describe, expect, test } from '@jest/globals';
import { DomainError } from '@comptoir/contracts';
import { decideRelease, decideSettle } from './end-hold.js';
import { decideHold, type HoldState } from './hold.js';
import type { Batch, Hold } from './records.js';
import { sampleBatch, sampleLevel, sampleMoment, STORE } from './samples.js';

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

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

const batches = [sampleBatch('a', 3, 2, 100), sampleBatch('b', 0, 1, 10), sampleBatch('a', 5, 9, 200)];
const granted = decideHold(stateOf(batches), command, sampleMoment());

describe('decideHold', () => {
  test('costs are those of the batches', () => expect(granted.costMinor).toBe(2 * 100 + 2 * 200 + 10));
  test('the head moves to the first batch with units left, or to where was read', () => {
    expect(
      granted.levels.map(({ after }) => [after.productId, after.available, after.version, after.head, after.next]),
    ).toEqual([
      ['a', 7, 8, 5, 6],
      ['b', 0, 8, 1, 1],
    ]);
  });
  test('movements take from the shelf what they add to the hold', () => {
    expect(granted.movements.map((one) => [one.kind, one.batchId, one.remainingDelta, one.heldDelta])).toEqual([
      ['held', 'bat_a_3', -2, 2],
      ['held', 'bat_a_5', -2, 2],
      ['held', 'bat_b_0', -1, 1],
    ]);
  });
  test('refuses all when one product is short', () => {
    const refusal = refusalOf(() =>
      decideHold(stateOf([sampleBatch('a', 0, 3), sampleBatch('b', 0, 9)]), command, sampleMoment()),
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
      refusalOf(() => decideHold({ ...stateOf(batches), hold: { ...granted.hold, state } }, command, sampleMoment()))
        .code,
    ).toBe(code);
  });
  test('refuses goods bought in two currencies', () => {
    const mixed = [{ ...batches[0]!, currency: 'EUR' }, ...batches.slice(1)];
    expect(refusalOf(() => decideHold(stateOf(mixed), command, sampleMoment())).code).toBe('stock.currency-mixed');
  });
});

describe('decideRelease', () => {
  const levels = granted.levels.map(({ after }) => after);
  test('gives back to the same batches and moves the head back', () => {
    const release = decideRelease({ hold: granted.hold, levels }, command, sampleMoment());
    if (release.kind !== 'givenBack') throw new Error(release.kind);
    expect(release.units.map((one) => [one.batchId, one.quantity])).toEqual([
      ['bat_a_3', 2],
      ['bat_a_5', 2],
      ['bat_b_0', 1],
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
    expect(decideRelease({ levels: [] }, command, sampleMoment())).toMatchObject({
      kind: 'tombstone',
      hold: { state: 'released', lines: [] },
    });
    expect(
      decideRelease({ hold: { ...granted.hold, state: 'released' }, levels: [] }, command, sampleMoment()),
    ).toEqual({ kind: 'nothing' });
    expect(
      refusalOf(() =>
        decideRelease({ hold: { ...granted.hold, state: 'settled' }, levels: [] }, command, sampleMoment()),
      ).code,
    ).toBe('hold.not-open');
  });
});

describe('decideSettle', () => {
  const settle = { holdId: 'hld_1', saleId: 'sal_1' };
  const settledBy = (saleId: string): Hold => ({ ...granted.hold, state: 'settled', saleId });
  test('held units are sold', () => {
    expect(
      decideSettle(granted.hold, settle, sampleMoment()).map((one) => [one.kind, one.remainingDelta, one.heldDelta]),
    ).toEqual([
      ['sold', 0, -2],
      ['sold', 0, -2],
      ['sold', 0, -1],
    ]);
  });
  test('twice by one sale does nothing more', () =>
    expect(decideSettle(settledBy('sal_1'), settle, sampleMoment())).toEqual([]));
  test.each([
    [undefined, 'hold.unknown'],
    [settledBy('sal_2'), 'hold.not-open'],
    [{ ...granted.hold, state: 'released' } as Hold, 'hold.not-open'],
  ])('%#: refused', (hold, code) =>
    expect(refusalOf(() => decideSettle(hold, settle, sampleMoment())).code).toBe(code),
  );
});
