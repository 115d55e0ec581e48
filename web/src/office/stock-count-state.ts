import type { StockCount } from '../api/shapes.js';
import type { Tone } from '../kit/status.js';

type State = StockCount['state'];

const TONES: Readonly<Record<State, Tone>> = {
  open: 'warn',
  inReview: 'warn',
  posted: 'good',
  cancelled: 'bad',
};

/** The states of a stock count, in the order of its life. */
export const STOCK_COUNT_STATES = Object.keys(TONES) as readonly State[];

/** How a state is to be read. */
export function toneOf(state: State): Tone {
  return TONES[state];
}
