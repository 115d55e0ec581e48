import type { Order } from '../api/shapes.js';
import type { Tone } from '../kit/status.js';

const TONES: Partial<Record<Order['state'], Tone>> = {
  pendingApproval: 'warn',
  cancelling: 'warn',
  refused: 'bad',
  expired: 'bad',
  paid: 'good',
};

/** How a state is to be read. */
export function toneOf(state: Order['state']): Tone {
  return TONES[state] ?? 'quiet';
}
