import { describe, expect, test } from '@jest/globals';
import type { Db, Document } from 'mongodb';
import { runAudit, type Report } from '../../src/audit.js';
import { eventually, type TestSystem } from './system.js';
import {
  cash,
  checkout,
  draft,
  openStoreFixture,
  openTill,
  sell,
  stockUp,
  type StoreFixture,
} from './store-fixture.js';

type Filter = Record<string, unknown>;

/** The audit is itself tested: each invariant is broken by hand in the database, and exactly that one is named. */
export function auditSees(system: () => TestSystem): void {
  let fixture: StoreFixture;
  let productId: string;
  let sale: any;
  let cancelled: any;
  /** A sale of a bundle of two units. */
  let bundled: any;
  /** A sale of a day that is not closed. */
  let fresh: any;
  /** A bill of a supplier. */
  let billId: string;
  const db = (service: string): Db => system().mongo.db(`comptoir_${service}`);
  const audit = (): Promise<Report> => runAudit(system().accountant as never);
  const broken = (report: Report): number[] => [...new Set(report.breaks.map((one) => one.invariant))];

  const lastOf = (report: Report, invariant: number) => report.breaks.findLast((one) => one.invariant === invariant);

  /** Changes a record behind everybody's back, looks, and puts it back as it was. */
  async function tampered(
    changes: readonly [service: string, collection: string, filter: Filter, change: (record: any) => void][],
  ): Promise<Report> {
    const before: [string, string, Document][] = [];
    for (const [service, collection, filter, change] of changes) {
      const record = await db(service).collection(collection).findOne(filter);
      if (!record) throw new Error(`no record in ${service}.${collection} for ${JSON.stringify(filter)}`);
      before.push([service, collection, structuredClone(record)]);
      change(record);
      await db(service).collection(collection).replaceOne({ _id: record._id }, record);
    }
    try {
      return await audit();
    } finally {
      for (const [service, collection, record] of before)
        await db(service).collection(collection).replaceOne({ _id: record._id }, record, { upsert: true });
    }
  }

  async function settled(): Promise<void> {
    fixture = await openStoreFixture(system());
    productId = await stockUp(
      fixture,
      [
        [4, 500],
        [6, 700],
      ],
      { warrantyMonths: 12 },
    );
    sale = await sell(fixture, [{ productId, quantity: 5 }]);
    const part = await stockUp(fixture, [[3, 301]]);
    const bundleId = await stockUp(fixture, [], { parts: [{ productId: part, quantity: 2 }] });
    bundled = await sell(fixture, [{ productId: bundleId, quantity: 1 }]);
    const second = await sell(fixture, [{ productId, quantity: 1 }]);
    cancelled = (
      await system().manager.post(`/sales/${second.saleId}/cancel`, {
        revision: second.revision,
        reason: 'test',
        refundTo: 'cash',
        tillSessionId: fixture.tillSessionId,
      })
    ).sale;
    const today = sale.businessDay as string;
    const counter = await openTill(system(), fixture.storeId, 'Z1');
    await system().cashier.post(`/till-sessions/${counter}/close`, { countedMinor: 0 });
    await system().manager.post(`/stores/${fixture.storeId}/days/${today}/close`);
    const open = await openStoreFixture(system());
    const goods = await stockUp(open, [[3, 900]]);
    fresh = await sell(open, [{ productId: goods, quantity: 3 }]);
    const { supplierId } = await system().owner.post('/suppliers', { name: 'Grossiste du contrôle' });
    const delivery = await system().owner.post('/deliveries', {
      storeId: open.storeId,
      supplierId,
      lines: [{ productId: goods, quantity: 2, costMinor: 1_000 }],
    });
    const { deliveryId, batches } = delivery;
    const goodsLine = { kind: 'goods', deliveryId, batchId: batches[0].batchId, taxRateBps: 1_900 };
    ({ billId } = await system().owner.post('/supplier-bills', {
      kind: 'bill',
      storeId: open.storeId,
      supplierId,
      number: 'AUDIT-1',
      billDay: '2026-01-01',
      lines: [{ ...goodsLine, quantity: 2, netMinor: 1_100 }],
    }));
  }

  describe('the audit', () => {
    test('proves a sound shop, with both sides of the whole equations', async () => {
      await settled();
      const report = await audit();
      expect(report.breaks).toEqual([]);
      expect(report.ok).toBe(true);
      expect(report.checked.map((one) => one.invariant)).toEqual(Array.from({ length: 18 }, (_, at) => at + 1));
      for (const one of report.checked) expect(one.checked).toBeGreaterThan(0);
      const value = report.checked.find((one) => one.invariant === 7);
      expect(value?.left).toBe(value?.right);
      expect((await system().accountant.get('/audit')).ok).toBe(true);
    });

    const entryLine =
      (account: string, side: 'debitMinor' | 'creditMinor', amount: number) =>
      (record: any): void => {
        record.lines.find((line: any) => line.account === account)[side] += amount;
      };

    test('17: a bill of a supplier that is not what the books have', async () => {
      const report = await tampered([['inventory', 'supplierBills', { _id: billId }, (one) => (one.toCostMinor += 1)]]);
      expect(broken(report)).toEqual([17]);
      expect(report.breaks[0]?.ids).toEqual(expect.arrayContaining([billId]));
    });

    test('18: goods that moved on another day than their entry says, and nothing else is wrong', async () => {
      const report = await tampered([
        ['inventory', 'movements', { productId, kind: 'sold' }, (one) => (one.businessDay = '2026-01-01')],
      ]);
      expect(broken(report)).toEqual([18]);
      expect(report.breaks[0]?.message).toContain('against the entries of the day');
    });

    test('1: a movement that was changed', async () => {
      const report = await tampered([
        ['inventory', 'movements', { productId, kind: 'held' }, (one) => (one.remainingDelta -= 1)],
      ]);
      expect(broken(report)).toEqual([1]);
      expect(report.breaks[0]).toMatchObject({
        left: expect.any(Number),
        right: expect.any(Number),
        ids: expect.arrayContaining([productId]),
      });
    });

    test('1: a cost that remains of a batch, and is not what its movements leave', async () => {
      const report = await tampered([
        ['inventory', 'movements', { productId, kind: 'held' }, (one) => (one.costMinor -= 1)],
      ]);
      expect(broken(report)).toEqual([1]);
      expect(report.breaks[0]).toMatchObject({
        message: expect.stringContaining('cost less movements against the cost that remains'),
        ids: expect.arrayContaining([productId]),
      });
    });

    test('2: a level that is not the sum of its batches', async () => {
      const key = `${fixture.storeId}/${productId}`;
      const more = (one: any): void => void (one.available += 3);
      const cached = await db('catalog').collection('availability').findOne({ storeId: fixture.storeId, productId });
      const report = await tampered([
        ['inventory', 'levels', { _id: key }, more],
        ['catalog', 'availability', { _id: cached?._id }, more],
      ]);
      expect(broken(report)).toEqual([2]);
      expect(report.breaks[0]?.ids).toEqual([fixture.storeId, productId]);
    });

    test('3: a cached stock that is not the level', async () => {
      const report = await tampered([
        ['catalog', 'availability', { storeId: fixture.storeId, productId }, (one) => (one.available += 1)],
      ]);
      expect(broken(report)).toEqual([3]);
    });

    test('4: a cost of goods in the ledger that is not the batches’', async () => {
      const report = await tampered([
        [
          'sales',
          'entries',
          { ref: fresh.saleId },
          (record) => {
            entryLine('costOfGoodsSold', 'debitMinor', 7)(record);
            entryLine('cash', 'debitMinor', -7)(record);
          },
        ],
      ]);
      expect(broken(report)).toEqual([4, 14, 16]);
      expect(report.breaks[0]).toMatchObject({ left: 2_700, right: 2_707, ids: [fresh.saleId, fresh.orderId] });
    });

    test('4: a bundle that took fewer units of a part than it has, on a day that is closed', async () => {
      const report = await tampered([
        ['sales', 'sales', { _id: bundled.saleId }, (one) => (one.lines[0].parts[0].quantity = 3)],
      ]);
      expect(broken(report)).toEqual([4]);
      const [{ productId: partId }] = bundled.lines[0].parts;
      expect(report.breaks[0]).toMatchObject({ left: [`${partId}×3`], right: [`${partId}×2`] });
    });

    test('10: what was sealed of the parts of bundles, which is not what was sold', async () => {
      const filter = { storeId: fixture.storeId, what: 'part' };
      const report = await tampered([['sales', 'sealedParts', filter, (one) => (one.rows[0].quantity += 1)]]);
      expect(broken(report)).toEqual([10]);
      expect(report.breaks.map((one) => one.message)).toContainEqual(expect.stringContaining('parts of bundles'));
    });

    test('5: a finished sale whose guarantee is gone', async () => {
      const record = await db('warranty').collection('guarantees').findOne({ saleId: sale.saleId });
      await db('warranty').collection('guarantees').deleteOne({ _id: record?._id });
      const report = await audit();
      await db('warranty')
        .collection('guarantees')
        .insertOne(record as Document);
      expect(broken(report)).toEqual([5, 10]);
      expect(report.breaks[0]?.ids).toEqual([sale.saleId]);
    });

    test('6: an entry that does not balance', async () => {
      const report = await tampered([['sales', 'entries', { ref: fresh.saleId }, entryLine('cash', 'debitMinor', 1)]]);
      expect(broken(report)).toEqual([6, 14, 16]);
    });

    test('7: a delivery whose value in the books is not that of its batches', async () => {
      const report = await tampered([
        [
          'sales',
          'entries',
          { kind: 'delivery', storeId: fixture.storeId },
          (record) => {
            entryLine('inventory', 'debitMinor', 100)(record);
            entryLine('goodsReceivedNotInvoiced', 'creditMinor', 100)(record);
          },
        ],
      ]);
      expect(broken(report)).toEqual([7, 10, 16, 18]);
    });

    test('1 and 7: opening stock that was taken back at another cost than it came in at', async () => {
      const { storeId } = await openStoreFixture(system());
      const lines = [{ productId, quantity: 3, costMinor: 900 }];
      const { deliveryId } = await system().owner.post('/deliveries', { storeId, lines, opening: true });
      await system().accountant.post(`/deliveries/${deliveryId}/take-back`, { reason: 'Counted twice' });
      await eventually(async () => expect(broken(await audit())).toEqual([]));
      const report = await tampered([
        ['inventory', 'movements', { ref: deliveryId, kind: 'takenBack' }, (one) => (one.costMinor -= 1)],
      ]);
      expect(broken(report)).toEqual([1, 7, 18]);
      expect(lastOf(report, 7)).toMatchObject({ left: 0, right: 1, ids: [deliveryId] });
    });

    test('1 and 7: units written off, and units found, at another cost than they are in the books', async () => {
      const { storeId } = await openStoreFixture(system());
      const { owner } = system();
      const goods = { productId, quantity: 3 };
      await owner.post('/deliveries', { storeId, lines: [{ ...goods, costMinor: 900 }], opening: true });
      const lines = [{ productId, quantity: 1 }];
      const { writeOffId } = await owner.post('/write-offs', { storeId, reason: 'damaged', lines });
      const scope = { kind: 'products', productIds: [productId] };
      const { stockCountId } = await owner.post('/stock-counts', { storeId, scope });
      await owner.post(`/stock-counts/${stockCountId}/entries`, goods);
      await owner.post(`/stock-counts/${stockCountId}/review`, { revision: 1 });
      await owner.post(`/stock-counts/${stockCountId}/post`, { revision: 2 });
      await eventually(async () => expect(broken(await audit())).toEqual([]));
      for (const [ref, left] of [
        [writeOffId, -300],
        [stockCountId, 300],
      ]) {
        const report = await tampered([['inventory', 'movements', { ref }, (one) => (one.costMinor -= 1)]]);
        expect(broken(report)).toEqual([1, 7, 18]);
        expect(lastOf(report, 7)).toMatchObject({ left, ids: [ref] });
      }
    });

    test('8: a cancelled sale whose guarantee is still active', async () => {
      const report = await tampered([
        ['warranty', 'guarantees', { saleId: cancelled.saleId }, (one) => (one.state = 'active')],
      ]);
      expect(broken(report)).toEqual([8]);
      expect(report.breaks[0]?.ids[0]).toBe(cancelled.saleId);
    });

    test('9: a number that is missing from its series', async () => {
      const report = await tampered([
        ['invoicing', 'series', { _id: { $regex: `^${sale.store.code}-B-` } as never }, (one) => (one.last += 1)],
      ]);
      expect(broken(report)).toEqual([9]);
    });

    test('9: a document beyond its counter', async () => {
      const report = await tampered([
        ['invoicing', 'series', { _id: { $regex: `^${sale.store.code}-B-` } as never }, (one) => (one.last -= 1)],
      ]);
      expect(broken(report)).toEqual([9]);
    });

    test('10: a closed day that was changed', async () => {
      const report = await tampered([
        ['sales', 'snapshots', { storeId: fixture.storeId }, (one) => (one.figures.netMinor += 1)],
      ]);
      expect(broken(report)).toEqual([10]);
    });

    test.each([
      ['10: who closed a day, which nothing but its seal covers', 'snapshots', 10],
      ['15: who closed a till, which nothing but the seal of its final report covers', 'zReports', 15],
    ])('%s', async (_name, collection, invariant) => {
      const change = (one: any): void => void (one.closedBy = 'usr_somebody');
      const report = await tampered([['sales', collection, { storeId: fixture.storeId }, change]]);
      expect(broken(report)).toEqual([invariant]);
      expect(report.breaks[0]?.message).toMatch(/: seal$/);
    });

    test.each<[string, string, number[], (record: any) => void]>([
      ['an entry whose memo was changed', 'entries', [16], (one) => (one.memo = 'x')],
      ['a number that is not the next of its journal', 'entries', [10, 16], (one) => (one.number += 'X')],
      ['an entry that names another one before it', 'entries', [16], (one) => (one.previousHash = '0'.repeat(64))],
      ['a sum of a closed day that is not that of its entries', 'seals', [16], (one) => (one.sums[0].debitMinor += 1)],
    ])('16: %s', async (_name, collection, invariants, change) => {
      const filter = { storeId: fixture.storeId, ...(collection === 'entries' ? { ref: sale.saleId } : {}) };
      expect(broken(await tampered([['sales', collection, filter, change]]))).toEqual(invariants);
    });

    test('16: a series that names another last entry', async () => {
      const change = (one: any): void => void (one.lastHash = '0'.repeat(64));
      expect(broken(await tampered([['sales', 'series', { _id: fixture.storeId }, change]]))).toEqual([16]);
    });

    test('11: a hold that no saga stands behind', async () => {
      const hold = await db('inventory').collection('holds').findOne({ saleId: sale.saleId });
      const { _id, ...rest } = structuredClone(hold) as Document;
      await db('inventory')
        .collection('holds')
        .insertOne({
          ...rest,
          _id: 'hld_01ARZ3NDEKTSV4RRFFQ69G5FAV' as never,
          saleId: undefined,
          state: 'open',
          sagaId: 'checkout/none/1',
          lines: [],
        });
      const report = await audit();
      await db('inventory')
        .collection('holds')
        .deleteOne({ _id: 'hld_01ARZ3NDEKTSV4RRFFQ69G5FAV' as never });
      expect(broken(report)).toEqual([11]);
      expect(report.breaks[0]).toMatchObject({ left: 'checkout/none/1', ids: ['hld_01ARZ3NDEKTSV4RRFFQ69G5FAV'] });
    });

    test.each<[string, () => string, string]>([
      ['is not settled though it is paid', () => fresh.orderId, 'invoiced'],
      ['is returned though it was cancelled', () => cancelled.orderId, 'returned'],
    ])('13: an order that %s', async (_name, orderId, state) => {
      const report = await tampered([['sales', 'orders', { _id: orderId() }, (one) => (one.state = state)]]);
      expect(broken(report)).toEqual([13]);
      expect(report.breaks[0]).toMatchObject({ left: state, ids: expect.arrayContaining([orderId()]) });
    });

    test('1: units that stay held though their hold has ended', async () => {
      const report = await tampered([
        ['inventory', 'movements', { productId, kind: 'sold' }, (one) => (one.heldDelta += 1)],
      ]);
      expect(broken(report)).toEqual([1]);
    });

    test('4: a second entry of a sale', async () => {
      const entries = db('sales').collection<Document & { _id: string }>('entries');
      const entry = (await entries.findOne({ ref: fresh.saleId }))!;
      await entries.insertOne({ ...entry, _id: 'ent_00000000000000000000000001', lines: [] });
      const report = await audit();
      await entries.deleteOne({ _id: 'ent_00000000000000000000000001' });
      expect(broken(report)).toEqual([4, 16]);
    });

    test.each<[string, (record: any) => void]>([
      ['buyer', (one) => (one.buyer.name = 'Someone else')],
      ['line', (one) => (one.lines[0].quantity += 1)],
      ['tax', (one) => (one.taxByRate[0].taxMinor += 1)],
    ])('5: a document whose %s is not that of the sale', async (_name, change) => {
      const report = await tampered([['invoicing', 'invoices', { saleId: fresh.saleId }, change]]);
      expect(broken(report)).toEqual([5]);
      expect(JSON.stringify(report)).not.toContain('Someone else');
    });

    test('4: cash that is booked as card', async () => {
      const report = await tampered([
        [
          'sales',
          'entries',
          { ref: fresh.saleId },
          (record) => (record.lines.find((line: any) => line.account === 'cash').account = 'card'),
        ],
      ]);
      expect(broken(report)).toEqual([4, 14, 16]);
    });

    test('8: a guarantee that is void for fewer units than came back', async () => {
      const report = await tampered([
        ['warranty', 'guarantees', { saleId: cancelled.saleId }, (one) => (one.lines[0].voidedQty -= 1)],
      ]);
      expect(broken(report)).toEqual([8]);
    });

    test('12: a discount that no line of the sale carries', async () => {
      const report = await tampered([
        ['sales', 'sales', { _id: fresh.saleId as never }, (one) => (one.discount = { percentBps: 100, reason: 'r' })],
      ]);
      expect(broken(report)).toEqual([12]);
      expect(report.breaks[0]).toMatchObject({ left: 0, right: 300, ids: [fresh.saleId] });
    });

    test('more breaks than a report shows are all counted', async () => {
      const seeded = Array.from({ length: 60 }, (_unused, index) => ({
        _id: `${fixture.storeId}/prd_${String(index).padStart(26, '0')}` as never,
        key: `${fixture.storeId}/x`,
        storeId: fixture.storeId,
        productId: `prd_${String(index).padStart(26, '0')}`,
        available: 1,
        version: 1,
      }));
      const levels = db('inventory').collection('levels');
      await levels.insertMany(seeded);
      const report = await audit();
      await levels.deleteMany({ _id: { $in: seeded.map((one) => one._id) } });
      expect(report.checked.find((one) => one.invariant === 2)?.breaks).toBe(60);
      expect(report.breaks.filter((one) => one.invariant === 2)).toHaveLength(20);
    });

    test('runs while the shop sells, without a false alarm, and sees a level that is off by one', async () => {
      const busy = await openStoreFixture(system());
      const goods = await stockUp(busy, [
        [500, 500],
        [500, 600],
      ]);
      let selling = true;
      const tills = Array.from({ length: 4 }, async () => {
        let sold = 0;
        for (; selling; sold += 1)
          await checkout(busy, await draft(busy, [{ productId: goods, quantity: 1 }]), cash(10_000));
        return sold;
      });
      const reports = [await audit(), await audit()];
      const levels = db('inventory').collection('levels');
      const key = { _id: `${busy.storeId}/${goods}` as never };
      await levels.updateOne(key, { $inc: { available: 1 } });
      const off = await audit();
      await levels.updateOne(key, { $inc: { available: -1 } });
      selling = false;
      const sold = await Promise.all(tills);
      expect(sold.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(4);
      for (const report of reports) expect(report.breaks).toEqual([]);
      expect(off.breaks).toMatchObject([{ invariant: 2, ids: [busy.storeId, goods] }]);
      await checkout(busy, await draft(busy, [{ productId: goods, quantity: 1 }]), cash(10_000)); // its event mends the cache
      await eventually(async () => expect((await audit()).ok).toBe(true));
    });
  });
}
