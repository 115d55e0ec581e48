import type { ScaleLine } from '@comptoir/contracts/barcodes';
import type { Totals } from '@comptoir/contracts/money';
import { amountOf, discountOn, priceDocument, type LinePrices } from '@comptoir/contracts/pricing';
import { offerFor, type Offer, type Offers } from '@comptoir/contracts/price-lists';
import { MAX_WHOLE_UNITS } from '@comptoir/contracts/units';
import type { Customer, Discount, Product } from '../api/shapes.js';

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
  | 'unit'
  | 'quantityDecimals'
> &
  Partial<Pick<Product, 'parts' | 'expiry'>> & {
    /** What it costs today, for everybody and for groups of customers. */
    readonly offers?: Offers | undefined;
    /** The price list that its prices are from. */
    readonly priceList?: Offer['priceList'];
  };

/** A line of the cart; the price is that of a whole unit on the store's terms, minor units. */
export interface CartLine {
  readonly goods: Goods;
  /** In the smallest unit of the goods. */
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly discount?: Discount | undefined;
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
  /** Given off the whole cart, after the discounts of its lines. */
  readonly discount?: Discount | undefined;
  /** The Draft of an earlier attempt, to be used again. */
  readonly draft?: { readonly orderId: string; readonly revision: number } | undefined;
}

/** One whole unit of goods, in their smallest unit. */
export function wholeUnit({ quantityDecimals }: Pick<Goods, 'quantityDecimals'>): number {
  return 10 ** quantityDecimals;
}

/** A cart with nothing in it. */
export const EMPTY_CART: Cart = { lines: [], selected: 0, documentType: 'BON_DE_VENTE' };

/** The stored fields of a product, at what it costs for customers of a group, or of none. */
export function goodsOf(product: Product, offers: Offers = product, group?: string): Goods {
  const { productId, sku, name, currency, taxRateBps, warrantyMonths, unit, quantityDecimals, expiry, parts } = product;
  const terms = { currency, taxRateBps, warrantyMonths, unit, quantityDecimals };
  const more = {
    ...(expiry === undefined ? {} : { expiry }),
    ...(parts ? { parts } : {}),
    ...(offers === product ? {} : { offers }),
  };
  return { productId, sku, name, ...offerFor(offers, group), ...terms, ...more };
}

/** A line at what it costs for customers of a group; a price that was agreed on stays. */
function repriced(line: CartLine, group: string | undefined): CartLine {
  const { offers, priceList: _list, ...goods } = line.goods;
  if (!offers) return line;
  const offer = offerFor(offers, group);
  const isAgreed = line.unitPriceMinor !== goods.priceListMinor;
  return {
    ...line,
    goods: { ...goods, ...offer, offers },
    unitPriceMinor: isAgreed ? line.unitPriceMinor : offer.priceListMinor,
  };
}

/** One more whole unit, or what the label of a scale says: on the line of the product at that price when it has one, else on a new line. */
export function added(cart: Cart, goods: Goods, label?: ScaleLine): Cart {
  const { quantity = wholeUnit(goods), unitPriceMinor } = label ?? {};
  const isSame = (line: CartLine): boolean =>
    line.goods.productId === goods.productId &&
    (unitPriceMinor === undefined || line.unitPriceMinor === unitPriceMinor);
  const at = cart.lines.findIndex(isSame);
  if (at < 0)
    return {
      ...cart,
      lines: [...cart.lines, { goods, quantity, unitPriceMinor: unitPriceMinor ?? goods.priceListMinor }],
      selected: cart.lines.length,
    };
  return { ...withQuantity(cart, at, (cart.lines[at]?.quantity ?? 0) + quantity), selected: at };
}

/** The line with another quantity in its smallest unit; zero removes the line. */
export function withQuantity(cart: Cart, at: number, quantity: number): Cart {
  if (quantity < 1) return without(cart, at);
  return {
    ...cart,
    selected: at,
    lines: cart.lines.map((line, index) =>
      index === at ? { ...line, quantity: Math.min(quantity, MAX_WHOLE_UNITS * wholeUnit(line.goods)) } : line,
    ),
  };
}

/** The line at another unit price, minor units. */
export function withPrice(cart: Cart, at: number, unitPriceMinor: number): Cart {
  return {
    ...cart,
    selected: at,
    lines: cart.lines.map((line, index) => (index === at ? { ...line, unitPriceMinor } : line)),
  };
}

/** The line, or without `at` the cart, with another discount; undefined takes it away. */
export function withDiscount(cart: Cart, at: number | undefined, discount: Discount | undefined): Cart {
  if (at === undefined) return { ...cart, discount };
  return {
    ...cart,
    selected: at,
    lines: cart.lines.map((line, index) => (index === at ? { ...line, discount } : line)),
  };
}

