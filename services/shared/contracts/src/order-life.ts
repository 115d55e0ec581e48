import { z } from 'zod';
import { ORDER_STATES } from './order-states.js';

export const orderState = z.enum(ORDER_STATES);
export type OrderState = z.infer<typeof orderState>;

/** Conditions of transitions; sales decides each from the facts (`services/sales/src/domain/order-guards.ts`). */
export const ORDER_GUARDS = [
  'idle',
  'parked',
  'ownLock',
  'notGivenUp',
  'nothingOwed',
  'somethingOwed',
  'nothingReturned',
  'somethingReturned',
  'everythingReturned',
  'somethingLeft',
  'wasInvoiced',
  'wasPaid',
  'wasPartlyReturned',
] as const;
export type OrderGuard = (typeof ORDER_GUARDS)[number];

/** Who moves an order: a person with the permission of this name, or a saga or schedule of its own accord. */
export const ORDER_MOVERS = [
  'takeOrders',
  'approve',
  'cancelOrders',
  'cancelSales',
  'returnGoods',
  'checkout',
  'correction',
  'payment',
  'clock',
] as const;
export type OrderMover = (typeof ORDER_MOVERS)[number];

/** Movers that are no permissions. */
export const ORDER_AUTOMATA = ['checkout', 'correction', 'payment', 'clock'] as const satisfies readonly OrderMover[];

/** A row of the table: from where to where, under which conditions, by whom, and what else happens. */
export interface OrderTransition {
  readonly name: string;
  readonly from: readonly OrderState[];
  readonly to: OrderState;
  /** Added to the revision: a new attempt gets a new revision, a lock does not. */
  readonly revision: 0 | 1;
  /** All of them hold. Rows that share a name and a state are told apart by them. */
  readonly guards: readonly OrderGuard[];
  readonly by: readonly OrderMover[];
  readonly effect: string;
}

/** States that are never left. */
export const FINAL_ORDER_STATES = ['returned', 'cancelled'] as const satisfies readonly OrderState[];

