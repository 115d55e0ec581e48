import { describe, expect, test } from '@jest/globals';
import { TRANSFER_LIFE, transferState, type TransferState, type TransferTransition } from '@comptoir/contracts';
import { faultsOf, move, sideOf } from './transfer-states.js';

const NAMES = [...new Set(TRANSFER_LIFE.map((row) => row.name))];
type Name = (typeof NAMES)[number];
const STATES = transferState.options;
const ROAD = true;
const EMPTY = false;

/** The life of a transfer, once more, by hand: from, name, whether units are on the road then, to; whether it needs a reason. */
const LIFE: readonly [from: TransferState, name: Name, road: boolean, to: TransferState, reason: 'needed' | 'free'][] =
  [
    ['requested', 'ship', ROAD, 'shipped', 'free'],
    ['requested', 'refuse', EMPTY, 'refused', 'needed'],
    ['requested', 'cancel', EMPTY, 'cancelled', 'needed'],
    ['shipped', 'return', EMPTY, 'returned', 'needed'],
    ['shipped', 'receive', ROAD, 'partlyReceived', 'free'],
    ['shipped', 'receive', EMPTY, 'received', 'free'],
    ['partlyReceived', 'receive', ROAD, 'partlyReceived', 'free'],
    ['partlyReceived', 'receive', EMPTY, 'received', 'free'],
    ['shipped', 'loseRest', EMPTY, 'closed', 'needed'],
    ['partlyReceived', 'loseRest', EMPTY, 'closed', 'needed'],
    ['received', 'close', EMPTY, 'closed', 'free'],
  ];

const transferIn = (state: TransferState) => ({ _id: 'trf_1', state, revision: 4 });

describe('transfer states', () => {
  test.each(LIFE)('%s: %s, on the road: %s, leads to %s', (from, name, isOnTheRoad, state, reason) => {
    expect(move(transferIn(from), name, { isOnTheRoad }, 'because')).toEqual({ state, revision: 5 });
    const without = () => move(transferIn(from), name, { isOnTheRoad });
    if (reason === 'needed') expect(without).toThrow(expect.objectContaining({ code: 'message.invalid' }));
    else expect(without()).toEqual({ state, revision: 5 });
  });

  test('no other way leads anywhere', () => {
    const known = new Set(LIFE.map(([from, name]) => `${from} ${name}`));
    const others = STATES.flatMap((state) => NAMES.map((name) => [state, name] as const)).filter(
      ([state, name]) => !known.has(`${state} ${name}`),
    );
    expect(others).toHaveLength(STATES.length * NAMES.length - known.size);
    for (const [state, name] of others)
      for (const isOnTheRoad of [ROAD, EMPTY])
        expect(() => move(transferIn(state), name, { isOnTheRoad }, 'because')).toThrow(
          expect.objectContaining({ code: 'transfer.state', details: { transferId: 'trf_1', state, revision: 4 } }),
        );
  });

  test('shipping is of the sending store, asking and receiving of the other', () => {
    const ways = Map.groupBy(NAMES, sideOf);
    expect(ways.get('sending')).toEqual(['ship', 'refuse', 'return']);
    expect(ways.get('asking')).toEqual(['cancel', 'receive', 'loseRest', 'close']);
  });
});

const row = (changes: Partial<TransferTransition>): TransferTransition => ({
  name: 'a',
  from: ['requested'],
  to: 'cancelled',
  guards: [],
  reason: 'none',
  side: 'asking',
  by: 'requestTransfers',
  effect: '',
  ...changes,
});

test.each<[string, TransferTransition[], TransferState[], string[]]>([
  ['its own', [...TRANSFER_LIFE], [...STATES], []],
  [
    'a state that nothing leads to',
    [row({})],
    ['requested', 'shipped', 'cancelled'],
    ['shipped is never reached', 'shipped has no way out'],
  ],
  [
    'a final state that is left',
    [row({}), row({ name: 'b', from: ['cancelled'], to: 'requested' })],
    ['requested', 'cancelled'],
    ['cancelled is final and yet left'],
  ],
  [
    'a case that two rows fit',
    [row({ guards: ['somethingOnTheRoad'] }), row({})],
    ['requested', 'cancelled'],
    ['a from requested has a case that not exactly one row fits'],
  ],
])('faults of a table: %s', (_name, rows, states, faults) => {
  expect(faultsOf(rows, states)).toEqual(faults);
});
