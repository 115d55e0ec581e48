import { totalsOf, totalsOfLine, type Totals } from '@comptoir/contracts/money';
import type { Customer, Product } from '../api/shapes.js';

/** The fields of a product that the till stores, to sell it without reading it again. */
export type Goods = Pick<
  Product,
  | 'productId'
  | 'sku'
  | 'name'
  | 'priceMinMinor'
  | 'priceListMinor'
  | 'priceMaxMinor'
  | 'currency'
  | 'taxRateBps'
  | 'warrantyMonths'
>;

/** A line of the cart; the price is the net unit price, in minor units. */
export interface CartLine {
  readonly goods: Goods;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** Kind of document the customer gets. */
export type DocumentType = 'FACTURE' | 'BON_DE_VENTE';

/** The lines to be sold and the customer; no customer is the walk-in. */
export interface Cart {
  readonly lines: readonly CartLine[];
  /** Index of the line that keys change. */
  readonly selected: number;
  readonly customer?: Customer | undefined;
  readonly documentType: DocumentType;
  /** The Draft of an earlier attempt, to be used again. */
  readonly draft?: { readonly orderId: string; readonly revision: number } | undefined;
}

/** Largest quantity of a line; more is a scanning error. */
export const MAX_QUANTITY = 1_000_000;

/** A cart with nothing in it. */
export const EMPTY_CART: Cart = { lines: [], selected: 0, documentType: 'BON_DE_VENTE' };

/** The stored fields of a product. */
export function goodsOf({
  productId,
  sku,
  name,
  priceMinMinor,
  priceListMinor,
  priceMaxMinor,
  currency,
  taxRateBps,
  warrantyMonths,
}: Product): Goods {
  return { productId, sku, name, priceMinMinor, priceListMinor, priceMaxMinor, currency, taxRateBps, warrantyMonths };
}

/** One more unit: on the product's line when it has one, else on a new line. */
export function added(cart: Cart, goods: Goods): Cart {
  const at = cart.lines.findIndex((line) => line.goods.productId === goods.productId);
  if (at < 0)
    return {
      ...cart,
      lines: [...cart.lines, { goods, quantity: 1, unitPriceMinor: goods.priceListMinor }],
      selected: cart.lines.length,
    };
  return { ...withQuantity(cart, at, (cart.lines[at]?.quantity ?? 0) + 1), selected: at };
}

/** The line with another quantity; zero removes the line. */
export function withQuantity(cart: Cart, at: number, quantity: number): Cart {
  if (quantity < 1) return without(cart, at);
  return {
    ...cart,
    selected: at,
    lines: cart.lines.map((line, index) =>
      index === at ? { ...line, quantity: Math.min(quantity, MAX_QUANTITY) } : line,
    ),
  };
}

/** The line at another net unit price, minor units. */
export function withPrice(cart: Cart, at: number, unitPriceMinor: number): Cart {
  return {
    ...cart,
    selected: at,
    lines: cart.lines.map((line, index) => (index === at ? { ...line, unitPriceMinor } : line)),
  };
}

/** The cart without a line. */
export function without(cart: Cart, at: number): Cart {
  const lines = cart.lines.filter((_line, index) => index !== at);
  return { ...cart, lines, selected: Math.max(0, Math.min(cart.selected, lines.length - 1)) };
}

/** The cart for a customer; a company gets a FACTURE, the walk-in a sale slip. */
export function forCustomer(cart: Cart, customer: Customer | undefined): Cart {
  const named = customer?.kind === 'walkIn' ? undefined : customer;
  const documentType = named?.kind === 'company' ? 'FACTURE' : named ? cart.documentType : 'BON_DE_VENTE';
  return { ...cart, customer: named, documentType };
}

/** Whether a price is inside its range; below or above it a manager must approve. */
export function pricePosition(line: CartLine): 'inside' | 'below' | 'above' {
  if (line.unitPriceMinor < line.goods.priceMinMinor) return 'below';
  return line.unitPriceMinor > line.goods.priceMaxMinor ? 'above' : 'inside';
}

/** Net, tax and gross of a line, minor units; rounded on the line as the books do. */
export function lineTotals(line: CartLine): Totals {
  return totalsOfLine({
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    taxRateBps: line.goods.taxRateBps,
  });
}

/** Net, tax and gross of the cart, minor units. */
export function cartTotals(cart: Cart): Totals {
  return totalsOf(cart.lines.map(lineTotals));
}

/** Units of a product in the whole cart. */
export function quantityInCart(cart: Cart, productId: string): number {
  return cart.lines
    .filter((line) => line.goods.productId === productId)
    .reduce((total, line) => total + line.quantity, 0);
}

/** Why the cart cannot be sold as it is; undefined when it can. A FACTURE to a company needs its tax number and address. */
export function obstacle(cart: Cart): 'empty' | 'buyer' | 'company' | undefined {
  if (cart.lines.length === 0) return 'empty';
  if (cart.documentType !== 'FACTURE') return undefined;
  if (!cart.customer) return 'buyer';
  return cart.customer.kind === 'company' && !(cart.customer.taxId && cart.customer.address) ? 'company' : undefined;
}
