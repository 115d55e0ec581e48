import {
  cash,
  clientOf,
  openCounter,
  stockUp,
  type ApiClient,
  type Counter,
  type House,
} from '@comptoir/deploy/testing';

/** Tills over a stocked shop: each lane sells its own three products, as tills of a real shop mostly do. */
export interface Tills {
  readonly counter: Counter;
  /** A three-line checkout; the Draft was made before, so that the checkout alone is measured. */
  checkout(lane: number): Promise<void>;
  /** Makes Drafts ahead for a series. */
  prepare(lanes: number, each: number): Promise<void>;
  /** How many checkouts were done. */
  done(): number;
}

const PRODUCTS_A_LANE = 3;

/** Opens `lanes` tills with stock for many sales. */
export async function openTills(house: House, lanes: number): Promise<Tills> {
  const counter = await openCounter(house);
  const till = clientOf(house.shop.url, await house.token('cashier'));
  const shelves: string[][] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    shelves.push(
      await Promise.all(
        Array.from({ length: PRODUCTS_A_LANE }, () =>
          stockUp(
            counter,
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
  const draft = (lane: number): Promise<{ orderId: string; revision: number }> =>
    till.post('/orders', {
      storeId: counter.storeId,
      customerId: counter.walkIn,
      documentType: 'BON_DE_VENTE',
      lines: (shelves[lane % lanes] ?? []).map((productId) => ({ productId, quantity: 1 })),
    });
  let done = 0;
  return {
    counter,
    done: () => done,
    async prepare(width, each) {
      for (let lane = 0; lane < width; lane += 1) waiting.set(lane, []);
      await inLanes(
        8,
        width * each,
        async (number) => void waiting.get(number % width)?.push(await draft(number % width)),
      );
    },
    async checkout(lane) {
      const order = waiting.get(lane)?.pop() ?? (await draft(lane));
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
export async function inLanes(width: number, count: number, act: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await act(next++);
    }),
  );
}
