import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, type inventory, type ParsedInputOf } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, STORE } from '../../test/samples.js';
import { decidePostCount, type CountPosted, type PostState } from './post-count.js';
import { levelKeyOf, type Batch } from './records.js';
import type { CountEntryRecord, StockCountRecord } from './stock-count-records.js';

type Command = ParsedInputOf<typeof inventory.postCount>;

const COUNT: StockCountRecord = {
  _id: 'cnt_1',
  number: 'ALG1-SC-2026-000001',
  storeId: STORE,
  currency: 'DZD',
  scope: { kind: 'products' },
  state: 'inReview',
  revision: 2,
  round: 1,
  products: 3,
  entries: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdDay: '2026-01-01',
  createdBy: 'usr_1',
  changedAt: '2026-01-01T00:00:00.000Z',
  changedBy: 'usr_1',
};
const command = (facts: Partial<Command> = {}): Command => ({
  stockCountId: 'cnt_1',
  revision: 2,
  store: { code: 'ALG1', timeZone: 'Africa/Algiers' },
  uncounted: 'leave',
  acceptUncertain: [],
  costs: [],
  ...facts,
});
type Counted = readonly [productId: string, counted: number | undefined, physical: number];

/** What is read of a store whose products were counted once each, with batches of which some have nothing left. */
function stateOf(batches: readonly Batch[], counted: readonly Counted[], held: Record<string, number> = {}): PostState {
  const live = batches.filter((batch) => batch.remainingQty > 0);
  const known = [...new Set(batches.map((batch) => batch.productId))].toSorted();
  const levels = known.map((productId) => sampleLevel(productId, batches));
  return {
    found: COUNT,
    thresholds: [],
    lines: counted.map(([productId]) => ({
      _id: `cnt_1/${productId}`,
      stockCountId: 'cnt_1',
      productId,
      startQuantity: 0,
      round: 1,
    })),
    entries: counted.flatMap(([productId, quantity, physicalQuantity], at): CountEntryRecord[] =>
      quantity === undefined
        ? []
        : [
            {
              _id: `cen_${at}`,
              stockCountId: 'cnt_1',
              seq: at + 1,
              round: 1,
              productId,
              quantity,
              physicalQuantity,
              levelVersion: 7,
              heldQuantity: held[productId] ?? 0,
              enteredAt: '2026-01-01T00:00:00.000Z',
              enteredBy: 'usr_1',
            },
          ],
    ),
    levels,
    held: new Map(Object.entries(held).map(([productId, units]) => [levelKeyOf(STORE, productId), units])),
    open: { batches: live, readTo: new Map(levels.map((level) => [level._id, level.next])) },
    newest: new Map(
      known.map((productId) => [productId, batches.filter((batch) => batch.productId === productId).at(-1)!]),
    ),
  };
}
const post = (state: PostState, facts: Partial<Command> = {}): CountPosted =>
  decidePostCount(state, command(facts), sampleContext());

