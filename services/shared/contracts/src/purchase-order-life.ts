import { z } from 'zod';
import { PURCHASE_ORDER_STATES } from './purchase-order-states.js';

export const purchaseOrderState = z.enum(PURCHASE_ORDER_STATES);
export type PurchaseOrderState = z.infer<typeof purchaseOrderState>;

/** Conditions of transitions; inventory decides each from the lines (`services/inventory/src/domain/purchase-order-states.ts`). */
export const PURCHASE_ORDER_GUARDS = ['somethingOutstanding', 'nothingOutstanding'] as const;
export type PurchaseOrderGuard = (typeof PURCHASE_ORDER_GUARDS)[number];

/** A row of the table: from where to where, under which conditions, by whom, and what else happens. */
export interface PurchaseOrderTransition {
  readonly name: string;
  readonly from: readonly PurchaseOrderState[];
  readonly to: PurchaseOrderState;
  /** All of them hold. Rows that share a name and a state are told apart by them. */
  readonly guards: readonly PurchaseOrderGuard[];
  /** Whether a person must say why. */
  readonly reason: 'none' | 'optional' | 'required';
  /** The permission of whoever does it. */
  readonly by: 'changePurchaseOrders' | 'receiveDeliveries';
  readonly effect: string;
}

/** States that are never left. */
export const FINAL_PURCHASE_ORDER_STATES = ['closed', 'cancelled'] as const satisfies readonly PurchaseOrderState[];

/** The life of a purchase order, the only place where it is written down; the README of inventory prints and draws it. */
export const PURCHASE_ORDER_LIFE = [
  {
    name: 'change',
    from: ['draft'],
    to: 'draft',
    guards: [],
    reason: 'none',
    by: 'changePurchaseOrders',
    effect: 'supplier, lines, day or note are replaced',
  },
  {
    name: 'send',
    from: ['draft'],
    to: 'sent',
    guards: [],
    reason: 'none',
    by: 'changePurchaseOrders',
    effect: 'the supplier’s name of the day and the lines are frozen',
  },
  {
    name: 'receive',
    from: ['sent', 'partlyReceived'],
    to: 'partlyReceived',
    guards: ['somethingOutstanding'],
    reason: 'none',
    by: 'receiveDeliveries',
    effect: 'a delivery has brought a part; the rest is expected',
  },
  {
    name: 'receive',
    from: ['sent', 'partlyReceived', 'received'],
    to: 'received',
    guards: ['nothingOutstanding'],
    reason: 'none',
    by: 'receiveDeliveries',
    effect: 'a delivery has brought the last of it, or more than was ordered',
  },
  {
    name: 'correct',
    from: ['partlyReceived', 'received'],
    to: 'partlyReceived',
    guards: ['somethingOutstanding'],
    reason: 'none',
    by: 'receiveDeliveries',
    effect: 'a line of a delivery was typed wrongly: less has come than was ordered',
  },
  {
    name: 'correct',
    from: ['partlyReceived', 'received'],
    to: 'received',
    guards: ['nothingOutstanding'],
    reason: 'none',
    by: 'receiveDeliveries',
    effect: 'a line of a delivery was typed wrongly: all has come, or more',
  },
  {
    name: 'correct',
    from: ['closed'],
    to: 'closed',
    guards: [],
    reason: 'none',
    by: 'receiveDeliveries',
    effect: 'a line of a delivery was typed wrongly: what has come is put right',
  },
  {
    name: 'cancel',
    from: ['draft', 'sent'],
    to: 'cancelled',
    guards: [],
    reason: 'required',
    by: 'changePurchaseOrders',
    effect: 'nothing was received, and nothing is expected any more',
  },
  {
    name: 'close',
    from: ['partlyReceived'],
    to: 'closed',
    guards: [],
    reason: 'required',
    by: 'changePurchaseOrders',
    effect: 'the rest is no longer expected; what is missing stays visible',
  },
  {
    name: 'close',
    from: ['received'],
    to: 'closed',
    guards: [],
    reason: 'optional',
    by: 'changePurchaseOrders',
    effect: 'nothing more is taken in on it',
  },
] as const satisfies readonly PurchaseOrderTransition[];

/** Name of a transition. */
export type PurchaseOrderTransitionName = (typeof PURCHASE_ORDER_LIFE)[number]['name'];
