import { randomUUID } from 'node:crypto';
import {
  cash,
  draft,
  eventually,
  openStoreFixture,
  sell,
  stockOf,
  stockUp,
  type ApiAnswer,
  type ApiClient,
  type StoreFixture,
} from '@comptoir/deploy/testing';
import type { FaultSystem } from '../fault-system.js';
import { retryUntilFinal, type ApiRequest } from '../retrying-client.js';

type Batch = [quantity: number, unitCostMinor: number];

/** A product with stock in a store of its own. */
export interface StockedProduct {
  readonly store: StoreFixture;
  readonly productId: string;
}

/** A new idempotency key. */
export function newKey(): string {
  return `contention-${randomUUID()}`;
}

/** Posts until the answer is final, with a new key if none is given. */
export async function post(client: ApiClient, path: string, body: unknown, key = newKey()): Promise<ApiAnswer> {
  return (await retryUntilFinal({ client, method: 'POST', path, body, key })).answer;
}

/** The statuses of answers, sorted, as text. */
export function statusesOf(answers: readonly ApiAnswer[]): string {
  return answers
    .map((answer) => answer.status)
    .sort()
    .join(' ');
}

/** Creates a store, and in it a product with the given batches, oldest first. */
export async function prepareProduct(
  system: FaultSystem,
  batches: readonly Batch[],
  more: object = {},
): Promise<StockedProduct> {
  const store = await system.prepare(() => openStoreFixture(system.testSystem));
  const productId = await system.prepare(() => stockUp(store, batches, more));
  return { store, productId };
}

/** Creates a draft order for one unit and the request for its checkout, paid in cash at the list price. */
export async function prepareCheckout(
  system: FaultSystem,
  { store, productId }: StockedProduct,
  more: object = {},
): Promise<{ orderId: string; revision: number; checkout: ApiRequest }> {
  const { orderId, revision } = await system.prepare(() => draft(store, [{ productId, quantity: 1 }], more));
  const checkout: ApiRequest = {
    client: system.testSystem.cashier,
    method: 'POST',
    path: `/orders/${orderId}/checkout`,
    body: { revision, payment: cash(10_000), tillSessionId: store.tillSessionId },
    key: newKey(),
  };
  return { orderId, revision, checkout };
}

/** Creates a store, and in it a product with the given batches and `count` sales of `quantity` units each. */
export async function prepareSales(
  system: FaultSystem,
  batches: readonly Batch[],
  { count, quantity }: { count: number; quantity: number },
): Promise<{ product: StockedProduct; sales: any[] }> {
  // one preparation: a sale whose answer was lost may be stored, so that a retry needs a new store
  return system.prepare(async () => {
    const store = await openStoreFixture(system.testSystem);
    const productId = await stockUp(store, batches);
    const sales = await Promise.all(Array.from({ length: count }, () => sell(store, [{ productId, quantity }])));
    return { product: { store, productId }, sales };
  });
}

/** Creates a draft order for units of a product; returns the body of the answer. */
export async function postDraft(
  system: FaultSystem,
  { store, productId }: StockedProduct,
  quantity: number,
): Promise<any> {
  const answer = await post(system.testSystem.cashier, '/orders', {
    storeId: store.storeId,
    customerId: store.walkIn,
    documentType: 'BON_DE_VENTE',
    lines: [{ productId, quantity }],
  });
  return answer.body;
}

/** The units available of a product. */
export async function availableUnits({ store, productId }: StockedProduct): Promise<number> {
  return eventually(async () => (await stockOf(store, productId)).available, 60_000);
}
