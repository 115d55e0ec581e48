import { MAX_QUANTITY } from './cart.js';

/** What was typed as a quantity: units, or why it is none. */
export type TypedQuantity = number | 'empty' | 'zero' | 'notWhole' | 'tooMany';

/** Units a person typed; goods are sold in whole units. */
export function parseQuantity(text: string): TypedQuantity {
  const typed = text.replaceAll(/\s/g, '');
  if (typed === '') return 'empty';
  if (!/^\d+$/.test(typed)) return 'notWhole';
  const units = Number(typed);
  if (units === 0) return 'zero';
  return units > MAX_QUANTITY ? 'tooMany' : units;
}
