import { describe, expect, test } from '@jest/globals';
import { eventually, type TestSystem } from './system.js';
import { cash, checkout, draft, openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';

/** A shop sells and takes back. */
export function selling(system: () => TestSystem): void {
  let fixture: StoreFixture;
  const open = async (): Promise<StoreFixture> => (fixture ??= await openStoreFixture(system()));

  describe('a sale', () => {
    test('is one act: movement, invoice, guarantee, ledger, exact cost over two batches', async () => {
      const at = await open();
      const productId = await stockUp(
        at,
        [
          [2, 500],
          [5, 700],
        ],
        { warrantyMonths: 6 },
      );
      const sale = await sell(at, [{ productId, quantity: 3 }]);
      expect(sale).toMatchObject({
        state: 'final',
        netMinor: 30_000,
        taxMinor: 5_700,
        grossMinor: 35_700,
        costMinor: 1_700,
        marginMinor: 28_300,
      });
      expect(await stockOf(at, productId)).toMatchObject({
        available: 4,
        held: 0,
        batches: [{ remainingQty: 4, remainingCostMinor: 2_800 }],
      });
      const invoice = await system().cashier.get(`/invoices/${sale.invoiceId}`);
      expect(invoice).toMatchObject({
        type: 'BON_DE_VENTE',
        saleId: sale.saleId,
        grossMinor: 35_700,
        number: sale.invoiceNumber,
      });
      expect(await system().cashier.get(`/guarantees/${sale.guaranteeId}`)).toMatchObject({
        state: 'active',
        lines: [{ quantity: 3, warrantyMonths: 6 }],
      });
      const { items } = await system().accountant.get(`/ledger/entries?ref=${sale.saleId}`);
      expect(items).toHaveLength(1);
      const side = (account: string): number =>
        items[0].lines
          .filter((line: any) => line.account === account)
          .reduce((sum: number, line: any) => sum + line.debitMinor - line.creditMinor, 0);
      expect([
        side('revenue'),
        side('outputTax'),
        side('costOfGoodsSold'),
        side('inventory'),
        side('cash'),
        side('receivable'),
      ]).toEqual([-30_000, -5_700, 1_700, -1_700, 35_700, 0]);
    });

    test('keeps what it froze when the product changes afterwards', async () => {
      const at = await open();
      const productId = await stockUp(at, [[1, 500]]);
      const sale = await sell(at, [{ productId, quantity: 1 }]);
      const answer = await system().manager.ask('PATCH', `/products/${productId}`, {
        revision: 1,
        changes: { name: 'Another name', priceListMinor: 10_500 },
      });
      expect(answer.status).toBe(200);
      const again = await system().cashier.get(`/sales/${sale.saleId}`);
      expect(again.lines[0]).toMatchObject({ name: 'Article d’essai', unitPriceMinor: 10_000 });
    });

    test('with two lines of one product counts them together', async () => {
      const at = await open();
      const productId = await stockUp(at, [[3, 500]]);
      const order = await draft(at, [
        { productId, quantity: 2 },
        { productId, quantity: 2 },
      ]);
      const answer = await checkout(at, order, cash(40_000));
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'stock.insufficient', details: { shortages: [{ productId, asked: 4, available: 3 }] } },
      });
      expect(await stockOf(at, productId)).toMatchObject({ available: 3, held: 0 });
      expect(await system().cashier.get(`/orders/${order.orderId}`)).toMatchObject({
        state: 'draft',
        revision: 2,
        returned: { code: 'stock.insufficient' },
      });
    });

    test('of 300 lines works', async () => {
      const at = await open();
      const products = await Promise.all(Array.from({ length: 20 }, () => stockUp(at, [[30, 100]])));
      const lines = Array.from({ length: 300 }, (_unused, index) => ({
        productId: products[index % 20] as string,
        quantity: 1,
      }));
      const sale = await sell(at, lines);
      expect(sale.lines).toHaveLength(300);
      expect(sale.costMinor).toBe(30_000);
      expect((await system().cashier.get(`/invoices/${sale.invoiceId}`)).lines).toHaveLength(300);
    });

    test('asked for twice at once, retried, and from two tills is one sale', async () => {
      const at = await open();
      const productId = await stockUp(at, [[9, 500]]);
      const order = await draft(at, [{ productId, quantity: 2 }]);
      const answers = await Promise.all(
        ['till-one-key', 'till-one-key', 'till-two-key'].map((key) =>
          checkout(at, order, cash(20_000), `${key}-${order.orderId}`),
        ),
      );
      const retried = await checkout(at, order, cash(20_000), `till-one-key-${order.orderId}`);
      expect([...answers, retried].map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
      expect(new Set([...answers, retried].map((answer) => answer.body.sale.saleId)).size).toBe(1);
      expect(await stockOf(at, productId)).toMatchObject({ available: 7 });
      const other = await system().cashier.ask('POST', `/orders/${order.orderId}/checkout`, {
        revision: order.revision,
        payment: cash(10_000),
        tillSessionId: at.tillSessionId,
      });
      expect(other).toMatchObject({ status: 409, body: { code: 'saga.under-way' } });
    });

    test('of the last five to twenty buyers: five sold, the rest refused at once with what is left', async () => {
      const at = await open();
      const productId = await stockUp(at, [
        [2, 500],
        [3, 600],
      ]);
      const orders = await Promise.all(Array.from({ length: 20 }, () => draft(at, [{ productId, quantity: 1 }])));
      const answers = await Promise.all(orders.map((order) => checkout(at, order, cash(10_000))));
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(5);
      for (const answer of answers.filter((one) => one.status !== 200)) {
        expect(answer).toMatchObject({
          status: 409,
          body: { code: 'stock.insufficient', details: { shortages: [{ available: expect.any(Number) }] } },
        });
      }
      expect(await stockOf(at, productId)).toMatchObject({ available: 0, held: 0, batches: [] });
    });

    test('of what is sold out is refused without locking the order; the checkout that took the last one keeps its own answer', async () => {
      const at = await open();
      const productId = await stockUp(at, [[1, 500]]);
      const [first, late] = [
        await draft(at, [{ productId, quantity: 1 }]),
        await draft(at, [{ productId, quantity: 1 }]),
      ];
      const sold = await checkout(at, first, cash(10_000));
      expect(await checkout(at, late, cash(10_000))).toMatchObject({
        status: 409,
        body: { code: 'stock.insufficient', details: { shortages: [{ productId, asked: 1, available: 0 }] } },
      });
      const untouched = await system().cashier.get(`/orders/${late.orderId}`);
      expect([untouched.state, untouched.revision, untouched.returned]).toEqual(['draft', 1, undefined]);
      expect(await checkout(at, first, cash(10_000))).toMatchObject({
        status: 200,
        body: { sale: { saleId: sold.body.sale.saleId } },
      });
      await system().manager.post('/deliveries', {
        storeId: at.storeId,
        lines: [{ productId, quantity: 1, costMinor: 600 }],
      });
      const again = await checkout(at, late, cash(10_000));
      expect(again.status).toBe(200);
      expect(await system().manager.get(`/sales/${again.body.sale.saleId}`)).toMatchObject({ costMinor: 600 });
    });

    test('may be partly on credit for a known customer, and a walk-in must pay', async () => {
      const at = await open();
      const productId = await stockUp(at, [[5, 500]]);
      const { customerId } = await system().manager.post('/customers', {
        kind: 'person',
        name: 'A person',
        creditLimit: { minor: 20_000, currency: 'DZD' },
      });
      const order = await draft(at, [{ productId, quantity: 1 }], { customerId });
      expect((await checkout(at, order, { method: 'card', amountMinor: 5_000 })).status).toBe(200);
      expect(await system().cashier.get(`/customers/${customerId}/balance`)).toMatchObject({
        balances: [{ currency: 'DZD', balanceMinor: 6_900 }],
      });
      const walkIn = await draft(at, [{ productId, quantity: 1 }]);
      expect(await checkout(at, walkIn)).toMatchObject({ status: 422, body: { code: 'payment.walk-in-must-pay' } });
      const over = await draft(at, [{ productId, quantity: 2 }], { customerId });
      expect(await checkout(at, over)).toMatchObject({ status: 202, body: { stage: 'waitingForApproval' } });
      const rejected = await system().manager.post(`/orders/${over.orderId}/reject`, { note: 'not this month' });
      expect(rejected).toMatchObject({
        verdict: { approved: false },
        order: { state: 'refused', returned: { code: 'approval.rejected' } },
      });
      expect(await stockOf(at, productId)).toMatchObject({ available: 4, held: 0 });
    });
  });

  describe('an order', () => {
    test('answers availability when it is made and when its lines change, and takes no stock while Draft', async () => {
      const at = await open();
      const productId = await stockUp(at, [[3, 500]]);
      await eventually(async () =>
        expect((await system().cashier.get(`/products/${productId}`)).stock[0].available).toBe(3),
      );
      const order = await draft(at, [{ productId, quantity: 2 }]);
      expect(order).toMatchObject({
        state: 'draft',
        availability: [{ productId, asked: 2, available: 3, enough: true }],
      });
      const changed = await system().cashier.put(`/orders/${order.orderId}`, {
        revision: 1,
        customerId: at.walkIn,
        documentType: 'BON_DE_VENTE',
        lines: [{ productId, quantity: 4 }],
      });
      expect(changed).toMatchObject({ revision: 2, availability: [{ asked: 4, enough: false }] });
      expect(await checkout(at, { orderId: order.orderId, revision: 1 }, cash(20_000))).toMatchObject({
        status: 409,
        body: { code: 'order.changed' },
      });
      expect(await stockOf(at, productId)).toMatchObject({ available: 3, held: 0 });
    });

    test('that waits for a manager can be cancelled: nothing is left', async () => {
      const at = await open();
      const productId = await stockUp(at, [[3, 500]]);
      const order = await draft(at, [{ productId, quantity: 1, unitPriceMinor: 5_000 }]);
      expect(await checkout(at, order, cash(5_000))).toMatchObject({
        status: 202,
        body: { stage: 'waitingForApproval' },
      });
      expect(await stockOf(at, productId)).toMatchObject({ available: 2, held: 1 });
      const cancelled = await system().cashier.post(`/orders/${order.orderId}/cancel`, { reason: 'the customer left' });
      expect(cancelled.order).toMatchObject({ state: 'cancelled' });
      expect(await stockOf(at, productId)).toMatchObject({ available: 3, held: 0 });
    });

    test('that is sold: a cashier may not cancel it, a manager gets a full cancellation', async () => {
      const at = await open();
      const productId = await stockUp(at, [[3, 500]]);
      const sale = await sell(at, [{ productId, quantity: 1 }]);
      expect(await system().cashier.ask('POST', `/orders/${sale.orderId}/cancel`, { reason: 'no' })).toMatchObject({
        status: 403,
      });
      const cancelled = await system().manager.post(`/orders/${sale.orderId}/cancel`, {
        reason: 'wrong customer',
        tillSessionId: at.tillSessionId,
      });
      expect(cancelled).toMatchObject({ order: { state: 'cancelled' }, correctionId: expect.stringMatching(/^cor_/) });
      // a walk-in has no account of its own to leave a credit on
      expect(await system().cashier.get(`/sales/${sale.saleId}`)).toMatchObject({
        state: 'cancelled',
        corrections: [{ refunds: [{ method: 'cash', amountMinor: sale.grossMinor }], refundMinor: sale.grossMinor }],
      });
      expect(await stockOf(at, productId)).toMatchObject({ available: 3 });
    });
  });
}
