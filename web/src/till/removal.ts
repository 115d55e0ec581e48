import type { Cart, CartLine } from './cart.js';

/** Lines that a change took out of the cart, with the cart from before. */
export interface Removal {
  readonly before: Cart;
  readonly lines: readonly { readonly at: number; readonly line: CartLine }[];
}

const holds = (cart: Cart, line: CartLine): boolean =>
  cart.lines.some((one) => one.goods.productId === line.goods.productId);

/** The lines that a change took out of the cart; undefined when there are none. */
export function removalOf(before: Cart, after: Cart): Removal | undefined {
  const lines = before.lines.flatMap((line, at) => (holds(after, line) ? [] : [{ at, line }]));
  return lines.length > 0 ? { before, lines } : undefined;
}

/**
 * The cart with the removed lines at their places. What was added since stays; a product scanned again has the units of
 * both. An emptied cart gets its customer and document back, unless another customer was chosen.
 */
export function withRemoved(cart: Cart, { before, lines }: Removal): Cart {
  const all = [...cart.lines];
  for (const { at, line } of lines) {
    const again = all.findIndex((one) => one.goods.productId === line.goods.productId);
    const units = again < 0 ? 0 : (all.splice(again, 1)[0]?.quantity ?? 0);
    all.splice(at, 0, { ...line, quantity: line.quantity + units });
  }
  const { customer, documentType } = cart.customer ? cart : before;
  return { ...cart, lines: all, selected: lines[0]?.at ?? cart.selected, customer, documentType };
}
