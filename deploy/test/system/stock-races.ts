import { describe, expect, test } from '@jest/globals';
import type { ApiAnswer } from '../../src/api-client.js';
import {
  cash,
  checkout,
  draft,
  openStoreFixture,
  openTill,
  sell,
  stockOf,
  stockUp,
  type StoreFixture,
} from './store-fixture.js';

const statuses = (answers: readonly ApiAnswer[]): number[] =>
  answers.map((one) => one.status).toSorted((a, b) => a - b);

/** What meets at the same units, through the HTTP API: one of two goes through, and the books hold (the caller audits them). */
export function stockRaces(fixture: () => StoreFixture): void {
  const of = () => ({ here: fixture(), ...fixture().system });
  const ask = (path: string, body: object) => fixture().system.manager.ask('POST', path, body);

  /** Begins a count of one product and enters what was counted of it. */
  async function countedOf(productId: string, quantity: number): Promise<string> {
    const { here, manager } = of();
    const scope = { kind: 'products', productIds: [productId] };
    const { stockCountId } = await manager.post('/stock-counts', { storeId: here.storeId, scope });
    await manager.post(`/stock-counts/${stockCountId}/entries`, { productId, quantity });
    return stockCountId;
  }

  /** Asks to sell units of a product for cash; 200 or the refusal. */
  async function selling(productId: string, quantity: number): Promise<ApiAnswer> {
    const { here } = of();
    return checkout(here, await draft(here, [{ productId, quantity }]), cash(quantity * 10_000));
  }

  describe('races for the last units', () => {
    test.each([1, 2, 3])('a hold against the posting of a count (%i)', async () => {
      const { here } = of();
      const productId = await stockUp(here, [[5, 100]]);
      const stockCountId = await countedOf(productId, 3);
      await ask(`/stock-counts/${stockCountId}/review`, { revision: 1 });
      const [post, sale] = await Promise.all([
        ask(`/stock-counts/${stockCountId}/post`, { revision: 2 }),
        selling(productId, 4),
      ]);
      expect(statuses([post, sale])).toEqual([200, 409]);
      expect((await stockOf(here, productId)).available).toBe(post.status === 200 ? 3 : 1);
    });

    test('two transfers, a device that receives twice, a correction against a sale', async () => {
      const { here, manager } = of();
      const { companyId } = await manager.get(`/stores/${here.storeId}`);
      const there = await openStoreFixture(here.system, { companyId, legal: undefined });
      const productId = await stockUp(here, [[4, 100]]);
      const shipment = { storeId: here.storeId, toStoreId: there.storeId, lines: [{ productId, quantity: 3 }] };
      const shipped = await Promise.all([ask('/transfers/shipments', shipment), ask('/transfers/shipments', shipment)]);
      expect(statuses(shipped)).toEqual([201, 409]);
      expect((await stockOf(here, productId)).available).toBe(1);

      const { transferId, revision } = shipped.find((one) => one.status === 201)!.body;
      const came = { revision, lines: [{ productId, receivedQuantity: 3 }] };
      const received = await Promise.all([1, 2, 3].map(() => ask(`/transfers/${transferId}/receive`, came)));
      expect(statuses(received)).toEqual([200, 409, 409]);
      expect((await stockOf(there, productId)).available).toBe(3);

      const other = await stockUp(here, []);
      const lines = [{ productId: other, quantity: 4, costMinor: 400 }];
      const { deliveryId, batches } = await manager.post('/deliveries', { storeId: here.storeId, lines });
      const { batchId } = batches[0];
      const fewer = { batchId, change: { kind: 'fewer', quantity: 3 }, seen: 0, reason: 'typed wrongly' };
      const [corrected, sale] = await Promise.all([
        ask(`/deliveries/${deliveryId}/corrections`, fewer),
        selling(other, 3),
      ]);
      expect(statuses([corrected, sale])).toEqual([200, 409]);
      expect((await stockOf(here, other)).available).toBe(1);
    });

    test('two devices count one shelf: what both entered adds up, and is posted once', async () => {
      const { here, manager, stockKeeper } = of();
      const productId = await stockUp(here, [[30, 7]]);
      const stockCountId = await countedOf(productId, 0);
      const entries = await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          (at % 2 === 0 ? manager : stockKeeper).ask('POST', `/stock-counts/${stockCountId}/entries`, {
            productId,
            quantity: 2,
            device: `device ${at % 2}`,
          }),
        ),
      );
      expect(entries.map((one) => one.status)).toEqual(entries.map(() => 201));
      await ask(`/stock-counts/${stockCountId}/review`, { revision: 1 });
      const posts = await Promise.all([1, 2].map(() => ask(`/stock-counts/${stockCountId}/post`, { revision: 2 })));
      expect(statuses(posts)).toEqual([200, 409]);
      expect((await stockOf(here, productId)).available).toBe(24);
    });
  });

  test('a count while twenty tills sell: what is posted is what is truly missing', async () => {
    const { here, manager, stockKeeper } = of();
    const BOUGHT = 40;
    /** Units that somebody stole. */
    const stolen = [0, 1, 2, 3, 0, 5];
    const products: string[] = [];
    while (products.length < stolen.length) products.push(await stockUp(here, [[BOUGHT, 3]]));
    const sold = products.map(() => 0);
    const scope = { kind: 'products', productIds: products };
    const { stockCountId } = await manager.post('/stock-counts', { storeId: here.storeId, scope });
    const path = `/stock-counts/${stockCountId}`;

    const tills: string[] = [];
    for (let till = 0; till < 20; till += 1) tills.push(await openTill(here.system, here.storeId, `R${till}`));
    const selling = tills.map(async (tillSessionId, till) => {
      for (let turn = 0; turn < 3; turn += 1) {
        const at = (till * 7 + turn * 5) % products.length;
        await sell({ ...here, tillSessionId }, [{ productId: products[at]!, quantity: 1 }]);
        sold[at]! += 1;
      }
    });
    /** Counts what lies on the shelf; where something was carried out meanwhile, counts again. */
    const counting = async (by: typeof manager, at: number): Promise<void> => {
      const entry = (quantity: number) => by.post(`${path}/entries`, { productId: products[at], quantity });
      const withdraw = ({ entryId }: any) => by.post(`${path}/entries/${entryId}/withdraw`, {});
      for (;;) {
        const look = await entry(0);
        await withdraw(look);
        const made = await entry(look.physicalQuantity - stolen[at]!);
        if (made.physicalQuantity === look.physicalQuantity) return;
        await withdraw(made);
      }
    };
    const device = async (by: typeof manager, part: number): Promise<void> => {
      for (let at = part; at < products.length; at += 2) await counting(by, at);
    };
    await Promise.all([device(manager, 0), device(stockKeeper, 1)]);
    const review = await manager.post(`${path}/review`, { revision: 1 });
    const posted = await manager.post(`${path}/post`, { revision: review.revision });
    await Promise.all(selling);
    expect(posted.posted).toMatchObject({ differing: 4, missingCostMinor: 3 * (1 + 2 + 3 + 5) });
    expect(sold.reduce((total, one) => total + one, 0)).toBe(60);
    for (const [at, productId] of products.entries())
      expect([at, (await stockOf(here, productId)).available]).toEqual([at, BOUGHT - stolen[at]! - sold[at]!]);
  }, 300_000);
}
