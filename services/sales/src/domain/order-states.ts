import { salesErrors, type OrderState } from '@comptoir/contracts';

/** What one named transition does: from where, to where, whether the revision grows, and its side effect in words. */
export interface Transition {
  readonly from: readonly OrderState[];
  readonly to: OrderState;
  /** Added to the revision: a new attempt gets a new revision, a lock does not. */
  readonly revision: 0 | 1;
  readonly effect: string;
}

/** The order's life, the only place where it is written down. */
export const ORDER_TRANSITIONS = {
  change: { from: ['draft'], to: 'draft', revision: 1, effect: 'the content is replaced' },
  cancel: { from: ['draft'], to: 'cancelled', revision: 1, effect: 'nothing was sold, nothing is left to do' },
  beginCheckout: {
    from: ['draft'],
    to: 'checkingOut',
    revision: 0,
    effect: 'lines, store, buyer and payment are frozen; stock may be held',
  },
  requestApproval: {
    from: ['checkingOut', 'pendingApproval'],
    to: 'pendingApproval',
    revision: 0,
    effect: 'a manager is asked, or asked again, the stock stays held',
  },
  returnToDraft: {
    from: ['checkingOut', 'pendingApproval', 'draft'],
    to: 'draft',
    revision: 1,
    effect: 'the lock and all that was frozen are let go',
  },
  post: {
    from: ['checkingOut', 'pendingApproval'],
    to: 'fulfilled',
    revision: 0,
    effect: 'sale, STI, journal entry and payment are written',
  },
  invoice: {
    from: ['fulfilled'],
    to: 'invoiced',
    revision: 0,
    effect: 'the sale is final, the customer owes the rest',
  },
  settle: { from: ['fulfilled'], to: 'paid', revision: 0, effect: 'the sale is final and paid in full' },
  undoSale: { from: ['invoiced', 'paid'], to: 'cancelled', revision: 0, effect: 'all that was sold came back' },
} as const satisfies Record<string, Transition>;

/** Name of a transition. */
export type TransitionName = keyof typeof ORDER_TRANSITIONS;

/** Every state an order can be in. */
export const ORDER_STATES = [
  'draft',
  'checkingOut',
  'pendingApproval',
  'fulfilled',
  'invoiced',
  'paid',
  'cancelled',
] as const satisfies readonly OrderState[];

const FINAL: readonly OrderState[] = ['cancelled'];

/** Faults of a table of transitions: states never reached from draft, states without a way out; none when it is complete. */
export function faultsOf(table: Readonly<Record<string, Transition>>, states: readonly OrderState[]): string[] {
  const transitions = Object.values(table);
  const reached = new Set<OrderState>(['draft']);
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const step of transitions) if (step.from.some((state) => reached.has(state))) reached.add(step.to);
    grew = reached.size > before;
  }
  const leaves = (state: OrderState): boolean =>
    transitions.some((step) => step.from.includes(state) && step.to !== state);
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...states.filter((state) => !FINAL.includes(state) && !leaves(state)).map((state) => `${state} has no way out`),
    ...FINAL.filter(leaves).map((state) => `${state} is final and yet left`),
  ];
}

const faults = faultsOf(ORDER_TRANSITIONS, ORDER_STATES);
if (faults.length > 0) throw new Error(`order states: ${faults.join('; ')}`);

/** State and revision after a transition; refuses `order.state` where the table has no such way. */
export function move(
  order: { readonly _id: string; readonly state: OrderState; readonly revision: number },
  name: TransitionName,
): { state: OrderState; revision: number } {
  const step: Transition = ORDER_TRANSITIONS[name];
  if (!step.from.includes(order.state)) {
    throw salesErrors.orderState(`This order is ${IN_WORDS[order.state]}.`, {
      orderId: order._id,
      state: order.state,
      revision: order.revision,
    });
  }
  return { state: step.to, revision: order.revision + step.revision };
}

const IN_WORDS: Readonly<Record<OrderState, string>> = {
  draft: 'still a draft',
  checkingOut: 'being checked out',
  pendingApproval: 'waiting for a manager',
  fulfilled: 'sold, its documents are on their way',
  invoiced: 'sold and invoiced',
  paid: 'sold and paid',
  cancelled: 'cancelled',
};
