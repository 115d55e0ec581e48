import { beforeAll, describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { eventually, type TestSystem } from './system.js';
import { checkout, draft, openStoreFixture, stockUp, type StoreFixture } from './store-fixture.js';

const exact = (amountMinor: number): object => ({ method: 'cash', amountMinor });
const off = (percentBps: number) => ({ percentBps, reason: 'Last of its kind' });

/** A shop sells at its tags, by weight and by length, with discounts. */
export function pricing(system: () => TestSystem): void {
  let at: StoreFixture;
  let cheese: string;
  let cable: string;
  let sale: any;

  const order = (lines: readonly object[], more: object = {}) => draft(at, lines, more);
  const readSale = (saleId: string) => system().manager.get(`/sales/${saleId}`);

  describe('in a store whose prices include tax', () => {
    beforeAll(async () => {
      at = await openStoreFixture(system(), { pricesIncludeTax: true, cashRoundingMinor: 5 });
      const prices = { priceMinMinor: 500, priceListMinor: 999, priceMaxMinor: 9_999, taxRateBps: 2000 };
      cheese = await stockUp(at, [[10_000, 0.4]], { ...prices, unit: 'kg', warrantyMonths: 12 });
      const byTheMetre = { priceMinMinor: 100, priceListMinor: 400, priceMaxMinor: 500, taxRateBps: 550 };
      cable = await stockUp(at, [[2_000, 1.5]], { ...byTheMetre, unit: 'm' });
    }, 60_000);

    test.each([
      [999, 1900],
      [999, 2000],
      [9_999, 1900],
      [9_999, 2000],
    ])('a tag of %d at %d basis points is sold at exactly that', async (tagMinor, taxRateBps) => {
      const tagged = { priceMinMinor: 1, priceListMinor: tagMinor, priceMaxMinor: tagMinor, taxRateBps };
      const productId = await stockUp(at, [[1, 100]], tagged);
      const { status, body } = await checkout(at, await order([{ productId, quantity: 1 }]), exact(tagMinor));
      expect(status).toBe(200);
      const invoice = await system().cashier.get(`/invoices/${body.sale.invoiceId}`);
      expect(invoice).toMatchObject({ pricesIncludeTax: true, grossMinor: tagMinor });
      expect(invoice.netMinor + invoice.taxMinor).toBe(tagMinor);
      expect(invoice.taxByRate).toEqual([{ taxRateBps, netMinor: invoice.netMinor, taxMinor: invoice.taxMinor }]);
    });

    test('1.5 kg and 2.75 m with a discount of the line and of the order are one sale, on every record', async () => {
      const made = await order(
        [
          { productId: cheese, quantity: 1_500, discount: off(1000) },
          { productId: cable, quantity: 275 },
        ],
        { discount: off(500) },
      );
      expect(made).toMatchObject({ discount: off(500), lines: [{ discount: off(1000) }, { quantity: 275 }] });
      expect(made.availability).toMatchObject([
        { productId: cheese, unit: 'kg', quantityDecimals: 3, asked: 1_500 },
        { productId: cable, unit: 'm', quantityDecimals: 2, asked: 275 },
      ]);
      // 14.99 less 1.50 is 13.49, and 11.00; 5 % of 24.49 is 1.22
      const { status, body } = await checkout(at, made, exact(2_327));
      expect(status).toBe(200);
      sale = await readSale(body.sale.saleId);
      expect(sale).toMatchObject({
        pricesIncludeTax: true,
        store: { pricesIncludeTax: true, cashRoundingMinor: 5 },
        discount: off(500),
        discountMinor: 272,
        netMinor: 2_059,
        taxMinor: 268,
        grossMinor: 2_327,
        costMinor: 600 + 413,
        lines: [
          { unit: 'kg', quantityDecimals: 3, quantity: 1_500, discountMinor: 217, grossMinor: 1_282 },
          { unit: 'm', quantityDecimals: 2, quantity: 275, discountMinor: 55, grossMinor: 1_045 },
        ],
      });
      expect(await system().cashier.get(`/invoices/${sale.invoiceId}`)).toMatchObject({
        pricesIncludeTax: true,
        discountReason: 'Last of its kind',
        grossMinor: 2_327,
        lines: [
          { unit: 'kg', quantity: 1_500, unitPriceMinor: 999, discountMinor: 217, discountReason: 'Last of its kind' },
          { unit: 'm', quantity: 275, unitPriceMinor: 400, discountMinor: 55, documentDiscountMinor: 55 },
        ],
        taxByRate: [
          { taxRateBps: 550, netMinor: 991, taxMinor: 54 },
          { taxRateBps: 2000, netMinor: 1_068, taxMinor: 214 },
        ],
      });
      expect(await system().cashier.get(`/guarantees/${sale.guaranteeId}`)).toMatchObject({
        lines: [{ unit: 'kg', quantityDecimals: 3, quantity: 1_500 }],
      });
      const { items } = await system().accountant.get(`/ledger/entries?ref=${sale.saleId}`);
      const receivable = items[0].lines.find((line: any) => line.account === 'receivable' && line.debitMinor > 0);
      expect(receivable.debitMinor).toBe(2_327);
    });

    test('half a kilogram comes back at its share, in the unit too', async () => {
      const { body } = await system().cashier.ask('POST', `/sales/${sale.saleId}/returns`, {
        revision: sale.revision,
        reason: 'too ripe',
        refundTo: 'cash',
        tillSessionId: at.tillSessionId,
        lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 500 }],
      });
      expect(body.correction).toMatchObject({ grossMinor: 427, refundMinor: 427 });
      expect(await system().cashier.get(`/invoices/${body.correction.creditNoteId}`)).toMatchObject({
        type: 'CREDIT_NOTE',
        pricesIncludeTax: true,
        lines: [{ unit: 'kg', quantity: 500, unitPriceMinor: 999, discountMinor: 72, grossMinor: 427 }],
      });
      const stock = await system().manager.get(`/stock?storeId=${at.storeId}&productId=${cheese}`);
      expect(stock.items[0]).toMatchObject({ unit: 'kg', quantityDecimals: 3, available: 9_000 });
      sale = await readSale(sale.saleId);
    });

    test('lists and their CSV show quantities in the unit of the product', async () => {
      const { manager } = system();
      const delivered = await manager.get(`/deliveries?storeId=${at.storeId}`);
      expect(delivered.items.at(-1).batches[0]).toMatchObject({ unit: 'kg', quantityDecimals: 3, quantity: 10_000 });
      const rows = async (path: string) => (await readCsv(manager, path)).rows;
      const of = (some: Awaited<ReturnType<typeof rows>>, productId: string) =>
        some.find((row) => row.productId === productId);
      expect(of(await rows(`/deliveries?storeId=${at.storeId}`), cable)).toMatchObject({ unit: 'm', quantity: '20' });
      expect(of(await rows(`/stock?storeId=${at.storeId}`), cable)).toMatchObject({ unit: 'm', available: '17.25' });
      expect(of(await rows(`/guarantees?saleId=${sale.saleId}`), cheese)).toMatchObject({
        unit: 'kg',
        quantity: '1.5',
        voidedQty: '0.5',
      });
      const sold = (await rows(`/sales?storeId=${at.storeId}`)).find((row) => row.saleId === sale.saleId);
      expect(sold).toMatchObject({ gross: '23.27', discount: '2.72', returnedUnits: '0.5' });
    });

    test('a discount above what a cashier may give waits for a manager, who sees why', async () => {
      const made = await order([{ productId: cheese, quantity: 1_000, discount: off(1100) }], { discount: off(600) });
      expect(await checkout(at, made, exact(836))).toMatchObject({
        status: 202,
        body: { stage: 'waitingForApproval' },
      });
      const waiting = await system().manager.get(`/orders/${made.orderId}`);
      expect(waiting.approval.reasons.map((reason: any) => [reason.code, reason.lineId])).toEqual([
        ['discount.over-limit', made.lines[0].lineId],
        ['discount.over-limit', undefined],
      ]);
      await system().manager.post(`/orders/${made.orderId}/approve`, {});
      await eventually(async () => expect((await system().manager.get(`/orders/${made.orderId}`)).state).toBe('paid'));
      const bySelf = await order([{ productId: cheese, quantity: 1_000, discount: off(1100) }]);
      const payment = { revision: bySelf.revision, payment: exact(889), tillSessionId: at.tillSessionId };
      expect((await system().manager.ask('POST', `/orders/${bySelf.orderId}/checkout`, payment)).status).toBe(200);
    });

    test('a discount of more than there is, and a line of more than a million units, are refused', async () => {
      const tooMuch = await order([{ productId: cable, quantity: 100, discount: { amountMinor: 401, reason: 'r' } }]);
      expect(await checkout(at, tooMuch)).toMatchObject({ status: 422, body: { code: 'discount.too-high' } });
      const line = { productId: cable, quantity: 100_000_001 };
      const body = { storeId: at.storeId, customerId: at.walkIn, documentType: 'BON_DE_VENTE', lines: [line] };
      expect(await system().cashier.ask('POST', '/orders', body)).toMatchObject({
        status: 422,
        body: { code: 'quantity.too-large', details: { maxQuantity: 100_000_000 } },
      });
      const delivery = { storeId: at.storeId, lines: [{ ...line, costMinor: 1 }] };
      expect(await system().manager.ask('POST', '/deliveries', delivery)).toMatchObject({
        status: 422,
        body: { code: 'quantity.too-large' },
      });
    });

    test('a change of the store counts for orders priced from then on, and is made on what was seen', async () => {
      const path = `/stores/${at.storeId}`;
      const made = await order([{ productId: cable, quantity: 100 }]);
      const changes = { pricesIncludeTax: false, name: 'Before tax' };
      expect(await system().owner.ask('PATCH', path, { revision: 1, changes })).toMatchObject({
        status: 200,
        body: { ...changes, cashRoundingMinor: 5, revision: 2 },
      });
      expect(await system().owner.ask('PATCH', path, { revision: 1, changes })).toMatchObject({
        status: 409,
        body: { code: 'store.changed' },
      });
      expect((await system().manager.ask('PATCH', path, { revision: 2, changes })).status).toBe(403);
      const { status, body } = await checkout(at, made, exact(422));
      expect([status, body.sale.grossMinor, body.sale.pricesIncludeTax]).toEqual([200, 422, false]);
      expect(await readSale(sale.saleId)).toMatchObject({ pricesIncludeTax: true, store: { name: 'Test store' } });
    });

    test('the books prove it', async () => {
      const report = await eventually(async () => {
        const found = await runAudit(system().accountant as never);
        expect(found.breaks).toEqual([]);
        return found;
      }, 60_000);
      expect(report.checked.find((one) => one.invariant === 12)?.checked).toBeGreaterThan(0);
    });
  });
}