/** The cart without a line. */
export function without(cart: Cart, at: number): Cart {
  const lines = cart.lines.filter((_line, index) => index !== at);
  return { ...cart, lines, selected: Math.max(0, Math.min(cart.selected, lines.length - 1)) };
}

/** The cart for a customer, at the prices of its group; a company gets a FACTURE, the walk-in a sale slip. */
export function forCustomer(cart: Cart, customer: Customer | undefined): Cart {
  const named = customer?.kind === 'walkIn' ? undefined : customer;
  const documentType = named?.kind === 'company' ? 'FACTURE' : named ? cart.documentType : 'BON_DE_VENTE';
  return { ...cart, lines: cart.lines.map((line) => repriced(line, named?.group)), customer: named, documentType };
}

/** What a line amounts to at a unit price, before discounts, minor units. */
export function amountAt({ quantity, goods }: Pick<CartLine, 'quantity' | 'goods'>, unitPriceMinor: number): number {
  return amountOf(unitPriceMinor, quantity, goods.quantityDecimals);
}

/** Whether what remains of a line after a discount is inside its range of prices; below or above it a manager must approve. */
export function pricePosition(line: CartLine, discountMinor = 0): 'inside' | 'below' | 'above' {
  const remainingMinor = amountAt(line, line.unitPriceMinor) - discountMinor;
  if (remainingMinor < amountAt(line, line.goods.priceMinMinor)) return 'below';
  return remainingMinor > amountAt(line, line.goods.priceMaxMinor) ? 'above' : 'inside';
}

/** A discount that takes off no more than there is. */
function within(amountMinor: number, discount: Discount | undefined): Discount | undefined {
  if (!discount || (discount.amountMinor ?? 0) <= amountMinor) return discount;
  return { reason: discount.reason, amountMinor };
}

/** What the own discount of a line takes off, minor units; no more than there is. */
export function discountOf(line: CartLine): number {
  const amountMinor = amountAt(line, line.unitPriceMinor);
  return discountOn(amountMinor, within(amountMinor, line.discount));
}

/** What of a cart decides what it amounts to. */
export type PricedCart = Pick<Cart, 'lines' | 'discount'>;

/** Prices of the lines and the totals of a cart, as the books compute them; a discount takes off no more than there is. */
export function cartPrices(
  { lines, discount }: PricedCart,
  pricesIncludeTax: boolean,
): Totals & { readonly lines: LinePrices[] } {
  const asked = lines.map(({ goods, quantity, unitPriceMinor, discount: own }) => ({
    quantity,
    quantityDecimals: goods.quantityDecimals,
    unitPriceMinor,
    taxRateBps: goods.taxRateBps,
    discount: within(amountOf(unitPriceMinor, quantity, goods.quantityDecimals), own),
  }));
  const terms = { pricesIncludeTax };
  const undiscounted = priceDocument(asked, terms);
  const remainingMinor = pricesIncludeTax ? undiscounted.grossMinor : undiscounted.netMinor;
  return discount ? priceDocument(asked, { ...terms, discount: within(remainingMinor, discount) }) : undiscounted;
}

/** Net, tax and gross of the cart, minor units. */
export function cartTotals(cart: PricedCart, pricesIncludeTax: boolean): Totals {
  const { lines: _lines, ...totals } = cartPrices(cart, pricesIncludeTax);
  return totals;
}

/** Whether a discount of the cart takes off more than there is. */
function isDiscountTooHigh({ lines, discount }: PricedCart): boolean {
  if (lines.some((line) => (line.discount?.amountMinor ?? 0) > amountAt(line, line.unitPriceMinor))) return true;
  return (discount?.amountMinor ?? 0) > cartTotals({ lines }, true).grossMinor;
}

/** Units of a product in the whole cart. */
export function quantityInCart(cart: Cart, productId: string): number {
  return cart.lines
    .filter((line) => line.goods.productId === productId)
    .reduce((total, line) => total + line.quantity, 0);
}

/**
 * Why the cart cannot be sold as it is; undefined when it can. A FACTURE to a company needs its tax number and address; a
 * discount takes off no more than there is.
 */
export function obstacle(cart: Cart): 'empty' | 'discount' | 'buyer' | 'company' | undefined {
  if (cart.lines.length === 0) return 'empty';
  if (isDiscountTooHigh(cart)) return 'discount';
  if (cart.documentType !== 'FACTURE') return undefined;
  if (!cart.customer) return 'buyer';
  const { kind, identifiers, address } = cart.customer;
  return kind === 'company' && (identifiers.length === 0 || !address) ? 'company' : undefined;
}
