import { describe, expect, test } from '@jest/globals';
import type { CountScope, inventory, ParsedInputOf } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, STORE } from '../../test/samples.js';
import { decideCreateStockCount, decideEnterCount, decideRecountLines } from './stock-count.js';

const LEVEL = sampleLevel('a', [sampleBatch('a', 0, 5)]);
type Create = ParsedInputOf<typeof inventory.createStockCount>;
const command = (scope: CountScope): Create => ({
  stockCountId: 'cnt_1',
  storeId: STORE,
  store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
  scope,
});
const create = (productIds: readonly string[], scope: CountScope = { kind: 'store' }) =>
  decideCreateStockCount(
    { series: { _id: 'ALG1-SC-2026', last: 6 }, productIds, levels: [LEVEL], held: new Map([[LEVEL._id, 2]]) },
    command(scope),
    sampleContext(),
  );

describe('a new count', () => {
  test('has the next number and the figures of its moment, units that are held with those to sell', () => {
    const { count, lines, series } = create(['b', 'a', 'a']);
    expect([count.number, series.last, count.products]).toEqual(['ALG1-SC-2026-000007', 7, 2]);
    expect(lines.map((line) => [line._id, line.startQuantity, line.round])).toEqual([
      ['cnt_1/a', 7, 1],
      ['cnt_1/b', 0, 1],
    ]);
  });

  test('has five thousand products at most, and one at least unless it is of the whole store', () => {
    const many = Array.from({ length: 5001 }, (_none, at) => `p${at}`);
    expect(() => create(many)).toThrow(
      expect.objectContaining({ code: 'stock-count.too-large', details: { products: 5001, limit: 5000 } }),
    );
    expect(create(many.slice(1)).lines).toHaveLength(5000);
    expect(create([]).lines).toEqual([]);
    expect(() => create([], { kind: 'cyclic', products: 5 })).toThrow(
      expect.objectContaining({ code: 'stock-count.empty' }),
    );
  });
});

describe('an entry', () => {
  const { count, lines } = create(['a']);
  const input = { entryId: 'cen_1', stockCountId: 'cnt_1', productId: 'a', quantity: 3 };
  const state = { found: count, line: lines[0]!, level: LEVEL, held: 2 };

  test('keeps what should be there at its moment', () => {
    const { entry, newLine } = decideEnterCount(state, input, sampleContext());
    expect(entry).toMatchObject({ seq: 1, round: 1, physicalQuantity: 7, levelVersion: 7, heldQuantity: 2 });
    expect(newLine).toBeUndefined();
  });

  test('of a product that the store never had is a line of its own, of the whole store only', () => {
    const strange = { found: count, line: null, held: 0 };
    const { entry, newLine } = decideEnterCount(strange, { ...input, productId: 'z' }, sampleContext());
    expect([entry.physicalQuantity, newLine]).toMatchObject([0, { _id: 'cnt_1/z', startQuantity: 0 }]);
    const named = { ...strange, found: { ...count, scope: { kind: 'products' as const } } };
    expect(() => decideEnterCount(named, { ...input, productId: 'z' }, sampleContext())).toThrow(
      expect.objectContaining({ code: 'stock-count.out-of-scope' }),
    );
    const full = { ...strange, found: { ...count, products: 5000 } };
    expect(() => decideEnterCount(full, { ...input, productId: 'z' }, sampleContext())).toThrow(
      expect.objectContaining({ code: 'stock-count.too-large' }),
    );
  });

  test.each([
    ['no such count', { ...state, found: null }, 'stock-count.unknown'],
    ['a count in review', { ...state, found: { ...count, state: 'inReview' as const } }, 'stock-count.state'],
    ['a line that stands', { ...state, found: { ...count, round: 2 } }, 'stock-count.not-recounted'],
  ])('refused: %s', (_name, asked, code) => {
    expect(() => decideEnterCount(asked, input, sampleContext())).toThrow(expect.objectContaining({ code }));
  });
});

test('a recount opens the next round for the lines named, and for no other', () => {
  const { count, lines } = create(['a', 'b']);
  const found = { ...count, state: 'inReview' as const, revision: 2 };
  const input = { stockCountId: 'cnt_1', revision: 2, productIds: ['a'] };
  const again = decideRecountLines({ found, lines: lines.slice(0, 1) }, input, sampleContext());
  expect([again.after.state, again.after.round, again.after.revision]).toEqual(['open', 2, 3]);
  expect(again.lines.map((line) => [line.productId, line.round])).toEqual([['a', 2]]);
  expect(() => decideRecountLines({ found, lines: [] }, input, sampleContext())).toThrow(
    expect.objectContaining({ code: 'stock-count.out-of-scope' }),
  );
});
