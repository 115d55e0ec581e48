import { describe, expect, test } from '@jest/globals';
import { ORDER_LIFE, orderState, type OrderState, type OrderTransition } from '@comptoir/contracts';
import type { OrderFacts } from './order-guards.js';
import { faultsOf, move } from './order-states.js';

const NAMES = [...new Set(ORDER_LIFE.map((row) => row.name))];
const STATES = orderState.options;

/** No guard looks at anything. */
const ANY: OrderFacts = {};
const owes = { owedMinor: 1 };
const owesNothing = { owedMinor: 0 };
const free = { ownLock: true, givenUp: false };

/** The life of an order, once more, by hand: from, name, to, what the revision grows by, and the facts under which it is so. */
const LIFE: readonly [from: OrderState, name: string, to: OrderState, revision: number, facts: OrderFacts][] = [
  ['draft', 'change', 'draft', 1, ANY],
  ['refused', 'change', 'draft', 1, ANY],
  ['draft', 'park', 'draft', 1, ANY],
  ['draft', 'resume', 'draft', 1, { parked: true }],
  ['draft', 'expire', 'expired', 1, { idle: true }],
  ['expired', 'restore', 'draft', 1, ANY],
  ['draft', 'cancel', 'cancelled', 1, ANY],
  ['refused', 'cancel', 'cancelled', 1, ANY],
  ['expired', 'cancel', 'cancelled', 1, ANY],
  ['draft', 'beginCheckout', 'checkingOut', 0, { givenUp: false }],
  ['checkingOut', 'requestApproval', 'pendingApproval', 0, free],
  ['pendingApproval', 'requestApproval', 'pendingApproval', 0, free],
  ['pendingApproval', 'refuse', 'refused', 1, ANY],
  ['draft', 'returnToDraft', 'draft', 1, ANY],
  ['checkingOut', 'returnToDraft', 'draft', 1, ANY],
  ['pendingApproval', 'returnToDraft', 'draft', 1, ANY],
  ['checkingOut', 'post', 'fulfilled', 0, free],
  ['pendingApproval', 'post', 'fulfilled', 0, free],
  ['fulfilled', 'invoice', 'invoiced', 0, owes],
  ['fulfilled', 'settle', 'paid', 0, { ...owesNothing, back: 'nothing' }],
  ['fulfilled', 'settle', 'partlyReturned', 0, { ...owesNothing, back: 'part' }],
  ['invoiced', 'settle', 'paid', 0, { ...owesNothing, back: 'nothing' }],
  ['invoiced', 'settle', 'partlyReturned', 0, { owedMinor: -1, back: 'part' }],
  ['paid', 'reopen', 'invoiced', 0, owes],
  ['partlyReturned', 'reopen', 'invoiced', 0, owes],
  ['invoiced', 'takeBack', 'invoiced', 0, { ...owes, back: 'part' }],
  ['invoiced', 'takeBack', 'partlyReturned', 0, { ...owesNothing, back: 'part' }],
  ['invoiced', 'takeBack', 'returned', 0, { ...owes, back: 'everything' }],
  ['paid', 'takeBack', 'partlyReturned', 0, { owedMinor: -1, back: 'part' }],
  ['paid', 'takeBack', 'returned', 0, { ...owesNothing, back: 'everything' }],
  ['partlyReturned', 'takeBack', 'partlyReturned', 0, { ...owesNothing, back: 'part' }],
  ['partlyReturned', 'takeBack', 'returned', 0, { ...owesNothing, back: 'everything' }],
  ['invoiced', 'beginCancellation', 'cancelling', 0, ANY],
  ['paid', 'beginCancellation', 'cancelling', 0, ANY],
  ['partlyReturned', 'beginCancellation', 'cancelling', 0, ANY],
  ['cancelling', 'abandonCancellation', 'invoiced', 0, { lockedFrom: 'invoiced' }],
  ['cancelling', 'abandonCancellation', 'paid', 0, { lockedFrom: 'paid' }],
  ['cancelling', 'abandonCancellation', 'partlyReturned', 0, { lockedFrom: 'partlyReturned' }],
  ['cancelling', 'finishCancellation', 'cancelled', 0, { back: 'everything' }],
];

