import {
  cash,
  clientOf,
  openStoreFixture,
  stockUp,
  type ApiClient,
  type StoreFixture,
  type TestSystem,
} from '@comptoir/deploy/testing';
import { runConcurrently } from './workers.js';

const PRODUCTS_PER_WORKER = 3;
const DRAFTS_AT_ONCE = 8;
/** Stock for more sales than a run makes. */
const BATCHES: readonly [quantity: number, unitCostMinor: number][] = [
  [50_000, 500],
  [50_000, 600],
];

type Draft = { orderId: string; revision: number };

/** Clients that sell in one store. Each worker sells three products of its own, as the tills of a shop mostly do. */
export interface LoadClients {
  /** Runs a three-line checkout; takes a prepared draft order, so that the checkout alone is measured. */
  checkout(worker: number): Promise<void>;
  /** Creates `each` draft orders for each of the first `workers` workers. */
  prepareDrafts(workers: number, each: number): Promise<void>;
  /** The number of finished checkouts. */
  checkoutCount(): number;
}

/** Creates a store and its stocked products for `workers` workers. */
export async function startLoadClients(system: TestSystem, workers: number): Promise<LoadClients> {
  const store = await openStoreFixture(system);
  const client = clientOf(system.shop.url, await system.token('cashier'));
  const productIds = await seedProducts(store, workers);
  const drafts = new Map<number, Draft[]>();
  const createDraft = (worker: number): Promise<Draft> =>
    client.post('/orders', {
      storeId: store.storeId,
      customerId: store.walkIn,
      documentType: 'BON_DE_VENTE',
      lines: (productIds[worker % workers] ?? []).map((productId) => ({ productId, quantity: 1 })),
    });
  let checkouts = 0;
  return {
    checkoutCount: () => checkouts,
    async prepareDrafts(workerCount, each) {
      for (let worker = 0; worker < workerCount; worker += 1) drafts.set(worker, []);
      await runConcurrently(DRAFTS_AT_ONCE, workerCount * each, async (index) => {
        const worker = index % workerCount;
        drafts.get(worker)?.push(await createDraft(worker));
      });
    },
    async checkout(worker) {
      await completeCheckout(client, store, drafts.get(worker)?.pop() ?? (await createDraft(worker)));
      checkouts += 1;
    },
  };
}

async function seedProducts(store: StoreFixture, workers: number): Promise<string[][]> {
  const productIds: string[][] = [];
  for (let worker = 0; worker < workers; worker += 1) {
    const products = Array.from({ length: PRODUCTS_PER_WORKER }, () => stockUp(store, BATCHES, { warrantyMonths: 12 }));
    productIds.push(await Promise.all(products));
  }
  return productIds;
}

/** Repeats the request until the sale is final: with the same key while it is pending, as a new attempt if the saga gave up. */
async function completeCheckout(
  client: ApiClient,
  { tillSessionId }: StoreFixture,
  { orderId, revision }: Draft,
): Promise<void> {
  for (;;) {
    const answer = await client.ask(
      'POST',
      `/orders/${orderId}/checkout`,
      { revision, payment: cash(30_000), tillSessionId },
      `bench-${orderId}-${revision}`,
    );
    if (answer.status === 200) return;
    if (answer.body.code === 'saga.gave-up') ({ revision } = await client.get(`/orders/${orderId}`));
    else if (![202, 429, 503].includes(answer.status))
      throw new Error(`a checkout was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}
