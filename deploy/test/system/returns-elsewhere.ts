import { describe, expect, test } from '@jest/globals';
import type { PersonRole } from '@comptoir/gateway';
import type { ApiClient } from '../../src/api-client.js';
import { runAudit } from '../../src/audit.js';
import { openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Two stores of one company, with the people of each. */
export interface TwoStores {
  readonly system: TestSystem;
  readonly here: StoreFixture;
  readonly there: StoreFixture;
  readonly ofHere: Record<PersonRole, ApiClient>;
  readonly ofThere: Record<PersonRole, ApiClient>;
}

type Json = Record<string, any>;

/** Goods that come back at another store than the one that sold them. */
export function returnsElsewhere(open: () => TwoStores): void {
  const takeBack = (by: ApiClient, sale: Json, at: StoreFixture, changes: Json = {}) =>
    by.ask('POST', `/sales/${sale.saleId}/returns`, {
      revision: sale.revision,
      reason: 'bought on a journey',
      refundTo: 'cash',
      storeId: at.storeId,
      number: sale.invoiceNumber,
      tillSessionId: at.tillSessionId,
      lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
      ...changes,
    });
  const found = (by: ApiClient, number: string, { storeId }: StoreFixture) =>
    by.ask('GET', `/returns/sale?${new URLSearchParams({ number, storeId }).toString()}`);
  /** What a day of a store has so far. */
  const dayOf = async ({ storeId }: StoreFixture, { businessDay }: Json): Promise<Json> =>
    open().system.accountant.get(`/stores/${storeId}/days/${businessDay}/summary`);
  const cashIn = async ({ tillSessionId }: StoreFixture): Promise<number> =>
    (await open().system.manager.get(`/till-sessions/${tillSessionId}`)).x.expectedMinor;

  describe('a return at another store', () => {
    test('by the number of the receipt: units, cost, money, credit note and day are of the store that takes back', async () => {
      const { system, here, there, ofHere, ofThere } = open();
      const productId = await stockUp(here, [[2, 701]], { warrantyMonths: 12 });
      const sale = await sell(here, [{ productId, quantity: 2 }]);
      const { deliveryId } = sale.lines[0].allocations[0];
      const before = { here: await dayOf(here, sale), there: await dayOf(there, sale), cash: await cashIn(there) };
      expect((await ofThere.cashier.ask('GET', `/sales/${sale.saleId}`)).body.code).toBe('store.not-yours');
      const receipt = await found(ofThere.cashier, sale.invoiceNumber, there);
      expect(receipt).toMatchObject({
        status: 200,
        body: {
          saleId: sale.saleId,
          soldIn: { storeId: here.storeId },
          lines: [{ quantity: 2, leftQuantity: 2, grossMinor: sale.lines[0].grossMinor }],
        },
      });
      expect(JSON.stringify(receipt.body)).not.toMatch(/cost|customerId|margin/i);

      expect(await takeBack(ofThere.cashier, sale, there, { number: undefined })).toMatchObject({
        status: 403,
        body: { code: 'store.not-yours' },
      });
      const back = await takeBack(ofThere.cashier, sale, there);
      expect(back).toMatchObject({ status: 200, body: { correction: { storeId: here.storeId, state: 'final' } } });
      expect(back.body.sale).toBeUndefined();
      const { correctionId, creditNoteId } = back.body.correction;

      expect(await stockOf(here, productId)).toMatchObject({ available: 0 });
      expect(await stockOf(there, productId)).toMatchObject({
        available: 1,
        batches: [{ remainingQty: 1, remainingCostMinor: 701 }],
      });
      expect(await system.manager.get(`/deliveries/${deliveryId}/margin`)).toMatchObject({
        items: [{ productId, quantity: 1, costMinor: 701 }],
      });
      expect(await ofThere.cashier.get(`/invoices/${creditNoteId}`)).toMatchObject({
        type: 'CREDIT_NOTE',
        seller: { storeId: there.storeId },
        corrects: { number: sale.invoiceNumber },
        number: expect.stringMatching(/-A-\d{4}-000001$/),
      });
      const { items } = await system.accountant.get(`/ledger/entries?ref=${correctionId}`);
      expect(items).toMatchObject([{ storeId: there.storeId, kind: 'correction' }]);
      const net = (account: string): number =>
        items[0].lines
          .filter((line: Json) => line.account === account)
          .reduce((sum: number, line: Json) => sum + line.debitMinor - line.creditMinor, 0);
      expect(['inventory', 'costOfGoodsSold', 'cash', 'receivable'].map(net)).toEqual([701, -701, -11_900, 0]);
      const after = { here: await dayOf(here, sale), there: await dayOf(there, sale) };
      expect(after.here.corrections).toBe(before.here.corrections);
      expect(after.there.corrections).toBe(before.there.corrections + 1);
      expect(after.there.grossMinor).toBe(before.there.grossMinor - 11_900);
      expect(after.here.grossMinor).toBe(before.here.grossMinor);
      expect(await cashIn(there)).toBe(before.cash - 11_900);

      // the store that sold sees what came back, and takes back the rest
      const atHome = await ofHere.cashier.get(`/sales/${sale.saleId}`);
      expect(atHome).toMatchObject({
        returned: [{ quantity: 1 }],
        corrections: [{ takenBackIn: { storeId: there.storeId } }],
      });
      expect(await system.cashier.get(`/guarantees/${sale.guaranteeId}`)).toMatchObject({
        lines: [{ quantity: 2, voidedQty: 1 }],
      });
      const rest = await takeBack(ofHere.cashier, atHome, here, { number: undefined });
      expect(rest).toMatchObject({ status: 200, body: { sale: { state: 'cancelled' } } });
      expect(await runAudit(system.owner)).toMatchObject({ ok: true });
    });

    test('at both stores at once: one wins, and damaged goods are a loss of the store that took them in', async () => {
      const { system, here, there, ofHere, ofThere } = open();
      const productId = await stockUp(here, [[1, 333]]);
      const sale = await sell(here, [{ productId, quantity: 1 }]);
      const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1, disposition: 'writeOff' }];
      const both = await Promise.all([
        takeBack(ofThere.cashier, sale, there, { lines }),
        takeBack(ofHere.cashier, sale, here, { lines }),
      ]);
      expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
      const at = both[0].status === 200 ? there : here;
      const { correctionId } = both.find((one) => one.status === 200)!.body.correction;
      await eventually(async () => {
        const { items } = await system.accountant.get(`/ledger/entries?ref=${correctionId}`);
        expect(items.map((one: Json) => [one.kind, one.storeId]).toSorted()).toEqual([
          ['correction', at.storeId],
          ['writeOff', at.storeId],
        ]);
      });
    });

    test.each([
      ['transfer', 'bankTransfer'],
      ['cheque', 'cheques'],
    ])('is paid out by %s from the account of that store; its till keeps what it has', async (refundTo, account) => {
      const { system, here, there, ofThere } = open();
      const productId = await stockUp(here, [[1, 400]]);
      const sale = await sell(here, [{ productId, quantity: 1 }]);
      const cash = await cashIn(there);
      const back = await takeBack(ofThere.manager, sale, there, { refundTo, tillSessionId: undefined });
      expect(back).toMatchObject({ status: 200, body: { correction: { refunds: [{ method: refundTo }] } } });
      const { items } = await system.accountant.get(`/ledger/entries?ref=${back.body.correction.correctionId}`);
      expect(items).toMatchObject([{ storeId: there.storeId, kind: 'correction' }]);
      expect(items[0].lines.filter((line: Json) => [account, 'cash'].includes(line.account))).toMatchObject([
        { account, debitMinor: 0, creditMinor: sale.grossMinor },
      ]);
      expect(await cashIn(there)).toBe(cash);
    });

    test('is refused for an unknown number, another one’s number, another company, and whoever may not', async () => {
      const { system, here, there, ofHere, ofThere } = open();
      const productId = await stockUp(here, [[3, 100]]);
      const sale = await sell(here, [{ productId, quantity: 1 }]);
      const other = await sell(here, [{ productId, quantity: 1 }]);
      expect(await found(ofThere.cashier, 'NONE-B-2026-000001', there)).toMatchObject({
        status: 404,
        body: { code: 'sale.unknown' },
      });
      const wrong = await takeBack(ofThere.cashier, sale, there, { number: other.invoiceNumber });
      expect(wrong).toMatchObject({ status: 404, body: { code: 'sale.unknown' } });
      const invalid = (field: string) => ({ status: 400, body: { code: 'message.invalid', issues: [{ field }] } });
      expect(await ofThere.cashier.ask('GET', '/returns/sale?number=A-B-2026-000001')).toMatchObject(
        invalid('storeId'),
      );
      expect(await found(ofThere.cashier, 'A*', there)).toMatchObject(invalid('number'));
      expect(await takeBack(ofThere.cashier, sale, there, { storeId: 'x' })).toMatchObject(invalid('storeId'));
      expect(await takeBack(ofThere.cashier, sale, there, { number: 'A*' })).toMatchObject(invalid('number'));
      for (const by of [ofHere.cashier, ofThere.stockKeeper])
        for (const answer of [await found(by, sale.invoiceNumber, there), await takeBack(by, sale, there)])
          expect(answer.status).toBe(403);
      const foreign = await openStoreFixture(system);
      for (const answer of [
        await found(system.manager, sale.invoiceNumber, foreign),
        await takeBack(system.manager, sale, foreign),
      ])
        expect(answer).toMatchObject({
          status: 422,
          body: { code: 'return.other-company', details: { soldIn: { storeId: here.storeId } } },
        });
      expect((await system.cashier.get(`/sales/${sale.saleId}`)).state).toBe('final');
    });
  });
}
