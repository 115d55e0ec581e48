import { describe, expect, test } from '@jest/globals';
import {
  FINAL_STOCK_COUNT_STATES,
  STOCK_COUNT_LIFE,
  stockCountState,
  type StockCountState,
  type StockCountTransitionName,
} from '@comptoir/contracts';
import { moveCount } from './stock-count-states.js';

const NAMES = STOCK_COUNT_LIFE.map((row) => row.name);
/** The life of a stock count, once more, by hand. */
const LIFE: readonly [StockCountState, StockCountTransitionName, StockCountState][] = [
  ['open', 'enter', 'open'],
  ['open', 'review', 'inReview'],
  ['inReview', 'recount', 'open'],
  ['inReview', 'post', 'posted'],
  ['open', 'cancel', 'cancelled'],
  ['inReview', 'cancel', 'cancelled'],
];
const countIn = (state: StockCountState) => ({ _id: 'cnt_1', state, revision: 4 });

describe('stock count states', () => {
  test.each(LIFE)('%s: %s leads to %s', (from, name, to) => expect(moveCount(countIn(from), name)).toBe(to));

  test('no other way leads anywhere', () => {
    const known = new Set(LIFE.map(([from, name]) => `${from} ${name}`));
    const all = stockCountState.options.flatMap((state) => NAMES.map((name) => [state, name] as const));
    const others = all.filter(([state, name]) => !known.has(`${state} ${name}`));
    expect(others).toHaveLength(all.length - LIFE.length);
    for (const [state, name] of others)
      expect(() => moveCount(countIn(state), name)).toThrow(
        expect.objectContaining({
          code: 'stock-count.state',
          details: { stockCountId: 'cnt_1', state, revision: 4 },
        }),
      );
  });

  test('every state is reached from open, and only the final ones are never left', () => {
    const reached = new Set<StockCountState>(['open', ...LIFE.map(([, , to]) => to)]);
    expect([...reached].toSorted()).toEqual(stockCountState.options.toSorted());
    const left = stockCountState.options.filter((state) => LIFE.some(([from, , to]) => from === state && to !== from));
    expect(stockCountState.options.filter((state) => !left.includes(state))).toEqual([...FINAL_STOCK_COUNT_STATES]);
  });
});
