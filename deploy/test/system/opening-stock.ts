import { describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { openStoreFixture, openTill, sell, stockOf, stockUp } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Goods that were there when the books began: from a file into the stock and the books, and back out of both. */
export function openingStock(system: () => TestSystem): void {
  const HEAD = 'sku,quantity,cost';

  /** A store with two products that it has none of, one by weight. */
  async function begun() {
    const fixture = await openStoreFixture(system());
    const { owner } = system();
    const [piece, weight] = [await stockUp(fixture, []), await stockUp(fixture, [], { unit: 'kg' })];
    const skuOf = async (productId: string): Promise<string> => (await owner.get(`/products/${productId}`)).sku;
    const { storeId } = fixture;
    const send = (path: string, csv: string, key?: string) => owner.ask('POST', path, { storeId, csv }, key);
    return { ...fixture, piece, weight, skus: [await skuOf(piece), await skuOf(weight)], send };
  }

  const takeBack = (deliveryId: string, key?: string) =>
    system().accountant.ask('POST', `/deliveries/${deliveryId}/take-back`, { reason: 'Counted twice' }, key);

  const balancesOf = async (storeId: string) => {
    const { balances } = await system().accountant.get(`/ledger/trial-balance?storeId=${storeId}`);
    const rows: { account: string; balanceMinor: number }[] = balances[0]?.accounts ?? [];
    return Object.fromEntries(rows.map((one) => [one.account, one.balanceMinor]));
  };
  const booked = (storeId: string, minor: number) =>
    eventually(async () =>
      expect(await balancesOf(storeId)).toMatchObject({ inventory: minor, openingEquity: 0 - minor }),
    );

  describe('opening stock', () => {
    test('with faults: each is named by line and column, and nothing is taken in', async () => {
      const { storeId, skus, send } = await begun();
      const csv = `${HEAD}\n${skus[0]},1.5,10\n${skus[1]},1.5,10\nNOT-A-SKU,1,x`;
      for (const path of ['/openings/goods/csv/preview', '/openings/goods/csv']) {
        expect(await send(path, csv)).toMatchObject({
          status: 422,
          body: {
            code: 'opening.csv-invalid',
            issues: [{ field: 'line 2, quantity' }, { field: 'line 4, sku' }, { field: 'line 4, cost' }],
          },
        });
      }
      expect((await system().owner.get(`/deliveries?storeId=${storeId}`)).items).toEqual([]);
    });

    test('from a file is in stock with its batches and costs, against the opening equity, and taken back again', async () => {
      const { piece, weight, skus, send, ...fixture } = await begun();
      const { storeId } = fixture;
      const csv = `${HEAD}\r\n${skus[0]},3,1000.50\r\n${skus[1]!.toLowerCase()},2.25,90\r\n${skus[0]},1,400\r\n`;
      const preview = await send('/openings/goods/csv/preview', csv);
      expect(preview).toMatchObject({
        status: 200,
        body: {
          items: [
            { productId: piece, quantity: 3, costMinor: 100_050 },
            { productId: weight, quantity: 2_250, unit: 'kg', quantityDecimals: 3, costMinor: 9_000 },
            { productId: piece, quantity: 1, costMinor: 40_000 },
          ],
        },
      });
      const key = `opening-goods-${storeId}`;
      const posted = await send('/openings/goods/csv', csv, key);
      expect(posted).toMatchObject({ status: 201, body: { opening: true, totalCostMinor: 149_050 } });
      expect((await send('/openings/goods/csv', csv, key)).body).toEqual(posted.body);
      const { deliveryId } = posted.body;
      expect(await stockOf(fixture, piece)).toMatchObject({ available: 4 });
      await booked(storeId, 149_050);

      const back = await takeBack(deliveryId, `${key}-back`);
      expect(back).toMatchObject({ status: 200, body: { deliveryId, takenBack: { reason: 'Counted twice' } } });
      expect((await takeBack(deliveryId, `${key}-back`)).body).toEqual(back.body);
      expect(await takeBack(deliveryId)).toMatchObject({ status: 409, body: { code: 'delivery.taken-back' } });
      expect(await stockOf(fixture, piece)).toMatchObject({ available: 0, batches: [] });
      await booked(storeId, 0);
      const entries = (await system().accountant.get(`/ledger/entries?storeId=${storeId}&ref=${deliveryId}`)).items;
      expect(entries).toMatchObject([{ reason: 'Counted twice' }, { memo: 'Opening position: goods' }]);
      const list = `/openings/goods?storeId=${storeId}`;
      expect((await system().accountant.get(list)).items).toMatchObject([{ deliveryId, lines: 3, takenBack: {} }]);
      expect((await readCsv(system().accountant, list)).rows).toMatchObject([
        { deliveryId, lines: '3', totalCost: '1490.50', takenBackReason: 'Counted twice' },
      ]);
    });

    test('is not taken back once something of it is sold, nor once a day is closed; a delivery from a supplier never is', async () => {
      const { piece, weight, skus, send, ...fixture } = await begun();
      const { storeId } = fixture;
      const take = async (lines: string): Promise<string> =>
        (await send('/openings/goods/csv', `${HEAD}\n${lines}`)).body.deliveryId;
      const sold = await take(`${skus[0]},5,50`);
      const whole = await take(`${skus[1]},5,50`);
      const sale = await sell(fixture, [{ productId: piece, quantity: 1 }]);
      expect(await takeBack(sold)).toMatchObject({
        status: 409,
        body: { code: 'delivery.not-whole', details: { products: [{ productId: piece, received: 5, left: 4 }] } },
      });
      const lines = [{ productId: weight, quantity: 1_000, costMinor: 10 }];
      const bought = await system().manager.post('/deliveries', { storeId, lines });
      expect(await takeBack(bought.deliveryId)).toMatchObject({
        status: 422,
        body: { code: 'delivery.not-opening' },
      });
      const counter = await openTill(system(), storeId, 'Z1');
      await system().cashier.post(`/till-sessions/${counter}/close`, { countedMinor: 0 });
      await system().manager.post(`/stores/${storeId}/days/${sale.businessDay}/close`);
      expect(await takeBack(whole)).toMatchObject({ status: 422, body: { code: 'opening.final' } });
    });

    test('is brought in by who may both receive goods and keep the books, and taken back by who keeps the books', async () => {
      const { storeId, skus, send } = await begun();
      const body = { storeId, csv: `${HEAD}\n${skus[0]},1,1` };
      const { deliveryId } = (await send('/openings/goods/csv', body.csv)).body;
      for (const person of [system().manager, system().accountant, system().cashier])
        expect((await person.ask('POST', '/openings/goods/csv', body)).status).toBe(403);
      const asked = ['POST', `/deliveries/${deliveryId}/take-back`, { reason: 'r' }] as const;
      for (const person of [system().manager, system().cashier]) expect((await person.ask(...asked)).status).toBe(403);
      expect(await takeBack(deliveryId)).toMatchObject({ status: 200 });
    });

    test('and the audit proves it all', () =>
      eventually(async () => expect((await runAudit(system().accountant as never)).breaks).toEqual([])));
  });
}
