import { describe, expect, test } from '@jest/globals';
import type { OrderState } from '@comptoir/contracts';
import { faultsOf, move, ORDER_STATES, ORDER_TRANSITIONS, type TransitionName } from './order-states.js';

const NAMES = Object.keys(ORDER_TRANSITIONS) as TransitionName[];

/** The life of an order, once more, by hand: `from name to ±revision`. */
const LIFE = [
  'draft change draft +1',
  'draft cancel cancelled +1',
  'draft beginCheckout checkingOut +0',
  'checkingOut requestApproval pendingApproval +0',
  'pendingApproval requestApproval pendingApproval +0',
  'draft returnToDraft draft +1',
  'checkingOut returnToDraft draft +1',
  'pendingApproval returnToDraft draft +1',
  'checkingOut post fulfilled +0',
  'pendingApproval post fulfilled +0',
  'fulfilled invoice invoiced +0',
  'fulfilled settle paid +0',
  'invoiced undoSale cancelled +0',
  'paid undoSale cancelled +0',
];

describe('order states', () => {
  test.each(ORDER_STATES.flatMap((state) => NAMES.map((name) => [state, name] as const)))('%s: %s', (state, name) => {
    const way = LIFE.find((one) => one.startsWith(`${state} ${name} `))?.split(' ');
    const order = { _id: 'ord_1', state, revision: 4 };
    if (!way)
      return expect(() => move(order, name)).toThrow(
        expect.objectContaining({ code: 'order.state', details: { orderId: 'ord_1', state, revision: 4 } }),
      );
    expect(move(order, name)).toEqual({ state: way[2], revision: 4 + Number(way[3]) });
  });

  test('a table with a hole is found out at load', () => {
    const step = (from: OrderState, to: OrderState) => ({ from: [from], to, revision: 0 as const, effect: '' });
    expect(faultsOf(ORDER_TRANSITIONS, ORDER_STATES)).toEqual([]);
    expect(faultsOf({ a: step('draft', 'cancelled') }, ['draft', 'paid', 'cancelled'])).toEqual([
      'paid is never reached',
      'paid has no way out',
    ]);
    expect(faultsOf({ a: step('draft', 'cancelled'), b: step('cancelled', 'draft') }, ['draft', 'cancelled'])).toEqual([
      'cancelled is final and yet left',
    ]);
  });
});
