import { ask } from '../api/client.js';
import type { Order } from '../api/shapes.js';
import { untilAnswered } from './look-up.js';
import type { PricingStore } from './offers.js';
import { cartOf, orderOf } from './order-content.js';
import type { Cart } from './cart.js';

/** Parks a cart as an order that every till of the store finds; a repeated call with the same key parks it once. */
export async function parkCart(
  cart: Cart,
  { storeId, customerId, label, key }: { storeId: string; customerId: string; label: string; key: string },
): Promise<Order> {
  const { storeId: _storeId, ...content } = orderOf(cart, storeId, customerId);
  const { orderId, revision } = cart.draft
    ? await ask('PUT /orders/{orderId}', {
        params: { orderId: cart.draft.orderId },
        body: { ...content, revision: cart.draft.revision },
        key: `${key}.change`,
      })
    : await ask('POST /orders', { body: { ...content, storeId }, key: `${key}.order` });
  const named = label === '' ? {} : { label };
  return ask('POST /orders/{orderId}/park', { params: { orderId }, body: { revision, ...named }, key: `${key}.park` });
}

/** Takes up a parked order: this till has it from now on. */
export async function resumeOrder({ orderId, revision }: Order, store: PricingStore, key: string): Promise<Cart> {
  const order = await ask('POST /orders/{orderId}/resume', { params: { orderId }, body: { revision }, key });
  return cartOfOrder(order, store);
}

/** The order as it stands now, as a cart. */
export async function readCart(orderId: string, store: PricingStore | undefined): Promise<Cart> {
  return cartOfOrder(await ask('GET /orders/{orderId}', { params: { orderId } }), store);
}

/** An order as a cart: its products and its customer are read until the gateway answers. */
async function cartOfOrder(order: Order, store: PricingStore | undefined): Promise<Cart> {
  const { signal } = new AbortController();
  const read = <T>(request: () => Promise<T>): Promise<T> => untilAnswered(signal, request);
  const ids = [...new Set(order.lines.map(({ productId }) => productId))];
  const products = await Promise.all(
    ids.map((productId) => read(() => ask('GET /products/{productId}', { params: { productId } }))),
  );
  const { customerId } = order;
  const customer = await read(() => ask('GET /customers/{customerId}', { params: { customerId } }));
  return cartOf(order, products, customer, store);
}
