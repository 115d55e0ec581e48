import type { Customer, NewOrder, Order, Product } from '../api/shapes.js';
import { EMPTY_CART, forCustomer, goodsOf, type Cart } from './cart.js';
import { offersIn, type PricingStore } from './offers.js';

/** The order that a cart asks for; `note` is for the manager. */
export function orderOf(cart: Cart, storeId: string, customerId: string, note = ''): NewOrder {
  return {
    storeId,
    customerId,
    documentType: cart.documentType,
    taxed: true,
    approvalRequested: false,
    lines: cart.lines.map(({ goods, quantity, unitPriceMinor, discount }) => ({
      productId: goods.productId,
      quantity,
      unitPriceMinor,
      ...(discount ? { discount } : {}),
    })),
    ...(cart.discount ? { discount: cart.discount } : {}),
    ...(note === '' ? {} : { note }),
  };
}

/** The cart of an order that was begun elsewhere, at the prices of its store today; the next attempt changes that order. Lines of products that are not among these are left out. */
export function cartOf(
  order: Order,
  products: readonly Product[],
  customer: Customer | undefined,
  store: PricingStore | undefined,
): Cart {
  const { orderId, revision, documentType } = order;
  const known = new Map(products.map((product) => [product.productId, product]));
  const lines = order.lines.flatMap(({ productId, quantity, unitPriceMinor, discount }) => {
    const product = known.get(productId);
    if (!product) return [];
    const goods = goodsOf(product, offersIn(product, store), customer?.group);
    return [
      {
        goods,
        quantity,
        unitPriceMinor: unitPriceMinor ?? goods.priceListMinor,
        ...(discount ? { discount } : {}),
      },
    ];
  });
  const cart = { ...forCustomer(EMPTY_CART, customer), lines, selected: Math.max(0, lines.length - 1) };
  return {
    ...cart,
    documentType,
    ...(order.discount ? { discount: order.discount } : {}),
    draft: { orderId, revision },
  };
}
