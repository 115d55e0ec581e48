import {
  fieldInvalid,
  FINAL_PURCHASE_ORDER_STATES,
  inventoryErrors,
  PURCHASE_ORDER_LIFE,
  purchaseOrderState,
  type PurchaseOrderGuard,
  type PurchaseOrderState,
  type PurchaseOrderTransition,
  type PurchaseOrderTransitionName,
} from '@comptoir/contracts';

const FINAL: readonly PurchaseOrderState[] = FINAL_PURCHASE_ORDER_STATES;
const ROWS: readonly PurchaseOrderTransition[] = PURCHASE_ORDER_LIFE;

/** What guards look at: whether less of some line has come than was ordered. */
export interface PurchaseOrderFacts {
  readonly isOutstanding: boolean;
}

const GUARDS: Readonly<Record<PurchaseOrderGuard, (facts: PurchaseOrderFacts) => boolean>> = {
  somethingOutstanding: ({ isOutstanding }) => isOutstanding,
  nothingOutstanding: ({ isOutstanding }) => !isOutstanding,
};

function fits(row: PurchaseOrderTransition, facts: PurchaseOrderFacts): boolean {
  return row.guards.every((guard) => GUARDS[guard](facts));
}

/** Faults of a table of transitions, in words; none when it is complete. Checked when this file is loaded. */
export function faultsOf(
  rows: readonly PurchaseOrderTransition[],
  states: readonly PurchaseOrderState[] = purchaseOrderState.options,
): string[] {
  const reached = new Set<PurchaseOrderState>(['draft']);
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const row of rows) if (row.from.some((state) => reached.has(state))) reached.add(row.to);
    grew = reached.size > before;
  }
  const leaves = (state: PurchaseOrderState): boolean =>
    rows.some((row) => row.from.includes(state) && row.to !== state);
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...states.filter((state) => !FINAL.includes(state) && !leaves(state)).map((state) => `${state} has no way out`),
    ...FINAL.filter(leaves).map((state) => `${state} is final and yet left`),
    ...faultsOfGuards(rows),
  ];
}

/** Rows that share a name and a state are told apart by their guards: exactly one of them fits each case. */
function faultsOfGuards(rows: readonly PurchaseOrderTransition[]): string[] {
  const ways = Map.groupBy(
    rows.flatMap((row) => row.from.map((from) => ({ from, row }))),
    ({ from, row }) => `${row.name} from ${from}`,
  );
  return [...ways].flatMap(([way, group]) => {
    if (group.length === 1) return [];
    const fitting = [true, false].map(
      (isOutstanding) => group.filter(({ row }) => fits(row, { isOutstanding })).length,
    );
    return fitting.every((count) => count === 1) ? [] : [`${way} has a case that not exactly one row fits`];
  });
}

const faults = faultsOf(ROWS);
if (faults.length > 0) throw new Error(`purchase order states: ${faults.join('; ')}`);

interface Standing {
  readonly _id: string;
  readonly state: PurchaseOrderState;
  readonly revision: number;
}

/** Whether the table has such a way from this state. */
export function hasWay(state: PurchaseOrderState, name: PurchaseOrderTransitionName): boolean {
  return ROWS.some((row) => row.name === name && row.from.includes(state));
}

/**
 * State and revision after a transition. Refuses purchase-order.state where the table has no such way, and message.invalid
 * where it asks for a reason that was not given.
 */
export function move(
  order: Standing,
  name: PurchaseOrderTransitionName,
  facts: PurchaseOrderFacts,
  reason?: string,
): { readonly state: PurchaseOrderState; readonly revision: number } {
  const row = ROWS.find((one) => one.name === name && one.from.includes(order.state) && fits(one, facts));
  if (!row) {
    throw inventoryErrors.purchaseOrderState(`This purchase order is ${IN_WORDS[order.state]}.`, {
      purchaseOrderId: order._id,
      state: order.state,
      revision: order.revision,
    });
  }
  if (row.reason === 'required' && reason === undefined)
    throw fieldInvalid('reason', 'is needed: say why nothing more is expected');
  return { state: row.to, revision: order.revision + 1 };
}

/** The states, as a sentence about an order names them. */
export const IN_WORDS: Readonly<Record<PurchaseOrderState, string>> = {
  draft: 'still a draft',
  sent: 'sent, and nothing of it was received',
  partlyReceived: 'received in part',
  received: 'received',
  closed: 'closed',
  cancelled: 'cancelled',
};
