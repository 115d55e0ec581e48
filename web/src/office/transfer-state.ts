import { TRANSIT_STATES } from '@comptoir/contracts/transfer-states';
import type { Transfer } from '../api/shapes.js';
import type { Tone } from '../kit/status.js';

type State = Transfer['state'];

const TONES: Readonly<Record<State, Tone>> = {
  requested: 'warn',
  shipped: 'warn',
  partlyReceived: 'warn',
  received: 'good',
  closed: 'quiet',
  refused: 'bad',
  cancelled: 'bad',
  returned: 'bad',
};

/** How a state is to be read. */
export function transferTone(state: State): Tone {
  return TONES[state];
}

const IN_TRANSIT: readonly State[] = TRANSIT_STATES;

/** Whether units are on the road in this state. */
export function isOnTheRoad(state: State): boolean {
  return IN_TRANSIT.includes(state);
}

/** How much of a line is on the road, in the smallest unit. */
export function onTheRoadOf({
  shippedQuantity,
  receivedQuantity,
  lostQuantity,
}: Pick<Transfer['lines'][number], 'shippedQuantity' | 'receivedQuantity' | 'lostQuantity'>): number {
  return shippedQuantity - receivedQuantity - lostQuantity;
}
