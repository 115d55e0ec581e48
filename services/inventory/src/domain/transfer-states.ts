import {
  fieldInvalid,
  FINAL_TRANSFER_STATES,
  inventoryErrors,
  TRANSFER_LIFE,
  transferState,
  type TransferGuard,
  type TransferState,
  type TransferTransition,
  type TransferTransitionName,
} from '@comptoir/contracts';

const FINAL: readonly TransferState[] = FINAL_TRANSFER_STATES;
const ROWS: readonly TransferTransition[] = TRANSFER_LIFE;

/** What guards look at: whether units are on the road once the transition is done. */
export interface TransferFacts {
  readonly isOnTheRoad: boolean;
}

const GUARDS: Readonly<Record<TransferGuard, (facts: TransferFacts) => boolean>> = {
  somethingOnTheRoad: ({ isOnTheRoad }) => isOnTheRoad,
  nothingOnTheRoad: ({ isOnTheRoad }) => !isOnTheRoad,
};

function fits(row: TransferTransition, facts: TransferFacts): boolean {
  return row.guards.every((guard) => GUARDS[guard](facts));
}

/** Faults of a table of transitions, in words; none when it is complete. Checked when this file is loaded. */
export function faultsOf(
  rows: readonly TransferTransition[],
  states: readonly TransferState[] = transferState.options,
): string[] {
  const reached = new Set<TransferState>(['requested']);
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const row of rows) if (row.from.some((state) => reached.has(state))) reached.add(row.to);
    grew = reached.size > before;
  }
  const leaves = (state: TransferState): boolean => rows.some((row) => row.from.includes(state) && row.to !== state);
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...states.filter((state) => !FINAL.includes(state) && !leaves(state)).map((state) => `${state} has no way out`),
    ...FINAL.filter(leaves).map((state) => `${state} is final and yet left`),
    ...faultsOfGuards(rows),
  ];
}

/** Rows that share a name and a state are told apart by their guards: exactly one of them fits each case. */
function faultsOfGuards(rows: readonly TransferTransition[]): string[] {
  const ways = Map.groupBy(
    rows.flatMap((row) => row.from.map((from) => ({ from, row }))),
    ({ from, row }) => `${row.name} from ${from}`,
  );
  return [...ways].flatMap(([way, group]) => {
    if (group.length === 1) return [];
    const fitting = [true, false].map((isOnTheRoad) => group.filter(({ row }) => fits(row, { isOnTheRoad })).length);
    return fitting.every((count) => count === 1) ? [] : [`${way} has a case that not exactly one row fits`];
  });
}

const faults = faultsOf(ROWS);
if (faults.length > 0) throw new Error(`transfer states: ${faults.join('; ')}`);

interface Standing {
  readonly _id: string;
  readonly state: TransferState;
  readonly revision: number;
}

/**
 * State and revision after a transition. Refuses transfer.state where the table has no such way, and message.invalid where
 * it asks for a reason that was not given.
 */
export function move(
  transfer: Standing,
  name: TransferTransitionName,
  facts: TransferFacts,
  reason?: string,
): { readonly state: TransferState; readonly revision: number } {
  const row = ROWS.find((one) => one.name === name && one.from.includes(transfer.state) && fits(one, facts));
  if (!row) {
    throw inventoryErrors.transferState(`This transfer is ${IN_WORDS[transfer.state]}.`, {
      transferId: transfer._id,
      state: transfer.state,
      revision: transfer.revision,
    });
  }
  if (row.reason === 'required' && reason === undefined) throw fieldInvalid('reason', 'is needed: say why');
  return { state: row.to, revision: transfer.revision + 1 };
}

/** The store that a transition is for, of the two of a transfer. */
export function sideOf(name: TransferTransitionName): TransferTransition['side'] {
  return ROWS.find((row) => row.name === name)!.side;
}

/** The states, as a sentence about a transfer names them. */
const IN_WORDS: Readonly<Record<TransferState, string>> = {
  requested: 'asked for, and nothing of it was shipped',
  shipped: 'on the road, and nothing of it was received',
  partlyReceived: 'received in part',
  received: 'received',
  closed: 'closed',
  refused: 'refused',
  cancelled: 'cancelled',
  returned: 'back in the store that sent it',
};
