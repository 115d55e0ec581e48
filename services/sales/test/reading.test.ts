import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, salesEvents, type SalesAuditRecords } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, sell, startSales, takeBack, unbalanced, GIVEN_UP, closing } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

beforeAll(async () => {
  const store = aStore();
  const { customerId } = await aCustomer(service);
  await sell(service, store, customerId, [{ quantity: 1 }, { quantity: 2 }]);
  const { businessDay } = await takeBack(service, await sell(service, store, customerId, [{ quantity: 1 }]));
  await service.call(sales.closeDay, closing(store, businessDay));
});

describe('reading', () => {
  test('customers are found by the start of any word, by phone however spaced, by tax number; never by a pattern', async () => {
    const number = `77${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`; // nobody else has it
    const phone = `+213 5${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const one = await aCustomer(service, {
      kind: 'company',
      name: 'Électro-Ménager “Zitouna”',
      phone,
      identifiers: [{ kind: 'taxNumber', value: `NIF ${number.slice(0, 4)}-${number.slice(4, 6)}.${number.slice(6)}` }],
    });
    const found = async (text: string) =>
      (await service.call(sales.listCustomers, { text })).items.map((item) => item.customerId);
    for (const text of [
      'zitou',
      'ELECTRO',
      'menager zit',
      phone,
      phone.replaceAll(' ', ''),
      number,
      `nif ${number.slice(0, 4)}`,
    ])
      expect([text, await found(text)]).toEqual([text, [one.customerId]]);
    for (const text of ['.*', '^', 'touna', 'zitouna x', 'z.*a', '.ero', '213 6'])
      expect([text, await found(text)]).toEqual([text, []]);
  });

  test('a customer is read by id, an unknown one is refused, and an order’s changes are broadcast', async () => {
    const { customerId } = await aCustomer(service, { name: 'Read by id' });
    expect(await service.call(sales.readCustomer, { customerId })).toMatchObject({ customerId, name: 'Read by id' });
    await expect(service.call(sales.readCustomer, { customerId: mint('customer') })).rejects.toMatchObject({
      code: 'customer.unknown',
      kind: 'notFound',
    });
    expect((await service.events(salesEvents.orderChanged)).map((event) => event.data.state)).toContain('fulfilled');
  });

  test('lists page newest first without a gap or a repeat, by each filter', async () => {
    const store = aStore();
    const { customerId } = await aCustomer(service);
    const sold = [];
    for (let n = 0; n < 5; n += 1) sold.push((await sell(service, store, customerId, [{ quantity: 1 }])).saleId);
    const businessDay = (await service.call(sales.readSale, { saleId: sold[0] as string })).businessDay;
    for (const filter of [
      { storeId: store.storeId },
      { customerId },
      { storeId: store.storeId, from: businessDay, to: businessDay, customerId },
    ]) {
      const seen: string[] = [];
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const page = await service.call(sales.listSales, { ...filter, limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map((item) => item.saleId));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(sold.toReversed());
    }
    expect(
      (await service.call(sales.listOrders, { storeId: store.storeId, state: 'paid', limit: 3 })).items,
    ).toHaveLength(3);
    expect((await service.call(sales.listOrders, { customerId, state: 'draft' })).items).toEqual([]);
    expect(
      (await service.call(sales.listEntries, { customerId, account: 'cash', storeId: store.storeId, limit: 10 })).items,
    ).toHaveLength(5);
  });

  test('a day as it stands has the figures that its closing keeps, by hour and by product too', async () => {
    const store = aStore();
    const { storeId, timeZone } = store;
    const { customerId } = await aCustomer(service);
    const [productId, other] = [mint('product'), mint('product')];
    const [first] = [await sell(service, store, customerId, [{ quantity: 3, productId }])];
    await sell(service, store, customerId, [
      { quantity: 1, productId },
      { quantity: 2, productId: other },
    ]);
    const lines = [{ saleLineId: first.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' as const }];
    const { businessDay } = await takeBack(service, first, lines);
    const read = await service.call(sales.readDay, { storeId, businessDay, timeZone });
    expect(read.products).toEqual([
      { productId, unit: 'piece', quantityDecimals: 0, quantity: 3, netMinor: 3000, costMinor: 1200 },
      { productId: other, unit: 'piece', quantityDecimals: 0, quantity: 2, netMinor: 2000, costMinor: 800 },
    ]);
    const total = (of: (hour: (typeof read.hours)[number]) => number) =>
      read.hours.reduce((sum, hour) => sum + of(hour), 0);
    expect([total((one) => one.sales), total((one) => one.netMinor), total((one) => one.grossMinor)]).toEqual([
      read.figures.sales,
      read.figures.netMinor,
      read.figures.grossMinor,
    ]);
    const closed = await service.call(sales.closeDay, closing(store, businessDay));
    const { figures, closedAt, perpetual, claims, hash } = closed;
    expect(read.figures).toEqual(figures);
    expect(await service.call(sales.readDay, { storeId, businessDay, timeZone })).toEqual({
      ...read,
      closedAt,
      perpetual,
      claims,
      hash,
    });
    const empty = await service.call(sales.readDay, { storeId: mint('store'), businessDay, timeZone });
    expect([empty.figures.sales, empty.hours, empty.products]).toEqual([0, [], []]);
  });

  test('big sales come in smaller pages, never in an answer that does not fit', async () => {
    const store = aStore();
    const { customerId } = await aCustomer(service);
    for (let n = 0; n < 5; n += 1)
      await sell(
        service,
        store,
        customerId,
        Array.from({ length: 500 }, () => ({ quantity: 1 })),
      );
    const page = await service.call(sales.listSales, { storeId: store.storeId, limit: 200 });
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.items.length).toBeLessThan(5);
    expect(page.nextCursor).toBe(page.items.at(-1)?.saleId);
  });

  test('the audit gets every record of every kind, page by page', async () => {
    const all = async <K extends keyof SalesAuditRecords>(kind: K, limit = 7): Promise<SalesAuditRecords[K][]> => {
      const items: unknown[] = [];
      for (let after: string | undefined, first = true; first || after; first = false) {
        const page = await service.call(sales.auditRecords, { kind, limit, ...(after ? { after } : {}) });
        items.push(...page.items);
        after = page.next;
      }
      return items as SalesAuditRecords[K][];
    };
    await service.call(
      sales.abandonCorrection,
      { correctionId: mint('correction'), saleId: mint('sale'), revision: 1, refusal: GIVEN_UP },
      { sagaId: 'x' },
    );
    for (const kind of ['sales', 'stis', 'entries', 'orders', 'snapshots'] as const) {
      const collection = kind === 'stis' ? 'stis' : kind;
      const records = await all(kind, 40);
      expect([kind, records.length, new Set(records.map((record) => record.id)).size]).toEqual([
        kind,
        await service.count(collection),
        records.length,
      ]);
    }
    expect((await all('sales')).find((record) => record.lines.length === 2)).toMatchObject({
      state: 'final',
      invoiceId: expect.any(String),
      guaranteeId: expect.any(String),
      lines: [expect.anything(), expect.anything()],
    });
    expect((await all('corrections')).every((record) => record.lines.length > 0)).toBe(true);
    const balances = await all('balances');
    for (const { customerId, currency, balanceMinor } of balances.slice(0, 5)) {
      expect((await service.call(sales.customerBalance, { customerId })).balances).toContainEqual({
        currency,
        balanceMinor,
      });
    }
    const receivable = (await service.call(sales.trialBalance, {})).balances[0]?.accounts.find(
      (one) => one.account === 'receivable',
    );
    expect(balances.reduce((total, one) => total + one.balanceMinor, 0)).toBe(receivable?.balanceMinor);
  });

  test('audit reports are kept; the last one is read without an id', async () => {
    const report = (ok: boolean) => ({
      auditId: mint('audit'),
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:00:01Z',
      ok,
      checked: [],
      breaks: [],
    });
    expect(await service.call(sales.readLastAudit, {})).toEqual({});
    const [first, second] = [report(true), report(false)];
    for (const one of [first, second, first])
      expect(await service.call(sales.recordAudit, { report: one })).toEqual({ auditId: one.auditId });
    expect(await service.call(sales.readLastAudit, {})).toEqual({ report: second });
    expect(await service.call(sales.readLastAudit, { auditId: first.auditId })).toEqual({ report: first });
  });
});
