import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonRole } from '@comptoir/gateway';
import type { ApiClient } from '../../src/api-client.js';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { peopleOf } from './people.js';
import { returnsElsewhere } from './returns-elsewhere.js';
import { openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Transfers between stores over HTTP, and goods that come back at another store. */
export function transfers(started: () => TestSystem): void {
  describe('transfers, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let there: StoreFixture;
    /** People of the one store, and of the other. */
    let ofHere: Record<PersonRole, ApiClient>;
    let ofThere: Record<PersonRole, ApiClient>;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      const { companyId } = await system.manager.get(`/stores/${here.storeId}`);
      there = await openStoreFixture(system, { companyId, legal: undefined, name: 'The other store' });
      [ofHere, ofThere] = [await peopleOf(system, [here.storeId]), await peopleOf(system, [there.storeId])];
    }, 180_000);
    afterAll(async () => {
      expect(await runAudit(system.owner)).toMatchObject({ ok: true });
    }, 60_000);

    const act = (by: ApiClient, { transferId }: { transferId: string }, name: string, body: object) =>
      by.ask('POST', `/transfers/${transferId}/${name}`, body);
    /** A transfer from here to there. */
    const requested = async (by: ApiClient, productId: string, quantity: number, key?: string) =>
      by.ask(
        'POST',
        '/transfers',
        { storeId: there.storeId, fromStoreId: here.storeId, lines: [{ productId, quantity }] },
        key,
      );
    const sent = (by: ApiClient, productId: string, quantity: number) =>
      by.post('/transfers/shipments', {
        storeId: here.storeId,
        toStoreId: there.storeId,
        lines: [{ productId, quantity }],
      });
    /** Balances of the accounts of goods, of one store or of all stores that are asked for. */
    const balancesOf = async (query: string): Promise<Record<string, number>> => {
      const { balances } = await system.accountant.get(`/ledger/trial-balance?${query}`);
      return Object.fromEntries(
        balances.flatMap((one: any) => one.accounts.map((row: any) => [row.account, row.balanceMinor])),
      );
    };
    const movesBooked = (transferId: string) =>
      eventually(async () => {
        const { moves } = await system.manager.get(`/transfers/${transferId}`);
        for (const { moveId } of moves)
          expect((await system.accountant.get(`/ledger/entries?ref=${moveId}`)).items).toHaveLength(1);
      });

    describe('a transfer', () => {
      test('is asked for by a cashier, shipped by the one store and received by the other with a loss; stock and both books say the same', async () => {
        const productId = await stockUp(here, [[3, 0]]);
        const { deliveryId } = await system.manager.post('/deliveries', {
          storeId: here.storeId,
          lines: [{ productId, quantity: 3, costMinor: 1_000 }],
        });
        await system.manager.post('/deliveries', {
          storeId: there.storeId,
          lines: [{ productId: await stockUp(there, []), quantity: 1, costMinor: 1 }],
        });
        const made = await requested(ofThere.cashier, productId, 6, 'transfer-request-1');
        expect(made).toMatchObject({
          status: 201,
          body: { state: 'requested', toStoreName: 'The other store', lines: [{ quantity: 6, unit: 'piece' }] },
        });
        expect(made.body.number).toMatch(/^[A-Z0-9]+-TR-\d{4}-000001$/);
        expect(await requested(ofThere.cashier, productId, 6, 'transfer-request-1')).toEqual(made);
        const { transferId } = made.body;

        // each act is of one store
        const ship = { revision: 1, lines: [{ productId, quantity: 5 }] };
        expect(await act(ofThere.manager, made.body, 'ship', ship)).toMatchObject({
          status: 403,
          body: { code: 'store.not-yours' },
        });
        expect(await act(ofHere.cashier, made.body, 'ship', ship)).toMatchObject({
          status: 403,
          body: { code: 'role.not-allowed' },
        });
        const shipped = await act(ofHere.stockKeeper, made.body, 'ship', ship);
        expect(shipped).toMatchObject({ status: 200, body: { state: 'shipped', leftQuantity: 5, revision: 2 } });
        expect(shipped.body.leftCostMinor).toBeUndefined(); // a stock keeper sees no costs
        expect(await system.manager.get(`/transfers/${transferId}`)).toMatchObject({
          leftCostMinor: 667,
          parcels: [
            { quantity: 3, costMinor: 0 },
            { deliveryId, quantity: 2, costMinor: 667 },
          ],
        });
        await movesBooked(transferId);
        expect(await balancesOf(`storeId=${here.storeId}`)).toMatchObject({ inventory: 333, goodsInTransit: 667 });

        const came = { revision: 2, reason: 'broken', lines: [{ productId, receivedQuantity: 4, lostQuantity: 1 }] };
        expect(await act(ofHere.manager, made.body, 'receive', came)).toMatchObject({
          status: 403,
          body: { code: 'store.not-yours' },
        });
        expect(await act(ofThere.stockKeeper, made.body, 'receive', { ...came, reason: undefined })).toMatchObject({
          status: 400,
          body: { code: 'message.invalid', issues: [{ field: 'reason' }] },
        });
        expect(await act(ofThere.stockKeeper, made.body, 'receive', came)).toMatchObject({
          status: 200,
          body: { state: 'received', leftQuantity: 0, lines: [{ receivedQuantity: 4, lostQuantity: 1 }] },
        });
        expect(await act(ofThere.stockKeeper, made.body, 'receive', came)).toMatchObject({
          status: 409,
          body: { code: 'transfer.state' },
        });
        await movesBooked(transferId);
        expect(await stockOf(there, productId)).toMatchObject({ available: 4 });
        expect(await stockOf(here, productId)).toMatchObject({ available: 1 });
        const [sender, receiver] = [
          await balancesOf(`storeId=${here.storeId}`),
          await balancesOf(`storeId=${there.storeId}`),
        ];
        expect(sender).toMatchObject({ inventory: 333, goodsInTransit: 334, shrinkage: 333 });
        expect(receiver).toMatchObject({ inventory: 335, goodsInTransit: -334 });
        const { companyId } = await system.manager.get(`/stores/${here.storeId}`);
        expect(await balancesOf(`companyId=${companyId}`)).toMatchObject({ inventory: 668, goodsInTransit: 0 });
        await eventually(async () =>
          expect((await system.cashier.get(`/products/${productId}`)).stock).toEqual(
            expect.arrayContaining([
              expect.objectContaining({ storeId: here.storeId, available: 1 }),
              expect.objectContaining({ storeId: there.storeId, available: 4 }),
            ]),
          ),
        );

        // a unit that is sold there is of the delivery that came here
        const margin = async (by: ApiClient) => (await by.get(`/deliveries/${deliveryId}/margin`)).items;
        expect(await margin(system.accountant)).toEqual([]);
        const sale = await sell(there, [{ productId, quantity: 4 }]);
        expect(sale.lines[0].allocations.at(-1)).toMatchObject({ deliveryId, quantity: 1 });
        expect(await margin(system.accountant)).toMatchObject([{ quantity: 1, costMinor: 334 }]);
        expect((await system.accountant.get(`/deliveries/${deliveryId}/sales`)).items).toMatchObject([
          { saleId: sale.saleId, storeId: there.storeId, quantity: 1 },
        ]);
        expect(await margin(ofHere.auditor)).toEqual([]); // the books of the other store are not theirs
        expect(await act(ofThere.manager, made.body, 'close', {})).toMatchObject({
          status: 200,
          body: { state: 'closed' },
        });
      });

      test('is sent without being asked for, returned from the road; the rest of another one is lost', async () => {
        const productId = await stockUp(here, [[6, 100]]);
        const first = await sent(ofHere.stockKeeper, productId, 2);
        expect(first).toMatchObject({ state: 'shipped', begunBy: 'sending' });
        expect(await act(ofThere.manager, first, 'return', { reason: 'x' })).toMatchObject({ status: 403 });
        expect(await act(ofHere.manager, first, 'return', {})).toMatchObject({ status: 400 });
        expect(await act(ofHere.manager, first, 'return', { reason: 'the van broke down' })).toMatchObject({
          status: 200,
          body: { state: 'returned', returned: { reason: 'the van broke down' } },
        });
        expect(await stockOf(here, productId)).toMatchObject({ available: 6 });
        const second = await sent(ofHere.manager, productId, 3);
        const came = { revision: 1, lines: [{ productId, receivedQuantity: 1 }] };
        expect(await act(ofThere.manager, second, 'receive', came)).toMatchObject({
          body: { state: 'partlyReceived' },
        });
        expect(await act(ofHere.manager, second, 'return', { reason: 'x' })).toMatchObject({
          status: 409,
          body: { code: 'transfer.state', details: { state: 'partlyReceived' } },
        });
        expect(await act(ofThere.manager, second, 'lose-rest', { revision: 1, reason: 'stolen' })).toMatchObject({
          status: 409,
          body: { code: 'transfer.changed' },
        });
        expect(await act(ofThere.manager, second, 'lose-rest', { revision: 2, reason: 'stolen' })).toMatchObject({
          status: 200,
          body: { state: 'closed', lines: [{ lostQuantity: 2, lostCostMinor: 200 }] },
        });
        await movesBooked(second.transferId);
      });

      test('is refused or cancelled with a reason, each by its own store', async () => {
        const productId = await stockUp(here, [[1, 100]]);
        const first = (await requested(ofThere.stockKeeper, productId, 1)).body;
        expect(await act(ofThere.manager, first, 'refuse', { reason: 'x' })).toMatchObject({ status: 403 });
        expect(await act(ofHere.stockKeeper, first, 'refuse', { reason: 'the last one' })).toMatchObject({
          body: { state: 'refused', refused: { reason: 'the last one' } },
        });
        const second = (await requested(ofThere.cashier, productId, 1)).body;
        expect(await act(ofHere.cashier, second, 'cancel', { reason: 'x' })).toMatchObject({ status: 403 });
        expect(await act(ofThere.cashier, second, 'cancel', { reason: 'sold something else' })).toMatchObject({
          body: { state: 'cancelled' },
        });
      });

      test('goes between stores of one company and currency only, and more than there is does not leave', async () => {
        const productId = await stockUp(here, [[1, 100]]);
        const { companyId } = await system.manager.get(`/stores/${here.storeId}`);
        const stranger = await openStoreFixture(system);
        const abroad = await openStoreFixture(system, { companyId, legal: undefined, currency: 'EUR' });
        const ask = (fromStoreId: string) =>
          system.manager.ask('POST', '/transfers', {
            storeId: there.storeId,
            fromStoreId,
            lines: [{ productId, quantity: 1 }],
          });
        expect(await ask(stranger.storeId)).toMatchObject({ status: 422, body: { code: 'transfer.other-company' } });
        expect(await ask(abroad.storeId)).toMatchObject({ status: 422, body: { code: 'stock.currency-mixed' } });
        expect(await ask(there.storeId)).toMatchObject({ status: 422, body: { code: 'transfer.same-store' } });
        expect(
          await ofHere.manager.ask('POST', '/transfers/shipments', {
            storeId: here.storeId,
            toStoreId: there.storeId,
            lines: [{ productId, quantity: 2 }],
          }),
        ).toMatchObject({ status: 409, body: { code: 'stock.insufficient' } });
        const { items } = await ofThere.cashier.get(`/transfers/stores?storeId=${there.storeId}`);
        expect(items).toMatchObject([{ otherStoreId: here.storeId, name: 'Test store' }]);
        // nobody asks in the name of a store they do not work in
        expect(await requested(ofHere.manager, productId, 1)).toMatchObject({
          status: 403,
          body: { code: 'store.not-yours' },
        });
      });

      test('is listed for both of its stores and for nobody else, once, by side and state, and as CSV', async () => {
        const productId = await stockUp(here, [[5, 100]]);
        const { number, transferId } = await sent(ofHere.manager, productId, 5);
        const third = await openStoreFixture(system);
        const ofThird = await peopleOf(system, [third.storeId]);
        const ofBoth = await peopleOf(system, [here.storeId, there.storeId]);
        const found = async (by: ApiClient, query = ''): Promise<string[]> =>
          (await by.get(`/transfers?${query}`)).items.map((one: any) => one.number);
        expect((await found(ofBoth.cashier)).filter((one) => one === number)).toEqual([number]);
        expect(await found(ofHere.manager, 'state=shipped')).toEqual([number]);
        expect(await found(ofThere.manager, `open=true&side=to&storeId=${there.storeId}`)).toEqual([number]);
        expect(await found(ofThere.manager, `side=from&storeId=${there.storeId}`)).toEqual([]);
        expect(await ofThere.manager.ask('GET', `/transfers?storeId=${here.storeId}`)).toMatchObject({ status: 403 });
        expect(await found(ofThird.manager)).toEqual([]);
        expect(await ofThird.manager.ask('GET', `/transfers/${transferId}`)).toMatchObject({
          status: 403,
          body: { code: 'store.not-yours' },
        });
        const { rows } = await readCsv(ofHere.manager, '/transfers?state=shipped');
        expect(rows).toMatchObject([
          { number, state: 'shipped', asked: '5', shipped: '5', received: '0', lost: '0', shippedCost: '5.00' },
        ]);
        const { columns } = await readCsv(ofHere.stockKeeper, '/transfers');
        expect(columns.filter((name) => /cost/i.test(name))).toEqual([]);
      });
    });

    returnsElsewhere(() => ({ system, here, there, ofHere, ofThere }));
  });
}
