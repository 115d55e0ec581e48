import type { OrderGuard, OrderState } from '@comptoir/contracts';

/** How much of what was sold came back. */
export type Back = 'nothing' | 'part' | 'everything';

/** What guards look at; a transition is asked for with the facts that its guards need. */
export interface OrderFacts {
  /** Whether the draft was not changed for the set time. */
  readonly idle?: boolean;
  readonly parked?: boolean;
  /** Whether the saga that asks holds the lock. */
  readonly ownLock?: boolean;
  /** Whether the checkout of this revision was given up. */
  readonly givenUp?: boolean;
  /** What is still to be paid of the sale, minor units; below zero: more came back than was owed. */
  readonly owedMinor?: number;
  readonly back?: Back;
  /** The state that the order had before it was locked as `cancelling`. */
  readonly lockedFrom?: OrderState;
}

interface Guard {
  readonly holds: (facts: OrderFacts) => boolean;
  /** What a person is told when it does not hold. */
  readonly otherwise: string;
}

/** A guard that was asked without its fact is a fault of the code, not a refusal. */
function known<K extends keyof OrderFacts>(facts: OrderFacts, name: K): NonNullable<OrderFacts[K]> {
  const fact = facts[name];
  if (fact === undefined) throw new Error(`the order's transition was asked for without the fact ${name}`);
  return fact as NonNullable<OrderFacts[K]>;
}

const was = (state: OrderState): Guard => ({
  holds: (facts) => known(facts, 'lockedFrom') === state,
  otherwise: 'This order had another state before it was locked.',
});

/** The guards of the table, by name: pure predicates over the facts. */
export const GUARDS: Readonly<Record<OrderGuard, Guard>> = {
  idle: {
    holds: (facts) => known(facts, 'idle'),
    otherwise: 'This order was changed a moment ago.',
  },
  parked: {
    holds: (facts) => known(facts, 'parked'),
    otherwise: 'This order is not parked: it is at a till, or was taken up already.',
  },
  ownLock: {
    holds: (facts) => known(facts, 'ownLock'),
    otherwise: 'This order is being checked out by somebody else.',
  },
  notGivenUp: {
    holds: (facts) => !known(facts, 'givenUp'),
    otherwise: 'This checkout was given up. Please start again.',
  },
  nothingOwed: {
    holds: (facts) => known(facts, 'owedMinor') <= 0,
    otherwise: 'Something of this order is still to be paid.',
  },
  somethingOwed: {
    holds: (facts) => known(facts, 'owedMinor') > 0,
    otherwise: 'Nothing of this order is to be paid.',
  },
  nothingReturned: {
    holds: (facts) => known(facts, 'back') === 'nothing',
    otherwise: 'A part of this order came back.',
  },
  somethingReturned: {
    holds: (facts) => known(facts, 'back') !== 'nothing',
    otherwise: 'Nothing of this order came back.',
  },
  everythingReturned: {
    holds: (facts) => known(facts, 'back') === 'everything',
    otherwise: 'A part of this order is still with the customer.',
  },
  somethingLeft: {
    holds: (facts) => known(facts, 'back') !== 'everything',
    otherwise: 'Nothing of this order is with the customer.',
  },
  wasInvoiced: was('invoiced'),
  wasPaid: was('paid'),
  wasPartlyReturned: was('partlyReturned'),
};

const LOCKED_FROM: readonly OrderState[] = ['invoiced', 'paid', 'partlyReturned'];

/** Every combination of facts that guards tell apart. */
export function everyCase(): OrderFacts[] {
  const cases: OrderFacts[] = [];
  for (const idle of [false, true])
    for (const parked of [false, true])
      for (const ownLock of [false, true])
        for (const givenUp of [false, true])
          for (const owedMinor of [-1, 0, 1])
            for (const back of ['nothing', 'part', 'everything'] as const)
              for (const lockedFrom of LOCKED_FROM)
                cases.push({ idle, parked, ownLock, givenUp, owedMinor, back, lockedFrom });
  return cases;
}
