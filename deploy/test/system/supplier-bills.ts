import { beforeAll, describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Bills of suppliers over HTTP, with what they do to the books. */
export function supplierBills(started: () => TestSystem): void {
  describe('supplier bills, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let supplierId: string;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      ({ supplierId } = await system.manager.post('/suppliers', { name: 'Grossiste Aurès', paymentTermsDays: 30 }));
    }, 180_000);

    const TODAY = new Date().toISOString().slice(0, 10);
    let papers = 0;
    const paperOf = (lines: object[], facts: object = {}) => ({
      kind: 'bill',
      storeId: here.storeId,
      supplierId,
      number: `FA-${(papers += 1)}`,
      billDay: TODAY,
      lines,
      ...facts,
    });
    const received = (productId: string, quantity: number, costMinor: number, facts: object = {}) =>
      system.manager.post('/deliveries', {
        storeId: here.storeId,
        supplierId,
        lines: [{ productId, quantity, costMinor }],
        ...facts,
      });
    const goodsOf = ({ deliveryId, batches }: any, quantity: number, netMinor: number) => ({
      kind: 'goods',
      deliveryId,
      batchId: batches[0].batchId,
      quantity,
      netMinor,
      taxRateBps: 1_900,
    });
    const balances = async (storeId = here.storeId): Promise<Record<string, number>> => {
      const [books] = (await system.accountant.get(`/ledger/trial-balance?storeId=${storeId}`)).balances;
      return Object.fromEntries((books?.accounts ?? []).map((one: any) => [one.account, one.balanceMinor]));
    };
    const openOf = async (query = '') =>
      (await system.accountant.get(`/open-bills?storeId=${here.storeId}&supplierId=${supplierId}${query}`)).items;

    describe('a bill of a supplier', () => {
      test('of 10 units at 600.00 and 19 %: ordered, received, billed, paid; each is in the books and leads to the others', async () => {
        const own = await openStoreFixture(system);
        const { manager, accountant, stockKeeper } = system;
        const productId = await stockUp(own, []);
        const order = await manager.post('/purchase-orders', {
          storeId: own.storeId,
          supplierId,
          lines: [{ productId, quantity: 10, expectedCostMinor: 590_000 }],
        });
        await manager.post(`/purchase-orders/${order.purchaseOrderId}/send`, { revision: 1 });
        const delivery = await received(productId, 10, 600_000, {
          storeId: own.storeId,
          supplierId: undefined,
          purchaseOrderId: order.purchaseOrderId,
        });
        const paper = paperOf([goodsOf(delivery, 10, 600_000)], { storeId: own.storeId, grossMinor: 714_000 });
        const found = await accountant.post('/supplier-bills/match', paper);
        expect(found.lines[0]).toMatchObject({
          ordered: { quantity: 10, costMinor: 590_000 },
          received: { quantity: 10, costMinor: 600_000, billedBefore: 0 },
          differenceMinor: 0,
          unit: 'piece',
        });
        expect(await stockKeeper.ask('POST', '/supplier-bills', paper)).toMatchObject({ status: 403 });
        const first = await accountant.ask('POST', '/supplier-bills', paper, 'bill-once');
        expect(first).toMatchObject({ status: 201, body: { grossMinor: 714_000, supplierName: 'Grossiste Aurès' } });
        expect(await accountant.ask('POST', '/supplier-bills', paper, 'bill-once')).toEqual(first);
        const { billId } = first.body;
        await eventually(async () =>
          expect(await balances(own.storeId)).toEqual({
            inventory: 600_000,
            goodsReceivedNotInvoiced: 0,
            inputTax: 114_000,
            payables: -714_000,
          }),
        );
        const pay = {
          storeId: own.storeId,
          supplierId,
          method: 'transfer',
          amountMinor: 714_000,
          reference: 'VIR-1',
          allocations: [{ billId, amountMinor: 714_000 }],
        };
        expect(await manager.ask('POST', '/supplier-payments', pay)).toMatchObject({ status: 403 });
        const paid = await accountant.ask('POST', '/supplier-payments', pay, 'pay-once');
        expect(await accountant.ask('POST', '/supplier-payments', pay, 'pay-once')).toEqual(paid);
        expect(await balances(own.storeId)).toMatchObject({ payables: 0, bankTransfer: -714_000 });
        expect((await accountant.get(`/supplier-payments?billId=${billId}`)).items).toMatchObject([
          { amountMinor: 714_000 },
        ]);
        expect(await accountant.get(`/deliveries/${delivery.deliveryId}/billing`)).toMatchObject({
          lines: [{ billed: 10, received: 10, clearedMinor: 600_000 }],
        });
        const { rows } = await readCsv(accountant, `/supplier-bills?storeId=${own.storeId}`);
        expect(rows).toMatchObject([{ number: paper.number, gross: '7140.00', difference: '0.00' }]);
      });

      test('that is dearer than the delivery: the sale stays, the rest is worth more, and the order earns less', async () => {
        const { manager, accountant } = system;
        const productId = await stockUp(here, []);
        const delivery = await received(productId, 4, 2_000);
        const sale = await sell(here, [{ productId, quantity: 1 }]);
        const bill = await accountant.post('/supplier-bills', paperOf([goodsOf(delivery, 4, 2_400)]));
        expect(bill).toMatchObject({ differenceMinor: 400, toStockMinor: 300, toCostMinor: 100 });
        expect((await manager.get(`/sales/${sale.saleId}`)).costMinor).toBe(500);
        const margin = await accountant.get(`/deliveries/${delivery.deliveryId}/margin`);
        expect(margin).toMatchObject({ totals: [{ costMinor: 500 }], priceDifferenceMinor: 100 });
        expect((await sell(here, [{ productId, quantity: 3 }])).saleId).toBeDefined();
        const { totals } = await accountant.get(`/deliveries/${delivery.deliveryId}/margin`);
        expect(totals[0].costMinor).toBe(2_300);
        const again = await accountant.ask('POST', '/supplier-bills', {
          ...paperOf([goodsOf(delivery, 1, 1)]),
          number: bill.number.toLowerCase(),
        });
        expect(again).toMatchObject({ status: 409, body: { code: 'bill.number-taken' } });
      });

      test('goods go back from their batch, are credited, and the credit pays a bill', async () => {
        const { stockKeeper, accountant } = system;
        const productId = await stockUp(here, []);
        const delivery = await received(productId, 5, 5_000);
        const [{ batchId }] = delivery.batches;
        const bill = await accountant.post('/supplier-bills', paperOf([goodsOf(delivery, 5, 5_000)]));
        const asked = {
          storeId: here.storeId,
          supplierId,
          reason: 'Broken on arrival',
          lines: [{ batchId, quantity: 2 }],
        };
        const sent = await stockKeeper.post('/supplier-returns', asked);
        expect(sent.number).toMatch(/-SR-\d{4}-\d{6}$/);
        expect(sent).not.toHaveProperty('totalCostMinor');
        const { supplierReturnId } = sent;
        const line = { kind: 'returned', supplierReturnId, batchId, quantity: 2, netMinor: 1_900, taxRateBps: 1_900 };
        const credit = await accountant.post('/supplier-bills', paperOf([line], { kind: 'creditNote' }));
        expect(credit).toMatchObject({ clearedMinor: -2_000, toCostMinor: 100, grossMinor: 2_261 });
        const owed = await eventually(async () => {
          const items = (await openOf()).filter((one: any) => [bill.billId, credit.billId].includes(one.billId));
          expect(items.map((one: any) => one.openMinor).toSorted((a: number, b: number) => a - b)).toEqual([
            -2_261, 5_950,
          ]);
          return items;
        });
        expect(owed[0].dueDay).toBeDefined();
        const allocations = [
          { billId: bill.billId, amountMinor: 5_950 },
          { billId: credit.billId, amountMinor: -2_261 },
        ];
        const pay = { storeId: here.storeId, supplierId, method: 'cheque', amountMinor: 3_689, allocations };
        const { supplierPaymentId } = await accountant.post('/supplier-payments', pay);
        expect(await accountant.ask('POST', '/supplier-payments', pay)).toMatchObject({
          status: 409,
          body: { code: 'supplier-payment.nothing-open' },
        });
        const back = await accountant.post(`/supplier-payments/${supplierPaymentId}/reversal`, {
          reason: 'Wrong cheque',
        });
        expect(back).toMatchObject({ kind: 'reversal', reverses: supplierPaymentId });
        const { totals } = await accountant.get(`/reports/aged-payables?storeId=${here.storeId}&at=${TODAY}`);
        expect(totals[0]).toMatchObject({ currency: 'DZD', otherMinor: 0 });
        expect(totals[0].totalMinor).toBe(0 - ((await balances()).payables ?? 0));
      });

      test('that was typed wrongly is taken back, and recorded again under its number', async () => {
        const { accountant } = system;
        const productId = await stockUp(here, []);
        const delivery = await received(productId, 2, 1_000);
        const paper = paperOf([goodsOf(delivery, 2, 1_200)]);
        const bill = await accountant.post('/supplier-bills', paper);
        const reversed = await accountant.post(`/supplier-bills/${bill.billId}/reversal`, { reason: 'Typed wrongly' });
        expect(reversed.reversed).toMatchObject({ reason: 'Typed wrongly' });
        expect(
          await accountant.post('/supplier-bills', { ...paper, lines: [goodsOf(delivery, 2, 1_000)] }),
        ).toMatchObject({
          differenceMinor: 0,
        });
        const { batches } = (await system.manager.get(`/stock?storeId=${here.storeId}&productId=${productId}`))
          .items[0];
        expect(batches[0].remainingCostMinor).toBe(1_000);
      });

      test('is not of another store', async () => {
        const there = await openStoreFixture(system);
        const productId = await stockUp(here, []);
        const delivery = await received(productId, 1, 100);
        const elsewhere = paperOf([goodsOf(delivery, 1, 100)], { storeId: there.storeId });
        expect(await system.accountant.ask('POST', '/supplier-bills', elsewhere)).toMatchObject({
          status: 422,
          body: { code: 'bill.not-of-delivery' },
        });
      });

      test('the audit finds the books right after all of it', async () => {
        const { breaks, ok } = await runAudit(system.owner);
        expect([breaks, ok]).toEqual([[], true]);
      });
    });
  });
}