/** What guards refuse, and what the person is told. */
const REFUSED: readonly [from: OrderState, name: string, facts: OrderFacts, message: string][] = [
  ['draft', 'expire', { idle: false }, 'This order was changed a moment ago.'],
  ['draft', 'resume', { parked: false }, 'This order is not parked: it is at a till, or was taken up already.'],
  ['draft', 'beginCheckout', { givenUp: true }, 'This checkout was given up. Please start again.'],
  ['checkingOut', 'post', { ownLock: false, givenUp: false }, 'This order is being checked out by somebody else.'],
  ['pendingApproval', 'post', { ownLock: true, givenUp: true }, 'This checkout was given up. Please start again.'],
  ['invoiced', 'settle', { ...owes, back: 'nothing' }, 'Something of this order is still to be paid.'],
  ['paid', 'reopen', owesNothing, 'Nothing of this order is to be paid.'],
  ['fulfilled', 'invoice', owesNothing, 'Nothing of this order is to be paid.'],
  ['cancelling', 'finishCancellation', { back: 'part' }, 'A part of this order is still with the customer.'],
];

const orderIn = (state: OrderState) => ({ _id: 'ord_1', state, revision: 4 });
type Name = (typeof NAMES)[number];

describe('order states', () => {
  test.each(LIFE)('%s: %s leads to %s', (from, name, state, grows, facts) => {
    expect(move(orderIn(from), name as Name, facts)).toEqual({ state, revision: 4 + grows });
  });

  test.each(REFUSED)('%s: %s is refused', (from, name, facts, message) => {
    expect(() => move(orderIn(from), name as Name, facts)).toThrow(
      expect.objectContaining({
        code: 'order.state',
        message,
        details: { orderId: 'ord_1', state: from, revision: 4 },
      }),
    );
  });

  test('no other way leads anywhere', () => {
    const known = new Set(LIFE.map(([from, name]) => `${from} ${name}`));
    const others = STATES.flatMap((state) => NAMES.map((name) => [state, name] as const)).filter(
      ([state, name]) => !known.has(`${state} ${name}`),
    );
    expect(others.length).toBeGreaterThan(100);
    for (const [state, name] of others)
      expect(() => move(orderIn(state), name)).toThrow(expect.objectContaining({ code: 'order.state' }));
  });

  test('a transition that is asked for without the fact it needs is a fault of the code', () => {
    expect(() => move(orderIn('invoiced'), 'settle')).toThrow('without the fact owedMinor');
  });
});

const row = (changes: Partial<OrderTransition>): OrderTransition => ({
  name: 'a',
  from: ['draft'],
  to: 'cancelled',
  revision: 0,
  guards: [],
  by: ['clock'],
  effect: '',
  ...changes,
});

describe('faults of a table', () => {
  test.each<[string, OrderTransition[], OrderState[], string[]]>([
    ['its own', [...ORDER_LIFE], [...STATES], []],
    [
      'a state that nothing leads to',
      [row({})],
      ['draft', 'paid', 'cancelled'],
      ['paid is never reached', 'paid has no way out'],
    ],
    [
      'a final state that is left',
      [row({}), row({ name: 'b', from: ['cancelled'], to: 'draft' })],
      ['draft', 'cancelled'],
      ['cancelled is final and yet left'],
    ],
    ['nobody does it', [row({ by: [] })], ['draft', 'cancelled'], ['a is done by nobody']],
    [
      'done by whoever does not exist',
      [row({ by: ['ghost' as 'clock'] })],
      ['draft', 'cancelled'],
      ['a is done by ghost, who does not exist'],
    ],
    [
      'a case that no row fits',
      [row({ guards: ['nothingOwed'] }), row({ guards: ['somethingOwed', 'somethingReturned'] })],
      ['draft', 'cancelled'],
      ['a from draft has a case that no row fits'],
    ],
    [
      'a case that several rows fit',
      [row({ guards: ['nothingOwed'] }), row({ guards: [] })],
      ['draft', 'cancelled'],
      ['a from draft has a case that several rows fit'],
    ],
  ])('%s', (_name, rows, states, faults) => {
    expect(faultsOf(rows, states)).toEqual(faults);
  });
});
