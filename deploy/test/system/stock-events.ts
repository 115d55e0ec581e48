import { describe, expect, test } from '@jest/globals';
import { eventually, type TestSystem } from './system.js';
import { openStoreFixture, sell, stockUp } from './store-fixture.js';

/** One event as a browser receives it. */
export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: any;
}

/** Listens to the shop as a browser does; `last` is the Last-Event-ID to go on from. */
export async function listen(
  system: TestSystem,
  last?: string,
  query = '',
): Promise<{ received: ReceivedEvent[]; stop: () => void; ended: Promise<void> }> {
  return listenAs(system, await system.token('cashier'), last, query);
}

async function listenAs(system: TestSystem, token: string, last?: string, query = '') {
  const aborting = new AbortController();
  const response = await fetch(new URL(`/api/v1/events${query}`, system.shop.url), {
    signal: aborting.signal,
    headers: { authorization: `Bearer ${token}`, ...(last ? { 'last-event-id': last } : {}) },
  });
  if (!response.ok || !response.body) throw new Error(`nobody speaks: ${response.status}`);
  const received: ReceivedEvent[] = [];
  const read = async (): Promise<void> => {
    let text = '';
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = Object.fromEntries(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        text = text.slice(end + 2);
        if (fields.id)
          received.push({ id: fields.id, event: fields.event as string, data: JSON.parse(fields.data as string) });
      }
    }
  };
  const ended = read().catch(() => undefined); // leaving ends the stream with an error
  return { received, stop: () => aborting.abort(), ended };
}

/** Stock changes reach browsers. */
export function stockHeard(system: () => TestSystem): void {
  describe('a listener', () => {
    test('of another store sees a sale’s new figure in under a second, and goes on where it left off', async () => {
      const here = await openStoreFixture(system());
      await openStoreFixture(system());
      const productId = await stockUp(here, [[9, 500]]);
      const screen = await listen(system());
      const figures = (received: readonly ReceivedEvent[]) =>
        received
          .filter((one) => one.event === 'inventory.stockChanged' && one.data.productId === productId)
          .map((one) => one.data.available);
      await sell(here, [{ productId, quantity: 1 }]);
      const begun = performance.now();
      await sell(here, [{ productId, quantity: 1 }]);
      await eventually(() => expect(figures(screen.received)).toContain(7), 5_000);
      expect(performance.now() - begun).toBeLessThan(3_000); // the whole sale and its news; the news alone is measured in bench/
      screen.stop();
      const last = screen.received.at(-1)?.id as string;
      await sell(here, [{ productId, quantity: 2 }]);
      const again = await listen(system(), last);
      await sell(here, [{ productId, quantity: 3 }]);
      await eventually(() => expect(figures(again.received)).toEqual([5, 2]), 5_000);
      expect(new Set([...screen.received, ...again.received].map((one) => one.id)).size).toBe(
        screen.received.length + again.received.length,
      );
      again.stop();
    });

    test('receives only the store it subscribes to, and order changes too', async () => {
      const [here, there] = [await openStoreFixture(system()), await openStoreFixture(system())];
      const [one, two] = [await stockUp(here, [[2, 500]]), await stockUp(there, [[2, 500]])];
      const screen = await listen(system(), undefined, `?storeId=${here.storeId}`);
      await sell(there, [{ productId: two, quantity: 1 }]);
      await sell(here, [{ productId: one, quantity: 1 }]);
      await eventually(() => expect(screen.received.map((event) => event.event)).toContain('sales.saleChanged'), 5_000);
      expect(new Set(screen.received.map((event) => event.data.storeId))).toEqual(new Set([here.storeId]));
      screen.stop();
    });

    test('is answered only once nothing that happens from then on can be missed', async () => {
      const here = await openStoreFixture(system());
      const productId = await stockUp(here, [[2, 500]]);
      const token = await system().token('cashier');
      const broker = await system().pid('nats');
      process.kill(broker, 'SIGSTOP');
      let asked: ReturnType<typeof listen>;
      try {
        let answered = false;
        asked = listenAs(system(), token).finally(() => (answered = true));
        for (let time = 0; time < 5; time += 1) await system().nobody.get('/live'); // asked later, answered before it
        expect(answered).toBe(false);
      } finally {
        process.kill(broker, 'SIGCONT');
      }
      const screen = await asked;
      await sell(here, [{ productId, quantity: 1 }]);
      await eventually(() => expect(screen.received.map((one) => one.event)).toContain('sales.saleChanged'));
      screen.stop();
    });

    test('is answered 503 while the broker does not answer', async () => {
      const token = await system().token('cashier');
      const broker = await system().pid('nats');
      process.kill(broker, 'SIGSTOP');
      try {
        await expect(listenAs(system(), token)).rejects.toThrow('503');
      } finally {
        process.kill(broker, 'SIGCONT');
      }
    });

    test('with a Last-Event-ID that is none is refused', async () => {
      const response = await fetch(new URL('/api/v1/events', system().shop.url), {
        headers: { authorization: `Bearer ${await system().token('cashier')}`, 'last-event-id': '$gt' },
      });
      expect(response.status).toBe(400);
    });
  });

  test('the till’s cached stock follows', async () => {
    const at = await openStoreFixture(system());
    const productId = await stockUp(at, [[4, 500]], { lowStockThreshold: 3 });
    await sell(at, [{ productId, quantity: 1 }]);
    await eventually(async () => {
      expect((await system().cashier.get(`/products/${productId}`)).stock).toMatchObject([
        { storeId: at.storeId, available: 3, low: true },
      ]);
    });
  });
}