describe('posting a count', () => {
  const batches = [sampleBatch('a', 0, 2), sampleBatch('a', 1, 5), sampleBatch('b', 0, 4, 30)];

  test('missing units leave oldest first, found ones enter as a batch of a record of their own', () => {
    const {
      after,
      movements,
      levels,
      posting,
      delivery,
      batches: found,
    } = post(
      stateOf(batches, [
        ['a', 4, 7],
        ['b', 6, 4],
      ]),
    );
    expect(after).toMatchObject({
      state: 'posted',
      revision: 3,
      posted: { differing: 2, missingCostMinor: 2 * 100 + 101, foundCostMinor: 60 },
    });
    expect(movements.map((one) => [one.kind, one.productId, one.remainingDelta, one.costMinor, one.ref])).toEqual([
      ['writtenOff', 'a', -2, 200, 'cnt_1'],
      ['writtenOff', 'a', -1, 101, 'cnt_1'],
      ['found', 'b', 2, 60, 'cnt_1'],
    ]);
    expect(levels.map((one) => [one.after.productId, one.after.available])).toEqual([
      ['a', 4],
      ['b', 6],
    ]);
    expect(found).toMatchObject([{ origin: 'count', originId: 'cnt_1', deliveryId: delivery!.deliveryId }]);
    expect(delivery).toMatchObject({ stockCountNumber: 'ALG1-SC-2026-000001', totalCostMinor: 60 });
    expect(delivery).not.toHaveProperty('supplierId');
    expect(posting.lines.map((line) => [line.productId, line.difference, line.differenceCostMinor])).toEqual([
      ['a', -3, -301],
      ['b', 2, 60],
    ]);
  });

  test('lines that nobody counted stay, or nothing of them is there', () => {
    const state = stateOf(batches, [
      ['a', undefined, 7],
      ['b', 4, 4],
    ]);
    expect(post(state)).toMatchObject({ movements: [], after: { posted: { differing: 0 } } });
    const zero = post(state, { uncounted: 'zero' });
    expect(zero.levels.map((one) => one.after.available)).toEqual([0]);
    expect(zero.posting).toMatchObject({
      lines: [{ productId: 'a', countedQuantity: 0, expectedQuantity: 7, difference: -7 }],
      countedProductIds: ['b'],
    });
  });

  test.each<[string, PostState, Partial<Command>, object]>([
    [
      'units that were sold or are held by now',
      stateOf(batches, [
        ['a', 0, 9],
        ['b', 3, 4],
      ]),
      {},
      { code: 'stock.insufficient', details: { shortages: [{ productId: 'a', asked: 9, available: 7 }] } },
    ],
    [
      'nothing there of what is held',
      stateOf(batches, [['a', undefined, 7]], { a: 1 }),
      { uncounted: 'zero' },
      { code: 'stock.insufficient', details: { shortages: [{ productId: 'a', asked: 8, available: 7 }] } },
    ],
    [
      'found where there never was a batch',
      stateOf([], [['z', 2, 0]]),
      {},
      { code: 'stock-count.cost-missing', details: { stockCountId: 'cnt_1', productIds: ['z'] } },
    ],
    [
      'a cost where a batch says it',
      stateOf(batches, [['b', 6, 4]]),
      { costs: [{ productId: 'b', costMinor: 1 }] },
      { code: 'message.invalid' },
    ],
    ['another revision', stateOf(batches, []), { revision: 1 }, { code: 'stock-count.changed' }],
    ['no such count', { ...stateOf(batches, []), found: null }, {}, { code: 'stock-count.unknown' }],
    [
      'a count that is posted',
      { ...stateOf(batches, []), found: { ...COUNT, state: 'posted' } },
      {},
      { code: 'stock-count.state' },
    ],
    [
      'more than the limit, missing and found together',
      stateOf(batches, [
        ['a', 5, 7],
        ['b', 6, 4],
      ]),
      { limitMinor: 259 },
      { code: 'stock.above-limit', details: { limitMinor: 259 } },
    ],
  ])('refused: %s', (_name, state, facts, refusal) => {
    expect(() => post(state, facts)).toThrow(expect.objectContaining(refusal));
  });

  test('a cost that the poster names, where there never was a batch; up to the limit', () => {
    const posted = post(stateOf([], [['z', 2, 0]]), { costs: [{ productId: 'z', costMinor: 77 }], limitMinor: 77 });
    expect(posted.batches).toMatchObject([{ productId: 'z', receivedQty: 2, costMinor: 77, remainingCostMinor: 77 }]);
  });

  test('an uncertain line is posted only where it is accepted', () => {
    const state = stateOf(batches, [['a', 3, 7]]);
    const moved = {
      ...state,
      entries: [state.entries[0]!, { ...state.entries[0]!, _id: 'c2', seq: 2, levelVersion: 8 }],
    };
    expect(() => post(moved)).toThrow(
      expect.objectContaining({ code: 'stock-count.uncertain', details: { stockCountId: 'cnt_1', productIds: ['a'] } }),
    );
    expect(post(moved, { acceptUncertain: ['a'] }).posting.lines).toMatchObject([{ difference: -1 }]);
  });

  test('more than a thousand differences are not posted at once', () => {
    const counted = Array.from({ length: 1001 }, (_none, at): Counted => [`p${at}`, 1, 0]);
    expect(() => post(stateOf([], counted))).toThrow(
      expect.objectContaining({
        code: 'stock-count.too-many-differences',
        details: { differing: 1001, limit: 1000 },
      }),
    );
  });
});

