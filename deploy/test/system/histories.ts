import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '@comptoir/kit/config';
import { testSettings } from '@comptoir/kit/test-settings';
import { lastUnits, StockOracle, type Held, type OracleBatch, type Taken } from '@comptoir/inventory/stock-oracle';
import { runAudit } from '../../src/audit.js';
import { cash, checkout, draft, openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Random histories of all that moves stock, through the HTTP API. */
export function histories(started: () => TestSystem): void {
  describe('histories, over HTTP', () => {
    /**
     * Random histories of all that moves stock, through the HTTP API, against a slow oracle: after every step units, their cost
     * by batch, and the ledger of both stores agree. The long form: COMPTOIR_STOCK_HISTORIES=200 COMPTOIR_SEED=7 npm test -- deploy/test/system-histories.
     */
    const settings = readConfig(testSettings);
    const HISTORIES = Number(settings.COMPTOIR_STOCK_HISTORIES);
    const SEED = Number(settings.COMPTOIR_SEED ?? 20_261_129);

    let system: TestSystem;
    let supplierId: string;
    beforeAll(async () => {
      system = started();
      ({ supplierId } = await system.manager.post('/suppliers', { name: 'Grossiste des histoires' }));
    }, 180_000);

    const amount = fc.integer({ min: 0, max: 30_000 });
    const units = fc.integer({ min: 1, max: 7 });
    const which = fc.nat(5);
    const step = fc.oneof(
      fc.record({ act: fc.constant('deliver' as const), units, cost: amount, extra: fc.nat(900) }),
      fc.record({ act: fc.constant('sell' as const), units }),
      fc.record({ act: fc.constant('hold' as const), units }),
      fc.record({ act: fc.constant('endHold' as const), which, sold: fc.boolean() }),
      fc.record({ act: fc.constant('sellBundles' as const), bundles: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ act: fc.constant('bundlesBack' as const), which, bundles: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ act: fc.constant('comeBack' as const), which, restocked: fc.boolean() }),
      fc.record({ act: fc.constant('refused' as const) }),
      fc.record({ act: fc.constant('writeOff' as const), units }),
      fc.record({ act: fc.constant('count' as const), off: fc.integer({ min: -3, max: 3 }) }),
      fc.record({ act: fc.constant('transfer' as const), units, lost: fc.nat(2) }),
      fc.record({ act: fc.constant('sendBack' as const), which, units }),
      fc.record({ act: fc.constant('bill' as const), which, units, off: fc.integer({ min: -500, max: 500 }) }),
      fc.record({ act: fc.constant('cameFewer' as const), which, units }),
      fc.record({ act: fc.constant('cameMore' as const), which, units }),
      fc.record({ act: fc.constant('costsOtherwise' as const), which, cost: amount }),
      fc.record({ act: fc.constant('credit' as const), which, net: fc.integer({ min: 1, max: 400 }) }),
    );
    type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

    const IN_BUNDLE = 2;

    /** A history under way: a product in two stores of a company, and what the oracle says of both; it is also sold in bundles with another. */
    class History {
      private readonly sales: { saleId: string; revision: number; lines: any[]; taken: Taken }[] = [];
      /** Checkouts that wait for a manager: their units are set aside. */
      private readonly held: { orderId: string; units: Held }[] = [];
      private readonly bundleSales: { sale: any; taken: Taken; others: Taken }[] = [];
      private papers = 0;
      /** How many corrections of each delivery were made. */
      private readonly corrections = new Map<string, number>();

      private constructor(
        readonly here: StoreFixture,
        readonly there: StoreFixture,
        readonly productId: string,
        readonly otherId: string,
        readonly bundleId: string,
        readonly inHere = new StockOracle(),
        readonly inThere = new StockOracle(),
        /** The other product of the bundle, in the first store. */
        readonly others = new StockOracle(),
      ) {}

      static async begin(): Promise<History> {
        const here = await openStoreFixture(system);
        const { companyId } = await system.manager.get(`/stores/${here.storeId}`);
        const there = await openStoreFixture(system, { companyId, legal: undefined });
        const [productId, otherId] = [await stockUp(here, []), await stockUp(here, [])];
        const parts = [
          { productId, quantity: IN_BUNDLE },
          { productId: otherId, quantity: 1 },
        ];
        const history = new History(here, there, productId, otherId, await stockUp(here, [], { parts }));
        const line = { productId: otherId, quantity: 40, costMinor: 12_345 };
        const goods = { storeId: here.storeId, supplierId, lines: [line] };
        const { deliveryId, batches } = await system.manager.post('/deliveries', goods);
        history.others.deliver(line.quantity, line.costMinor, 0, { deliveryId, batchId: batches[0].batchId });
        return history;
      }

      private async batchesOf({ storeId }: StoreFixture, productId = this.productId): Promise<[number, number][]> {
        const { items } = await system.manager.get(`/stock?storeId=${storeId}&productId=${productId}`);
        return (items[0]?.batches ?? []).map((one: any) => [one.remainingQty, one.remainingCostMinor]);
      }

      /** What the oracles say of the accounts of a store. */
      private expected(oracle: StockOracle): Record<string, number> {
        if (oracle === this.inThere) return oracle.balances;
        const of = this.others.balances;
        return Object.fromEntries(Object.entries(oracle.balances).map(([name, minor]) => [name, minor + of[name]!]));
      }

      private async balancesOf({ storeId }: StoreFixture, oracle: StockOracle): Promise<Record<string, number>> {
        const [books] = (await system.accountant.get(`/ledger/trial-balance?storeId=${storeId}`)).balances;
        const found = new Map<string, number>(
          (books?.accounts ?? []).map((one: any) => [one.account, one.balanceMinor]),
        );
        return Object.fromEntries(Object.keys(oracle.balances).map((name) => [name, found.get(name) ?? 0]));
      }

      /** Units, costs and accounts of both stores; accounts follow by events, and are awaited. */
      async compare(after: Step): Promise<void> {
        expect([after, await this.batchesOf(this.here, this.otherId)]).toEqual([after, this.others.shown]);
        for (const [store, oracle] of [
          [this.here, this.inHere],
          [this.there, this.inThere],
        ] as const) {
          expect([after, await this.batchesOf(store)]).toEqual([after, oracle.shown]);
          await eventually(async () =>
            expect([after, await this.balancesOf(store, oracle)]).toEqual([after, this.expected(oracle)]),
          );
        }
      }

      async take(one: Step): Promise<void> {
        const { storeId } = this.here;
        const { productId, inHere } = this;
        const { manager, owner } = system;
        const left = inHere.available;
        switch (one.act) {
          case 'deliver': {
            const { deliveryId, batches } = await manager.post('/deliveries', {
              storeId,
              supplierId,
              extraCostMinor: one.extra,
              lines: [{ productId, quantity: one.units, costMinor: one.cost }],
            });
            return inHere.deliver(one.units, one.cost, one.extra, { deliveryId, batchId: batches[0].batchId });
          }
          case 'sell': {
            if (left === 0) return;
            const quantity = Math.min(one.units, left);
            const sale = await sell(this.here, [{ productId, quantity }]);
            const taken = inHere.sell(quantity);
            expect(sale.costMinor).toBe(Number(taken.reduce((total, part) => total + part.cost, 0n)));
            this.sales.push({ ...(sale as any), taken });
            return;
          }
          case 'hold': {
            if (left === 0) return;
            const quantity = Math.min(one.units, left);
            const order = await draft(this.here, [{ productId, quantity }], { approvalRequested: true });
            const answer = await checkout(this.here, order, cash(quantity * 10_000));
            expect(answer).toMatchObject({ status: 202, body: { stage: 'waitingForApproval' } });
            this.held.push({ orderId: order.orderId, units: inHere.hold(quantity) });
            return;
          }
          case 'endHold': {
            const [hold] = this.held.splice(one.which % Math.max(1, this.held.length), 1);
            if (!hold) return;
            const { orderId, units: held } = hold;
            await manager.post(`/orders/${orderId}/${one.sold ? 'approve' : 'reject'}`, { note: 'history' });
            const { saleId } = await eventually(async () => {
              const order = await manager.get(`/orders/${orderId}`);
              expect(one.sold ? ['fulfilled', 'paid'] : ['refused']).toContain(order.state);
              return order;
            });
            if (!one.sold) return inHere.release(held);
            inHere.settle(held);
            const sale = await eventually(async () => {
              const found = await manager.get(`/sales/${saleId}`);
              expect(found.state).toBe('final');
              return found;
            });
            this.sales.push({ ...sale, taken: held });
            return;
          }
          case 'sellBundles': {
            const quantity = Math.min(one.bundles, Math.floor(left / IN_BUNDLE), this.others.available);
            if (quantity === 0) return;
            const sale = await sell(this.here, [{ productId: this.bundleId, quantity }]);
            const [taken, others] = [inHere.sell(quantity * IN_BUNDLE), this.others.sell(quantity)];
            expect(sale.costMinor).toBe(Number([...taken, ...others].reduce((total, part) => total + part.cost, 0n)));
            this.bundleSales.push({ sale, taken, others });
            return;
          }
          case 'bundlesBack': {
            const [sold] = this.bundleSales.splice(one.which % Math.max(1, this.bundleSales.length), 1);
            if (!sold) return;
            const [{ saleLineId, quantity: bundles }] = sold.sale.lines;
            const quantity = Math.min(one.bundles, bundles);
            await manager.post(`/sales/${sold.sale.saleId}/returns`, {
              revision: sold.sale.revision,
              reason: 'history',
              refundTo: 'cash',
              tillSessionId: this.here.tillSessionId,
              lines: [{ saleLineId, quantity, disposition: 'restock' }],
            });
            const [back, others] = [lastUnits(sold.taken, quantity * IN_BUNDLE), lastUnits(sold.others, quantity)];
            inHere.comesBack(back, true, await this.batchesOf(this.here));
            return this.others.comesBack(others, true, await this.batchesOf(this.here, this.otherId));
          }
          case 'comeBack': {
            const [sale] = this.sales.splice(one.which % Math.max(1, this.sales.length), 1);
            if (!sale) return;
            await manager.post(`/sales/${sale.saleId}/returns`, {
              revision: sale.revision,
              reason: 'history',
              refundTo: 'cash',
              tillSessionId: this.here.tillSessionId,
              lines: sale.lines.map((line) => ({
                saleLineId: line.saleLineId,
                quantity: line.quantity,
                disposition: one.restocked ? 'restock' : 'writeOff',
              })),
            });
            return inHere.comesBack(sale.taken, one.restocked, await this.batchesOf(this.here));
          }
          case 'refused': {
            const answer = await manager.ask('POST', '/write-offs', {
              storeId,
              reason: 'lost',
              lines: [{ productId, quantity: left + 1 }],
            });
            expect(answer).toMatchObject({ status: 409, body: { code: 'stock.insufficient' } });
            return;
          }
          case 'writeOff': {
            if (left === 0) return;
            const quantity = Math.min(one.units, left);
            await manager.post('/write-offs', { storeId, reason: 'damaged', lines: [{ productId, quantity }] });
            return inHere.writeOff(quantity);
          }
          case 'count': {
            if (inHere.batches.length === 0) return;
            const counted = Math.max(0, left + one.off);
            const heldUnits = this.held
              .flatMap(({ units: parts }) => parts)
              .reduce((total, part) => total + part.units, 0);
            const scope = { kind: 'products', productIds: [productId] };
            const { stockCountId } = await manager.post('/stock-counts', { storeId, scope });
            const path = `/stock-counts/${stockCountId}`;
            await manager.post(`${path}/entries`, { productId, quantity: counted + heldUnits }); // they lie on the shelf too
            const { revision } = await manager.post(`${path}/review`, { revision: 1 });
            await manager.post(`${path}/post`, { revision });
            return inHere.count(counted);
          }
          case 'transfer': {
            if (left === 0) return;
            const quantity = Math.min(one.units, left);
            const lost = Math.min(one.lost, quantity);
            const lines = [{ productId, quantity }];
            const body = { storeId, toStoreId: this.there.storeId, lines };
            const { transferId, revision } = await manager.post('/transfers/shipments', body);
            const came = { productId, receivedQuantity: quantity - lost, lostQuantity: lost };
            await manager.post(`/transfers/${transferId}/receive`, { revision, reason: 'history', lines: [came] });
            return inHere.transferTo(this.inThere, quantity, quantity - lost);
          }
          case 'sendBack': {
            const batch = this.deliveredBatch(one.which, (found) => found.units.length > 0);
            if (!batch) return;
            const quantity = Math.min(one.units, batch.units.length);
            const lines = [{ batchId: batch.batchId, quantity }];
            await manager.post('/supplier-returns', { storeId, supplierId, reason: 'history', lines });
            return inHere.sendBack(batch, quantity);
          }
          case 'bill': {
            const batch = this.deliveredBatch(one.which, (found) => found.unbilledUnits > 0);
            if (!batch) return;
            const quantity = Math.min(one.units, batch.unbilledUnits);
            const netMinor = Math.max(
              0,
              Number((batch.unbilledCost * BigInt(quantity)) / BigInt(batch.unbilledUnits)) + one.off,
            );
            const { taxMinor } = await owner.post(
              '/supplier-bills',
              this.paper('bill', 'goods', batch, { quantity, netMinor }),
            );
            return inHere.bill(batch, quantity, netMinor, taxMinor);
          }
          case 'cameFewer': {
            const batch = this.deliveredBatch(
              one.which,
              (found) => Math.min(found.units.length, found.unbilledUnits) > 0,
            );
            if (!batch) return;
            const quantity = Math.min(one.units, batch.units.length, batch.unbilledUnits);
            await this.correct(batch, { kind: 'fewer', quantity });
            return inHere.cameFewer(batch, quantity);
          }
          case 'cameMore': {
            const batch = this.deliveredBatch(one.which, (found) => found.came > 0);
            if (!batch) return;
            const { newBatchId } = await this.correct(batch, { kind: 'more', quantity: one.units });
            return inHere.cameMore(batch, one.units, newBatchId);
          }
          case 'costsOtherwise': {
            const fits = (found: OracleBatch) =>
              found.came > 0 && found.unbilledUnits === found.came && found.goodsCost !== BigInt(one.cost);
            const batch = this.deliveredBatch(one.which, fits);
            if (!batch) return;
            await this.correct(batch, { kind: 'cost', costMinor: one.cost });
            return inHere.costsOtherwise(batch, one.cost);
          }
          case 'credit': {
            const batch = this.deliveredBatch(one.which, (found) => found.billed > 0n);
            if (!batch) return;
            const netMinor = Math.min(one.net, Number(batch.billed));
            const { taxMinor } = await owner.post(
              '/supplier-bills',
              this.paper('creditNote', 'price', batch, { netMinor }),
            );
            return inHere.credit(batch, netMinor, taxMinor);
          }
        }
      }

      private async correct(
        { deliveryId = '', batchId }: OracleBatch,
        change: object,
      ): Promise<{ newBatchId: string }> {
        const seen = this.corrections.get(deliveryId) ?? 0;
        this.corrections.set(deliveryId, seen + 1);
        const body = { batchId, change, seen, reason: 'history' };
        const { corrections } = await system.manager.post(`/deliveries/${deliveryId}/corrections`, body);
        return corrections.at(-1);
      }

      private deliveredBatch(at: number, fits: (batch: OracleBatch) => boolean) {
        const fitting = this.inHere.batches.filter((batch) => batch.batchId !== undefined && fits(batch));
        return fitting[at % Math.max(1, fitting.length)];
      }

      private paper(kind: string, line: string, batch: OracleBatch, facts: object): object {
        const { deliveryId, batchId } = batch;
        return {
          kind,
          storeId: this.here.storeId,
          supplierId,
          number: `${this.here.storeId}-${(this.papers += 1)}`,
          billDay: '2026-01-01',
          lines: [{ kind: line, deliveryId, batchId, taxRateBps: 1_900, ...facts }],
        };
      }
    }

    test(
      'any history of all movements: units, cost by batch and the ledger agree with the oracle after every step',
      async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
            const history = await History.begin();
            const first: Step = { act: 'deliver', units: 7, cost: 9_999, extra: 10 };
            for (const one of [first, ...steps]) {
              await history.take(one);
              await history.compare(one);
            }
          }),
          { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
        );
        const { breaks, ok } = await runAudit(system.owner);
        expect([breaks, ok]).toEqual([[], true]);
      },
      120_000 + HISTORIES * 60_000,
    );
  });
}
