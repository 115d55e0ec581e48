import { describe, expect, test } from '@jest/globals';
import {
  PURCHASE_ORDER_LIFE,
  purchaseOrderState,
  type PurchaseOrderState,
  type PurchaseOrderTransition,
} from '@comptoir/contracts';
import { faultsOf, move } from './purchase-order-states.js';

const NAMES = [...new Set(PURCHASE_ORDER_LIFE.map((row) => row.name))];
type Name = (typeof NAMES)[number];
const STATES = purchaseOrderState.options;
const DUE = true;
const COMPLETE = false;

/** The life of a purchase order, once more, by hand: from, name, whether something is outstanding, to; whether it needs a reason. */
const LIFE: readonly [
  from: PurchaseOrderState,
  name: Name,
  due: boolean,
  to: PurchaseOrderState,
  reason: 'needed' | 'free',
][] = [
  ['draft', 'change', DUE, 'draft', 'free'],
  ['draft', 'send', DUE, 'sent', 'free'],
  ['draft', 'cancel', DUE, 'cancelled', 'needed'],
  ['sent', 'cancel', DUE, 'cancelled', 'needed'],
  ['sent', 'receive', DUE, 'partlyReceived', 'free'],
  ['sent', 'receive', COMPLETE, 'received', 'free'],
  ['partlyReceived', 'receive', DUE, 'partlyReceived', 'free'],
  ['partlyReceived', 'receive', COMPLETE, 'received', 'free'],
  ['received', 'receive', COMPLETE, 'received', 'free'],
  ['partlyReceived', 'correct', DUE, 'partlyReceived', 'free'],
  ['partlyReceived', 'correct', COMPLETE, 'received', 'free'],
  ['received', 'correct', DUE, 'partlyReceived', 'free'],
  ['received', 'correct', COMPLETE, 'received', 'free'],
  ['closed', 'correct', DUE, 'closed', 'free'],
  ['partlyReceived', 'close', DUE, 'closed', 'needed'],
  ['received', 'close', COMPLETE, 'closed', 'free'],
];

const orderIn = (state: PurchaseOrderState) => ({ _id: 'por_1', state, revision: 4 });

describe('purchase order states', () => {
  test.each(LIFE)('%s: %s, outstanding: %s, leads to %s', (from, name, isOutstanding, state, reason) => {
    const facts = { isOutstanding };
    expect(move(orderIn(from), name, facts, 'because')).toEqual({ state, revision: 5 });
    const without = () => move(orderIn(from), name, facts);
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
      for (const isOutstanding of [DUE, COMPLETE])
        expect(() => move(orderIn(state), name, { isOutstanding }, 'because')).toThrow(
          expect.objectContaining({
            code: 'purchase-order.state',
            details: { purchaseOrderId: 'por_1', state, revision: 4 },
          }),
        );
  });
});

const row = (changes: Partial<PurchaseOrderTransition>): PurchaseOrderTransition => ({
  name: 'a',
  from: ['draft'],
  to: 'cancelled',
  guards: [],
  reason: 'none',
  by: 'changePurchaseOrders',
  effect: '',
  ...changes,
});

test.each<[string, PurchaseOrderTransition[], PurchaseOrderState[], string[]]>([
  ['its own', [...PURCHASE_ORDER_LIFE], [...STATES], []],
  [
    'a state that nothing leads to',
    [row({})],
    ['draft', 'sent', 'cancelled'],
    ['sent is never reached', 'sent has no way out'],
  ],
  [
    'a final state that is left',
    [row({}), row({ name: 'b', from: ['cancelled'], to: 'draft' })],
    ['draft', 'cancelled'],
    ['cancelled is final and yet left'],
  ],
  [
    'a case that two rows fit',
    [row({ guards: ['somethingOutstanding'] }), row({})],
    ['draft', 'cancelled'],
    ['a from draft has a case that not exactly one row fits'],
  ],
  [
    'a case that no row fits',
    [row({ guards: ['nothingOutstanding'] }), row({ guards: ['nothingOutstanding'] })],
    ['draft', 'cancelled'],
    ['a from draft has a case that not exactly one row fits'],
  ],
])('faults of a table: %s', (_name, rows, states, faults) => {
  expect(faultsOf(rows, states)).toEqual(faults);
});