/** The slow way: every unit is a row with its own cost; one row after the other is taken or added. */
function slowly(batches: readonly Batch[], productId: string, difference: number): { units: number; cost: bigint } {
  const own = batches.filter((batch) => batch.productId === productId).toSorted((a, b) => a.seq - b.seq);
  let [units, cost] = [0, 0n];
  if (difference > 0) {
    const last = own.at(-1)!;
    return { units: difference, cost: (BigInt(last.costMinor) * BigInt(difference)) / BigInt(last.receivedQty) };
  }
  for (const batch of own) {
    let [left, leftCost] = [batch.remainingQty, BigInt(batch.remainingCostMinor)];
    while (left > 0 && units < -difference) {
      const stays = (BigInt(batch.remainingCostMinor) * BigInt(left - 1)) / BigInt(batch.remainingQty);
      cost += leftCost - stays;
      [left, leftCost, units] = [left - 1, stays, units + 1];
    }
  }
  return { units, cost };
}

test('what is posted is what the units add up to one by one, or nothing is', () => {
  const product = fc.record({
    batches: fc.array(
      fc.record({
        received: fc.integer({ min: 1, max: 6 }),
        gone: fc.integer({ min: 0, max: 6 }),
        cost: fc.integer({ min: 0, max: 1000 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    physical: fc.integer({ min: 0, max: 12 }),
    counted: fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(product, { minLength: 1, maxLength: 4 }), (products) => {
      const batches = products.flatMap((one, at) =>
        one.batches.map(({ received, gone, cost }, seq): Batch => {
          const remainingQty = Math.max(0, received - gone);
          const remainingCostMinor = Number((BigInt(cost) * BigInt(remainingQty)) / BigInt(received));
          const base = sampleBatch(`p${at}`, seq, remainingQty);
          return { ...base, receivedQty: received, costMinor: cost, remainingCostMinor };
        }),
      );
      const counted = products.map((one, at): Counted => [`p${at}`, one.counted, one.physical]);
      const differences = new Map(
        counted.map(([id, units, physical]) => [id, units === undefined ? 0 : units - physical]),
      );
      const isShort = [...differences].some(
        ([id, difference]) => difference < 0 && slowly(batches, id, difference).units < -difference,
      );
      let posted: CountPosted;
      try {
        posted = post(stateOf(batches, counted));
      } catch (error) {
        expect([(error as DomainError).code, isShort]).toEqual(['stock.insufficient', true]);
        return;
      }
      expect(isShort).toBe(false);
      for (const [id, difference] of differences) {
        const own = posted.movements.filter((one) => one.productId === id);
        const { units, cost } = slowly(batches, id, difference);
        expect(own.reduce((total, one) => total + one.remainingDelta, 0)).toBe(Math.sign(difference) * units + 0);
        expect(BigInt(own.reduce((total, one) => total + one.costMinor, 0))).toBe(difference === 0 ? 0n : cost);
        const level = posted.levels.find((one) => one.after.productId === id);
        expect(level ? level.after.available - level.before!.available : 0).toBe(difference + 0);
      }
      const { missingCostMinor, foundCostMinor } = posted.after.posted!;
      const costOf = (kind: string) =>
        posted.movements.filter((one) => one.kind === kind).reduce((total, one) => total + one.costMinor, 0);
      expect([missingCostMinor, foundCostMinor]).toEqual([costOf('writtenOff'), costOf('found')]);
    }),
    { numRuns: 300 },
  );
});