/** The order's life, the only place where it is written down; the README of sales prints and draws it. */
export const ORDER_LIFE = [
  {
    name: 'change',
    from: ['draft', 'refused'],
    to: 'draft',
    revision: 1,
    guards: [],
    by: ['takeOrders'],
    effect: 'the content is replaced; a parked order is taken up by whoever changes it',
  },
  {
    name: 'park',
    from: ['draft'],
    to: 'draft',
    revision: 1,
    guards: [],
    by: ['takeOrders'],
    effect: 'it stands in the list of parked orders, with its label and who parked it',
  },
  {
    name: 'resume',
    from: ['draft'],
    to: 'draft',
    revision: 1,
    guards: ['parked'],
    by: ['takeOrders'],
    effect: 'it leaves the list of parked orders: one till has it',
  },
  {
    name: 'expire',
    from: ['draft'],
    to: 'expired',
    revision: 1,
    guards: ['idle'],
    by: ['clock'],
    effect: 'nobody has changed it for COMPTOIR_DRAFT_HOURS; its content is kept',
  },
  {
    name: 'restore',
    from: ['expired'],
    to: 'draft',
    revision: 1,
    guards: [],
    by: ['takeOrders'],
    effect: 'it stands in the list of parked orders, for any till to take up',
  },
  {
    name: 'cancel',
    from: ['draft', 'refused', 'expired'],
    to: 'cancelled',
    revision: 1,
    guards: [],
    by: ['cancelOrders'],
    effect: 'nothing was sold, nothing is left to do',
  },
  {
    name: 'beginCheckout',
    from: ['draft'],
    to: 'checkingOut',
    revision: 0,
    guards: ['notGivenUp'],
    by: ['checkout'],
    effect: 'lines, store, buyer and payment are frozen; stock may be held',
  },
  {
    name: 'requestApproval',
    from: ['checkingOut', 'pendingApproval'],
    to: 'pendingApproval',
    revision: 0,
    guards: ['ownLock', 'notGivenUp'],
    by: ['checkout'],
    effect: 'a manager is asked, or asked again; the stock stays held',
  },
  {
    name: 'refuse',
    from: ['pendingApproval'],
    to: 'refused',
    revision: 1,
    guards: [],
    by: ['approve'],
    effect: 'a manager said no: the reason is kept, the lock and the stock are let go',
  },
  {
    name: 'returnToDraft',
    from: ['draft', 'checkingOut', 'pendingApproval'],
    to: 'draft',
    revision: 1,
    guards: [],
    by: ['checkout'],
    effect: 'the lock and all that was frozen are let go, the reason is kept',
  },
  {
    name: 'post',
    from: ['checkingOut', 'pendingApproval'],
    to: 'fulfilled',
    revision: 0,
    guards: ['ownLock', 'notGivenUp'],
    by: ['checkout'],
    effect: 'sale, STI, journal entry and payment are written',
  },
  {
    name: 'invoice',
    from: ['fulfilled'],
    to: 'invoiced',
    revision: 0,
    guards: ['somethingOwed'],
    by: ['checkout'],
    effect: 'the sale is final, the customer owes the rest',
  },
  {
    name: 'settle',
    from: ['fulfilled', 'invoiced'],
    to: 'paid',
    revision: 0,
    guards: ['nothingOwed', 'nothingReturned'],
    by: ['checkout', 'payment'],
    effect: 'the last of it is paid',
  },
  {
    name: 'settle',
    from: ['fulfilled', 'invoiced'],
    to: 'partlyReturned',
    revision: 0,
    guards: ['nothingOwed', 'somethingReturned'],
    by: ['checkout', 'payment'],
    effect: 'the last of it is paid; a part of the goods is back',
  },
  {
    name: 'reopen',
    from: ['paid', 'partlyReturned'],
    to: 'invoiced',
    revision: 0,
    guards: ['somethingOwed'],
    by: ['payment'],
    effect: 'a payment was reversed: something is owed again',
  },
  {
    name: 'takeBack',
    from: ['invoiced', 'paid', 'partlyReturned'],
    to: 'returned',
    revision: 0,
    guards: ['everythingReturned'],
    by: ['returnGoods'],
    effect: 'a return has brought back the last of it',
  },
  {
    name: 'takeBack',
    from: ['invoiced', 'paid', 'partlyReturned'],
    to: 'invoiced',
    revision: 0,
    guards: ['somethingLeft', 'somethingOwed'],
    by: ['returnGoods'],
    effect: 'a part is back, something of the rest is still owed',
  },
  {
    name: 'takeBack',
    from: ['invoiced', 'paid', 'partlyReturned'],
    to: 'partlyReturned',
    revision: 0,
    guards: ['somethingLeft', 'nothingOwed'],
    by: ['returnGoods'],
    effect: 'a part is back, nothing is owed',
  },
  {
    name: 'beginCancellation',
    from: ['invoiced', 'paid', 'partlyReturned'],
    to: 'cancelling',
    revision: 0,
    guards: [],
    by: ['cancelSales'],
    effect: 'the order is locked while everything is taken back; the state it had is kept',
  },
  {
    name: 'abandonCancellation',
    from: ['cancelling'],
    to: 'invoiced',
    revision: 0,
    guards: ['wasInvoiced'],
    by: ['correction'],
    effect: 'the cancellation was undone: the order is as it was',
  },
  {
    name: 'abandonCancellation',
    from: ['cancelling'],
    to: 'paid',
    revision: 0,
    guards: ['wasPaid'],
    by: ['correction'],
    effect: 'the cancellation was undone: the order is as it was',
  },
  {
    name: 'abandonCancellation',
    from: ['cancelling'],
    to: 'partlyReturned',
    revision: 0,
    guards: ['wasPartlyReturned'],
    by: ['correction'],
    effect: 'the cancellation was undone: the order is as it was',
  },
  {
    name: 'finishCancellation',
    from: ['cancelling'],
    to: 'cancelled',
    revision: 0,
    guards: ['everythingReturned'],
    by: ['correction'],
    effect: 'stock, ledger and documents are reversed; the reason is kept',
  },
] as const satisfies readonly OrderTransition[];

/** Name of a transition. */
export type OrderTransitionName = (typeof ORDER_LIFE)[number]['name'];
