import { isCountable, parseQuantity } from '@comptoir/contracts/units';

/** What was typed as a quantity: smallest units, or why it is none. */
export type TypedQuantity = number | 'empty' | 'zero' | 'notWhole' | 'tooMany';

/** A quantity a person typed in the unit of the goods, with a comma or a point before at most their decimals. */
export function typedQuantity(text: string, decimals: number): TypedQuantity {
  const typed = text.replaceAll(/\s/g, '');
  if (typed === '') return 'empty';
  if (/^\d{11,}$/.test(typed)) return 'tooMany';
  const quantity = parseQuantity(typed, decimals);
  if (quantity === undefined) return 'notWhole';
  if (quantity === 0) return 'zero';
  return isCountable(quantity, decimals) ? quantity : 'tooMany';
}
