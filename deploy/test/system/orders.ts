import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkout, cash, draft, openStoreFixture, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Drafts over HTTP: what two tills ask for at once is done for one of them. */
export function orders(started: () => TestSystem): void {
  describe('orders, over HTTP', () => {
    /** Drafts over HTTP: what two tills ask for at once is done for one of them. */

    let system: TestSystem;
    let fixture: StoreFixture;
    let productId: string;
    beforeAll(async () => {
      system = started();
      fixture = await openStoreFixture(system);
      productId = await stockUp(fixture, [[40, 500]]);
    }, 120_000);

    const ROUNDS = 5;
    const draftOf = () => draft(fixture, [{ productId, quantity: 1 }]);
    const orderOf = (orderId: string) => system.cashier.get(`/orders/${orderId}`);

    test('two who change one Draft at once: one has changed it, the other is told who and when', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { orderId, revision } = await draftOf();
        const change = (who: TestSystem['cashier'], quantity: number) =>
          who.ask('PUT', `/orders/${orderId}`, {
            revision,
            customerId: fixture.walkIn,
            documentType: 'BON_DE_VENTE',
            lines: [{ productId, quantity }],
          });
        const answers = await Promise.all([change(system.cashier, 2), change(system.manager, 3)]);
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
        const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
        const { changedBy, changedAt } = won!.body;
        expect(lost!.body).toMatchObject({ code: 'order.changed', details: { revision: 2, changedBy, changedAt } });
        expect((await orderOf(orderId)).lines).toEqual(won!.body.lines);
      }
    });

    test('parked and checked out at once: one of both', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const order = await draftOf();
        const [parked, sold] = await Promise.all([
          system.manager.ask('POST', `/orders/${order.orderId}/park`, { revision: order.revision }),
          checkout(fixture, order, cash(10_000)),
        ]);
        expect([parked.status, sold.status].toSorted()).toEqual([200, 409]);
        const state = sold.status === 200 ? 'paid' : 'draft';
        await eventually(async () => expect((await orderOf(order.orderId)).state).toBe(state));
      }
    });

    test('brought back and cancelled at once: one of both', async () => {
      const orders = system.mongo.db('comptoir_sales').collection('orders');
      for (let round = 0; round < ROUNDS; round += 1) {
        const { orderId } = await draftOf();
        await orders.updateOne({ _id: orderId as never }, { $set: { state: 'expired' } });
        const [restored, cancelled] = await Promise.all([
          system.cashier.ask('POST', `/orders/${orderId}/restore`, { revision: 1 }),
          system.manager.ask('POST', `/orders/${orderId}/cancel`, { reason: 'test' }),
        ]);
        expect(cancelled.status).toBe(200); // a Draft is cancelled too, where it was brought back first
        expect([200, 409]).toContain(restored.status);
        expect((await orderOf(orderId)).state).toBe('cancelled');
      }
    });

    test('a parked order of another store is not for a person of this one', async () => {
      const elsewhere = await openStoreFixture(system);
      const { orderId, revision } = await draft(elsewhere, []);
      await system.manager.post(`/orders/${orderId}/park`, { revision });
      const listed = await system.cashier.get(`/orders?parked=true&storeId=${elsewhere.storeId}`);
      expect(listed.items.map((one: { orderId: string }) => one.orderId)).toEqual([orderId]);
      const here = await system.cashier.get(`/orders?parked=true&storeId=${fixture.storeId}`);
      expect(here.items.map((one: { orderId: string }) => one.orderId)).not.toContain(orderId);
    });
  });
}
