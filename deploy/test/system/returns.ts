import { describe, expect, test } from '@jest/globals';
import type { TestSystem } from './system.js';
import { openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';

/** What comes back. */
export function takingBack(system: () => TestSystem): void {
  let fixture: StoreFixture;
  const open = async (): Promise<StoreFixture> => (fixture ??= await openStoreFixture(system()));
  const giveBack = (sale: any, quantity: number, more: object = {}, by = system().cashier) =>
    by.ask('POST', `/sales/${sale.saleId}/returns`, {
      revision: sale.revision,
      reason: 'does not fit',
      refundTo: 'cash',
      tillSessionId: fixture.tillSessionId,
      lines: [{ saleLineId: sale.lines[0].saleLineId, quantity }],
      ...more,
    });

  describe('a return', () => {
    test('of a part and then of the rest: original costs, cents that add up, two credit notes', async () => {
      const at = await open();
      const productId = await stockUp(
        at,
        [
          [1, 501],
          [2, 703],
        ],
        { warrantyMonths: 12, priceMinMinor: 3_333, priceListMinor: 3_333, priceMaxMinor: 3_333 },
      );
      const sale = await sell(at, [{ productId, quantity: 3, unitPriceMinor: 3_333 }]);
      const part = await giveBack(sale, 2, {}, system().manager);
      expect(part).toMatchObject({
        status: 200,
        body: { correction: { costMinor: 1_406, state: 'final' }, sale: { state: 'final' } },
      });
      const rest = await giveBack(part.body.sale, 1, {}, system().manager);
      expect(rest).toMatchObject({
        status: 200,
        body: { correction: { costMinor: 501 }, sale: { state: 'cancelled' } },
      });
      const refunds = [part, rest].map((one) => one.body.correction);
      expect(refunds[0].netMinor + refunds[1].netMinor).toBe(sale.netMinor);
      expect(refunds[0].taxMinor + refunds[1].taxMinor).toBe(sale.taxMinor);
      const stock = await stockOf(at, productId);
      expect(stock.batches.map((batch) => [batch.remainingQty, batch.remainingCostMinor]).toSorted()).toEqual([
        [1, 501],
        [2, 1_406],
      ]);
      const { items } = await system().cashier.get(`/invoices?saleId=${sale.saleId}`);
      expect(items.map((one: any) => one.type).toSorted()).toEqual(['BON_DE_VENTE', 'CREDIT_NOTE', 'CREDIT_NOTE']);
      expect(await system().cashier.get(`/guarantees/${sale.guaranteeId}`)).toMatchObject({ state: 'void' });
    });

    test('of more than was sold is refused, twice in parallel takes one, and nothing is left locked', async () => {
      const at = await open();
      const productId = await stockUp(at, [[1, 500]]);
      const sale = await sell(at, [{ productId, quantity: 1 }]);
      expect(await giveBack(sale, 2)).toMatchObject({ status: 409, body: { code: 'return.too-much' } });
      const fresh = await system().cashier.get(`/sales/${sale.saleId}`);
      expect(fresh.state).toBe('final');
      const both = await Promise.all([giveBack(fresh, 1), giveBack(fresh, 1)]);
      expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
      expect(await stockOf(at, productId)).toMatchObject({ available: 1 });
    });

    test('retried with its key gets the same answer', async () => {
      const at = await open();
      const productId = await stockUp(at, [[2, 500]]);
      const sale = await sell(at, [{ productId, quantity: 2 }]);
      const body = {
        revision: sale.revision,
        reason: 'twice',
        refundTo: 'cash',
        tillSessionId: at.tillSessionId,
        lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
      };
      const ask = () => system().cashier.ask('POST', `/sales/${sale.saleId}/returns`, body, `return-${sale.saleId}`);
      const [one, two] = [await ask(), await ask()];
      expect([one.status, two.status]).toEqual([200, 200]);
      expect(two.body.correction.correctionId).toBe(one.body.correction.correctionId);
      expect(await stockOf(at, productId)).toMatchObject({ available: 1 });
    });

    test('of damaged goods is written off: the stock stays, the loss is in the books', async () => {
      const at = await open();
      const productId = await stockUp(at, [[1, 500]]);
      const sale = await sell(at, [{ productId, quantity: 1 }]);
      const answer = await giveBack(sale, 1, {
        lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1, disposition: 'writeOff' }],
      });
      expect(answer.status).toBe(200);
      expect(await stockOf(at, productId)).toMatchObject({ available: 0 });
    });

    test('is refused while a claim is open, and possible once it is closed', async () => {
      const at = await open();
      const productId = await stockUp(at, [[1, 500]], { warrantyMonths: 12 });
      const sale = await sell(at, [{ productId, quantity: 1 }]);
      const claim = await system().cashier.post(`/guarantees/${sale.guaranteeId}/claims`, {
        saleLineId: sale.lines[0].saleLineId,
        quantity: 1,
        complaint: 'no light',
      });
      expect(await giveBack(sale, 1)).toMatchObject({ status: 409, body: { code: 'guarantee.claim-open' } });
      await system().cashier.post(`/guarantees/${sale.guaranteeId}/claims/${claim.claimId}/close`, {
        resolution: 'new lamp',
      });
      const fresh = await system().cashier.get(`/sales/${sale.saleId}`);
      expect(await giveBack(fresh, 1)).toMatchObject({ status: 200, body: { sale: { state: 'cancelled' } } });
    });
  });

  describe('a cancellation', () => {
    test('asked for twice at once: one credit note, the other gets 409', async () => {
      const at = await open();
      const productId = await stockUp(at, [[2, 500]]);
      const sale = await sell(at, [{ productId, quantity: 2 }]);
      const cancel = () =>
        system().manager.ask('POST', `/sales/${sale.saleId}/cancel`, {
          revision: sale.revision,
          reason: 'mistake',
          refundTo: 'cash',
          tillSessionId: at.tillSessionId,
        });
      const both = await Promise.all([cancel(), cancel()]);
      expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
      const { items } = await system().cashier.get(`/invoices?saleId=${sale.saleId}&type=CREDIT_NOTE`);
      expect(items).toHaveLength(1);
      const entries = (await system().accountant.get(`/ledger/entries?customerId=${at.walkIn}`)).items;
      const owed = entries
        .flatMap((entry: any) => entry.lines)
        .filter((line: any) => line.account === 'receivable')
        .reduce((sum: number, line: any) => sum + line.debitMinor - line.creditMinor, 0);
      expect(owed).toBe(0);
    });
  });
}
