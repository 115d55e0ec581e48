import { costShareOf } from '@comptoir/contracts';

/** Units and what they cost together, minor units. */
export interface CostedUnits {
  readonly quantity: number;
  readonly costMinor: number;
}

/**
 * Takes units from those that remain of a batch: what stays keeps its share of the cost, rounded down, and what is taken
 * costs the rest. Taking all takes the whole cost. Refuses more than there is with RangeError.
 */
export function takeUnits(remaining: CostedUnits, quantity: number): { taken: CostedUnits; left: CostedUnits } {
  const stays = remaining.quantity - quantity;
  const costMinor = costShareOf(remaining.costMinor, remaining.quantity, stays);
  return {
    taken: { quantity, costMinor: remaining.costMinor - costMinor },
    left: { quantity: stays, costMinor },
  };
}
