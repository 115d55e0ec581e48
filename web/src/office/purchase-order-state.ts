import { RECEIVING_STATES } from '@comptoir/contracts/purchase-order-states';
import type { PurchaseOrder } from '../api/shapes.js';
import type { Tone } from '../kit/status.js';

type State = PurchaseOrder['state'];

const TONES: Readonly<Record<State, Tone>> = {
  draft: 'quiet',
  sent: 'warn',
  partlyReceived: 'warn',
  received: 'good',
  closed: 'quiet',
  cancelled: 'bad',
};

/** How a state is to be read. */
export function toneOf(state: State): Tone {
  return TONES[state];
}

const RECEIVING: readonly State[] = RECEIVING_STATES;

/** Whether goods are received on an order in this state. */
export function isReceiving(state: State): boolean {
  return RECEIVING.includes(state);
}

/** How much of a line has not come yet, in the smallest unit; below zero where more came than was ordered. */
export function outstandingOf({ quantity, receivedQuantity }: PurchaseOrder['lines'][number]): number {
  return quantity - receivedQuantity;
}
