import { describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { checkout, draft, stockUp, type StoreFixture } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** Price lists through the gateway: who sets them, what a sale keeps of them, and what the audit says. */
export function priceLists(system: () => TestSystem, here: () => StoreFixture): void {
  describe('price lists', () => {
    test('a sale is at the list of the store and of the customer’s group, and keeps its name; the audit holds', async () => {
      const { manager, cashier, accountant } = system();
      const { storeId } = here();
      const tag = { priceMinMinor: 900, priceListMinor: 1_000, priceMaxMinor: 1_200, taxRateBps: 0 };
      const productId = await stockUp(here(), [[20, 400]], tag);
      const aList = (fields: object) =>
        manager.post('/price-lists', { name: 'Semaine', from: '2020-01-01', currency: 'DZD', ...fields });
      const week = await aList({ storeId });
      const trade = await aList({ name: 'Gros', group: 'Détaillants' });
      const set = ({ priceListId }: { priceListId: string }, priceListMinor: number) =>
        manager.ask('PUT', `/price-lists/${priceListId}/prices`, {
          prices: [{ productId, price: { priceListMinor } }],
        });
      expect((await set(week, 950)).body.items).toMatchObject([
        { productId, priceListMinor: 950, priceMinMinor: 900, priceMaxMinor: 1_200 },
      ]);
      await set(trade, 700);

      const opened = { kind: 'person', name: 'Samir Détail', group: 'detaillants' };
      expect(await cashier.ask('POST', '/customers', opened)).toMatchObject({ status: 403 });
      const { customerId } = await manager.post('/customers', opened);
      const sold = async (grossMinor: number, more: object = {}, line: object = {}) => {
        const order = await draft(here(), [{ productId, quantity: 1, ...line }], more);
        const { status, body } = await checkout(here(), order, { method: 'cash', amountMinor: grossMinor });
        expect([status, body.code]).toEqual([200, undefined]);
        return body.sale.lines[0];
      };
      expect(await sold(950)).toMatchObject({
        unitPriceMinor: 950,
        priceList: { priceListId: week.priceListId, name: 'Semaine' },
      });
      // below the product's own limit, and inside that of the list
      expect(await sold(700, { customerId }, { unitPriceMinor: 700 })).toMatchObject({
        priceMinMinor: 700,
        priceList: { name: 'Gros' },
      });
      const ended = { revision: 1, changes: { name: 'Semaine passée', until: '2020-12-31' } };
      expect(await manager.ask('PATCH', `/price-lists/${week.priceListId}`, ended)).toMatchObject({ status: 200 });
      expect(await sold(1_000)).not.toHaveProperty('priceList');
      const { rows } = await readCsv(manager, `/products/${productId}/prices`);
      expect(rows.map((row) => row.listName)).toEqual(['Gros', 'Semaine', '']);
      const { breaks } = await runAudit(accountant as never);
      expect(breaks).toEqual([]);
    });
  });
}
