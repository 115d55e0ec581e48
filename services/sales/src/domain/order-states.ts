import {
  FINAL_ORDER_STATES,
  ORDER_LIFE,
  ORDER_MOVERS,
  orderState,
  salesErrors,
  type OrderState,
  type OrderTransition,
  type OrderTransitionName,
} from '@comptoir/contracts';
import { everyCase, GUARDS, type OrderFacts } from './order-guards.js';

const FINAL: readonly OrderState[] = FINAL_ORDER_STATES;
const ROWS: readonly OrderTransition[] = ORDER_LIFE;

/** Faults of a table of transitions, in words; none when it is complete. Checked when this file is loaded. */
export function faultsOf(rows: readonly OrderTransition[], states: readonly OrderState[]): string[] {
  return [...faultsOfWays(rows, states), ...faultsOfMovers(rows), ...faultsOfGuards(rows)];
}

function faultsOfWays(rows: readonly OrderTransition[], states: readonly OrderState[]): string[] {
  const reached = new Set<OrderState>(['draft']);
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const row of rows) if (row.from.some((state) => reached.has(state))) reached.add(row.to);
    grew = reached.size > before;
  }
  const leaves = (state: OrderState): boolean => rows.some((row) => row.from.includes(state) && row.to !== state);
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...states.filter((state) => !FINAL.includes(state) && !leaves(state)).map((state) => `${state} has no way out`),
    ...FINAL.filter(leaves).map((state) => `${state} is final and yet left`),
  ];
}

function faultsOfMovers(rows: readonly OrderTransition[]): string[] {
  const movers: readonly string[] = ORDER_MOVERS;
  return rows.flatMap(({ name, by }) =>
    by.length === 0
      ? [`${name} is done by nobody`]
      : by.filter((mover) => !movers.includes(mover)).map((mover) => `${name} is done by ${mover}, who does not exist`),
  );
}

/** Of rows that share a name and a state, exactly one fits every case that the guards they have in common let through. */
function faultsOfGuards(rows: readonly OrderTransition[]): string[] {
  const cases = everyCase();
  const groups = Map.groupBy(
    rows.flatMap((row) => row.from.map((from) => ({ from, row }))),
    ({ from, row }) => `${row.name} from ${from}`,
  );
  return [...groups].flatMap(([way, group]) => {
    const [first] = group;
    if (!first || group.length === 1) return [];
    const common = first.row.guards.filter((guard) => group.every(({ row }) => row.guards.includes(guard)));
    const fitting = cases
      .filter((facts) => common.every((guard) => GUARDS[guard].holds(facts)))
      .map((facts) => group.filter(({ row }) => fits(row, facts)).length);
    return [
      ...(fitting.includes(0) ? [`${way} has a case that no row fits`] : []),
      ...(fitting.some((count) => count > 1) ? [`${way} has a case that several rows fit`] : []),
    ];
  });
}

function fits(row: OrderTransition, facts: OrderFacts): boolean {
  return row.guards.every((guard) => GUARDS[guard].holds(facts));
}

const faults = faultsOf(ROWS, orderState.options);
if (faults.length > 0) throw new Error(`order states: ${faults.join('; ')}`);

interface Standing {
  readonly _id: string;
  readonly state: OrderState;
  readonly revision: number;
}

/** Whether the table has such a way from this state. */
export function hasWay(state: OrderState, name: OrderTransitionName): boolean {
  return ROWS.some((row) => row.name === name && row.from.includes(state));
}

/** Refuses `order.state` where the table has no such way from the order's state. */
export function requireWay(order: Standing, name: OrderTransitionName): void {
  if (!hasWay(order.state, name)) throw refusal(order, `This order is ${IN_WORDS[order.state]}.`);
}

/** State and revision after a transition; refuses `order.state` where the table has no such way, or a guard does not hold. */
export function move(
  order: Standing,
  name: OrderTransitionName,
  facts: OrderFacts = {},
): { state: OrderState; revision: number } {
  requireWay(order, name);
  const rows = ROWS.filter((row) => row.name === name && row.from.includes(order.state));
  const row = rows.find((one) => fits(one, facts));
  if (!row) {
    const guard = rows.flatMap((one) => one.guards).find((one) => !GUARDS[one].holds(facts));
    throw refusal(order, guard ? GUARDS[guard].otherwise : `This order is ${IN_WORDS[order.state]}.`);
  }
  return { state: row.to, revision: order.revision + row.revision };
}

function refusal({ _id, state, revision }: Standing, message: string): Error {
  return salesErrors.orderState(message, { orderId: _id, state, revision });
}

const IN_WORDS: Readonly<Record<OrderState, string>> = {
  draft: 'still a draft',
  expired: 'expired: bring it back, then go on with it',
  checkingOut: 'being checked out',
  pendingApproval: 'waiting for a manager',
  refused: 'refused by a manager: change it before it is sold',
  fulfilled: 'sold, its documents are on their way',
  invoiced: 'sold and invoiced',
  paid: 'sold and paid',
  partlyReturned: 'sold, and a part of it came back',
  cancelling: 'being cancelled',
  returned: 'sold, and all of it came back',
  cancelled: 'cancelled',
};
