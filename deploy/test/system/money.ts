import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkout, draft, openStoreFixture, openTill, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Payments and till sessions over HTTP. */
export function money(started: () => TestSystem): void {
  describe('money, over HTTP', () => {
    /** Money over HTTP: what is paid, cancelled or counted at the same moment adds up, whichever was first. */

    let system: TestSystem;
    let fixture: StoreFixture;
    let productId: string;
    beforeAll(async () => {
      system = started();
      fixture = await openStoreFixture(system);
      productId = await stockUp(fixture, [[40, 500]]);
    }, 120_000);

    const ROUNDS = 3;
    const PRICE = 11_900;

    /** A sale of one unit that its customer owes. */
    async function owedSale(): Promise<{ customerId: string; saleId: string; orderId: string; revision: number }> {
      const { customerId } = await system.manager.post('/customers', {
        kind: 'person',
        name: 'Client à crédit',
        creditLimit: { minor: PRICE, currency: 'DZD' },
      });
      const order = await draft(fixture, [{ productId, quantity: 1 }], { customerId });
      const { status, body } = await checkout(fixture, order);
      expect(status).toBe(200);
      expect(await accountOf(customerId)).toEqual([PRICE, 0]);
      return { customerId, saleId: body.sale.saleId, orderId: order.orderId, revision: body.sale.revision };
    }

    const pay = (customerId: string, key: string) =>
      system.cashier.ask(
        'POST',
        '/payments',
        { customerId, storeId: fixture.storeId, method: 'card', amountMinor: PRICE },
        key,
      );

    /** What a customer owes less the credit, and the credit, minor units. */
    async function accountOf(customerId: string): Promise<[balanceMinor: number, creditMinor: number]> {
      const { balances } = await system.manager.get(`/customers/${customerId}/balance`);
      const { credits } = await system.manager.get(`/customers/${customerId}/open-items`);
      return [balances[0]?.balanceMinor ?? 0, credits[0]?.creditMinor ?? 0];
    }

    test('two payments of the last amount due: together they pay it once, the rest is credit; a repeated one counts once', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { customerId, saleId, orderId } = await owedSale();
        const [one, other, again] = await Promise.all(
          ['one', 'other', 'one'].map((key) => pay(customerId, `${key}-${saleId}`)),
        );
        expect([one!.status, other!.status, again!.status]).toEqual([201, 201, 201]);
        expect(again!.body).toEqual(one!.body);
        expect(other!.body.number).not.toBe(one!.body.number);
        expect((await system.manager.get(`/orders/${orderId}`)).state).toBe('paid');
        expect((await system.manager.get(`/sales/${saleId}`)).openMinor).toBe(0);
        expect(await accountOf(customerId)).toEqual([-PRICE, PRICE]);
      }
    });

    test('a payment against a cancellation: the money is the customer’s credit, and nothing is owed', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { customerId, saleId, orderId, revision } = await owedSale();
        const cancel = () =>
          system.manager.ask(
            'POST',
            `/sales/${saleId}/cancel`,
            { reason: 'Annulée', refundTo: 'account', revision },
            `cancel-${saleId}`,
          );
        const [paid] = await Promise.all([pay(customerId, `pay-${saleId}`), cancel()]);
        expect(paid!.status).toBe(201);
        await eventually(async () => {
          expect(await cancel()).toMatchObject({ status: 200, body: { sale: { state: 'cancelled' } } });
        });
        expect((await system.manager.get(`/orders/${orderId}`)).state).toBe('cancelled');
        expect(await accountOf(customerId)).toEqual([-PRICE, PRICE]);
      }
    });

    test('the close of a till against a sale through it: the sale is in its Z report, or is refused', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const tillSessionId = await openTill(system, fixture.storeId, `R${round}`);
        const order = await draft(fixture, [{ productId, quantity: 1 }]);
        const payment = { method: 'cash', amountMinor: PRICE };
        const [sold, closed] = await Promise.all([
          checkout({ ...fixture, tillSessionId }, order, payment),
          system.cashier.ask('POST', `/till-sessions/${tillSessionId}/close`, { countedMinor: PRICE }),
        ]);
        expect(closed.status).toBe(201);
        const rungUp = sold.status === 200 ? 1 : 0;
        const { z } = await system.manager.get(`/till-sessions/${tillSessionId}`);
        expect([z.figures.sales, z.expectedMinor, z.differenceMinor]).toEqual([
          rungUp,
          rungUp * PRICE,
          PRICE - rungUp * PRICE,
        ]);
        if (rungUp === 0) expect(sold.body.code).toBe('till.session-closed');
      }
    });
  });
}
