import {
  cash,
  clientOf,
  openStoreFixture,
  stockUp,
  type ApiClient,
  type StoreFixture,
  type TestSystem,
} from '@comptoir/deploy/testing';

/** Tills over a stocked shop: each lane sells its own three products, as tills of a real shop mostly do. */
export interface Tills {
  readonly fixture: StoreFixture;
  /** A three-line checkout; the Draft was made before, so that the checkout alone is measured. */
  checkout(worker: number): Promise<void>;
  /** Makes Drafts ahead for a series. */
  prepare(workers: number, each: number): Promise<void>;
  /** How many checkouts were done. */
  done(): number;
}

const PRODUCTS_PER_WORKER = 3;

/** Opens `lanes` tills with stock for many sales. */
export async function openTills(system: TestSystem, workers: number): Promise<Tills> {
  const fixture = await openStoreFixture(system);
  const till = clientOf(system.shop.url, await system.token('cashier'));
  const seeded: string[][] = [];
  for (let worker = 0; worker < workers; worker += 1) {
    seeded.push(
      await Promise.all(
        Array.from({ length: PRODUCTS_PER_WORKER }, () =>
          stockUp(
            fixture,
            [
              [50_000, 500],
              [50_000, 600],
            ],
            { warrantyMonths: 12 },
          ),
        ),
      ),
    );
  }
  const waiting = new Map<number, { orderId: string; revision: number }[]>();
  const draft = (worker: number): Promise<{ orderId: string; revision: number }> =>
    till.post('/orders', {
      storeId: fixture.storeId,
      customerId: fixture.walkIn,
      documentType: 'BON_DE_VENTE',
      lines: (seeded[worker % workers] ?? []).map((productId) => ({ productId, quantity: 1 })),
    });
  let done = 0;
  return {
    fixture,
    done: () => done,
    async prepare(width, each) {
      for (let worker = 0; worker < width; worker += 1) waiting.set(worker, []);
      await inWorkers(
        8,
        width * each,
        async (number) => void waiting.get(number % width)?.push(await draft(number % width)),
      );
    },
    async checkout(worker) {
      const order = waiting.get(worker)?.pop() ?? (await draft(worker));
      await finish(till, order);
      done += 1;
    },
  };
}

/** Asks for the checkout until it is done, as a till does: again while it is under way or a room is silent, anew where the saga gave up. */
export async function finish(
  till: ApiClient,
  { orderId, revision }: { orderId: string; revision: number },
): Promise<void> {
  for (;;) {
    const answer = await till.ask(
      'POST',
      `/orders/${orderId}/checkout`,
      { revision, payment: cash(30_000) },
      `bench-${orderId}-${revision}`,
    );
    if (answer.status === 200) return;
    if (answer.body.code === 'saga.gave-up') ({ revision } = await till.get(`/orders/${orderId}`));
    else if (![202, 429, 503].includes(answer.status))
      throw new Error(`a checkout was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

/** Does `count` acts, `width` at once. */
export async function inWorkers(width: number, count: number, act: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await act(next++);
    }),
  );
}
