import { openStoreFixture, type StoreFixture } from '@comptoir/deploy/testing';
import { outcomeKey, retryUntilFinal } from '../retrying-client.js';
import { newKey, post, prepareCheckout, prepareProduct, statusesOf } from './contention-requests.js';
import type { FaultContext, FaultReport } from './fault-context.js';

/** Sends one checkout twice at once with the same key, then with another body: there must be one sale and one answer. */
export async function doubleClick({ system }: FaultContext): Promise<FaultReport> {
  const product = await prepareProduct(system, [[9, 500]]);
  const { orderId, revision, checkout } = await prepareCheckout(system, product);
  const both = await Promise.all([retryUntilFinal(checkout), retryUntilFinal(checkout)]);
  const changed = (await retryUntilFinal({ ...checkout, body: { revision } })).answer;
  const sales = await system.db('sales').collection('sales').countDocuments({ orderId });
  const outcomes = [...new Set(both.map(({ answer }) => outcomeKey(answer)))];
  const problems: string[] = [];
  if (outcomes.length !== 1) problems.push('two answers');
  if (!isRefused(changed.status)) problems.push('the changed body was not refused');
  if (sales !== 1) problems.push(`${sales} sales`);
  return {
    action: 'one checkout requested twice at once with one key, then with another body',
    observed: `${outcomes.join(' and ')}, then ${changed.status} ${changed.body?.code}; ${sales} sale`,
    problems,
  };
}

/** Uses one key for requests of two people: keys are scoped to a person, so each gets an order of their own. */
export async function sameKey({ system }: FaultContext): Promise<FaultReport> {
  const { cashier, manager } = system.testSystem;
  const store = await system.prepare(() => openStoreFixture(system.testSystem));
  const otherStore = await system.prepare(() => openStoreFixture(system.testSystem));
  const key = newKey();
  const first = await post(cashier, '/orders', emptyOrder(store), key);
  const byOther = await post(manager, '/orders', emptyOrder(otherStore), key);
  const repeated = await post(cashier, '/orders', emptyOrder(store), key);
  const changed = await post(cashier, '/orders', emptyOrder(otherStore), key);
  const problems: string[] = [];
  if (first.body.orderId === byOther.body.orderId || byOther.body.storeId !== otherStore.storeId)
    problems.push('one person got the data of the other');
  if (repeated.body.orderId !== first.body.orderId) problems.push('the retry got another order');
  if (!isRefused(changed.status)) problems.push('the key was accepted for another request');
  return {
    action: 'one key used by two people in two stores, repeated by the first, and used by the first for another order',
    observed: `${statusesOf([first, byOther])}, repeated ${repeated.status}, changed ${changed.status} ${changed.body?.code}`,
    problems,
  };
}

function emptyOrder({ storeId, walkIn }: StoreFixture): object {
  return { storeId, customerId: walkIn, documentType: 'BON_DE_VENTE', lines: [] };
}

function isRefused(status: number): boolean {
  return status === 409 || status === 422;
}
