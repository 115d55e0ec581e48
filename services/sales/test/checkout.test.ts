import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  businessDayOf,
  dayAfter,
  sales,
  salesEvents,
  type ApprovalReason,
  type DomainError,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  startSales,
  aCustomer,
  aDraft,
  aStore,
  askOf,
  begin,
  finalize,
  MANAGER,
  post,
  rowsOf,
  sell,
  unbalanced,
  type Draft,
} from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('a sale, from draft to paid', () => {
  test('freezes its lines, posts sale, STI, entry and payment together, and reads as posting until it is final', async () => {
    const store = aStore();
    const walkIn = await aCustomer(service, { kind: 'walkIn', name: 'Walk-in' });
    const draft = await aDraft(service, store, walkIn.customerId, [
      {
        quantity: 3,
        unitPriceMinor: 950,
        batches: [
          { quantity: 2, costMinor: 800 },
          { quantity: 1, costMinor: 450 },
        ],
      },
      { quantity: 1, listMinor: 333, minMinor: 300, maxMinor: 400, warrantyMonths: 0, taxRateBps: 900 },
    ]);
    expect(draft.order).toMatchObject({ state: 'draft', revision: 1 });
    const begun = await begin(service, draft, { method: 'cash', amountMinor: 3755, tenderedMinor: 4000 });
    expect(begun).toMatchObject({
      netMinor: 3183,
      taxMinor: 542 + 30,
      grossMinor: 3755,
      approvalReasons: [],
      warranted: true,
      currency: 'DZD',
    });
    expect(await service.call(sales.readOrder, { orderId: draft.order.orderId })).toMatchObject({
      state: 'checkingOut',
      revision: 1,
      sagaId: draft.saga,
    });

    const posted = await post(service, draft);
    expect(posted).toMatchObject({ netMinor: 3183, taxMinor: 572, grossMinor: 3755, costMinor: 1250 + 400 });
    const posting = await service.call(sales.readSale, { saleId: posted.saleId });
    expect(posted).toEqual(posting);
    expect(posting).toMatchObject({
      state: 'posting',
      revision: 1,
      marginMinor: 3183 - 1650,
      customer: { name: 'Walk-in' },
      store: { name: 'Alger Centre' },
      payments: [{ method: 'cash', amountMinor: 3755, tenderedMinor: 4000, changeMinor: 245, roundingMinor: 0 }],
      through: { till: 'T1' },
      corrections: [],
      returned: [],
    });
    expect(
      posting.lines.map((line) => [
        line.name,
        line.quantity,
        line.unitPriceMinor,
        line.taxRateBps,
        line.costMinor,
        line.warrantyMonths,
      ]),
    ).toEqual([
      ['Kettle', 3, 950, 1900, 1250, 12],
      ['Kettle', 1, 333, 900, 400, 0],
    ]);
    const {
      items: [entry, ...more],
    } = await service.call(sales.listEntries, { ref: posted.saleId });
    expect(more).toEqual([]);
    expect(
      entry?.lines.map((line) => [
        line.account,
        line.debitMinor,
        line.creditMinor,
        line.customerId === walkIn.customerId,
      ]),
    ).toEqual([
      ['receivable', 3755, 0, true],
      ['revenue', 0, 333, false],
      ['revenue', 0, 2850, false],
      ['outputTax', 0, 30, false],
      ['outputTax', 0, 542, false],
      ['costOfGoodsSold', 1650, 0, false],
      ['inventory', 0, 1650, false],
      ['cash', 3755, 0, false],
      ['receivable', 0, 3755, true],
    ]);

    expect(await finalize(service, posted.saleId)).toEqual({ saleId: posted.saleId, state: 'final' });
    expect(await service.call(sales.readOrder, { orderId: draft.order.orderId })).toMatchObject({
      state: 'paid',
      saleId: posted.saleId,
      revision: 1,
    });
    expect(await service.call(sales.readSale, { saleId: posted.saleId })).toMatchObject({
      state: 'final',
      invoiceNumber: 'ALG1-B-2026-000001',
    });
    expect(await service.call(sales.customerBalance, { customerId: walkIn.customerId })).toEqual({
      customerId: walkIn.customerId,
      balances: [{ currency: 'DZD', balanceMinor: 0 }],
    });
    const states = (await service.events(salesEvents.saleChanged))
      .filter((event) => event.data.saleId === posted.saleId)
      .map((event) => event.data.state);
    expect(states).toEqual(['posting', 'final']);
  });

  test('with something unpaid it ends as invoiced, and the customer owes the rest', async () => {
    const customer = await aCustomer(service, { creditLimit: { minor: 5000, currency: 'DZD' } });
    const sale = await sell(service, aStore(), customer.customerId, [{ quantity: 2 }], 380);
    expect((await service.call(sales.readOrder, { orderId: sale.orderId })).state).toBe('invoiced');
    expect((await service.call(sales.customerBalance, { customerId: customer.customerId })).balances).toEqual([
      { currency: 'DZD', balanceMinor: 2000 },
    ]);
  });

  test('an order that is not taxed carries tax 0, whatever the catalog says', async () => {
    const customer = await aCustomer(service);
    const untaxed = { taxed: false, taxFreeReason: 'diplomatic mission, card 1234' };
    const draft = await aDraft(service, aStore(), customer.customerId, [{ quantity: 1 }], untaxed);
    const payment = { method: 'card', amountMinor: 1000 } as const;
    expect(await begin(service, draft, payment, undefined, { maySellTaxFree: true })).toMatchObject({
      taxMinor: 0,
      grossMinor: 1000,
      approvalReasons: [],
    });
    const { saleId } = await post(service, draft);
    const sale = await service.call(sales.readSale, { saleId });
    expect(sale).toMatchObject(untaxed);
    expect(sale.lines[0]).toMatchObject({ taxRateBps: 0, taxMinor: 0 });
  });

  test('two lines of one product stay two lines, each with its own batches', async () => {
    const productId = mint('product');
    const sale = await sell(service, aStore(), (await aCustomer(service)).customerId, [
      { quantity: 2, productId },
      { quantity: 3, productId, unitPriceMinor: 900 },
    ]);
    expect(sale.lines.map((line) => [line.productId, line.quantity, line.unitPriceMinor])).toEqual([
      [productId, 2, 1000],
      [productId, 3, 900],
    ]);
  });

  test('300 lines are one sale', async () => {
    const sale = await sell(
      service,
      aStore(),
      (await aCustomer(service)).customerId,
      Array.from({ length: 300 }, () => ({ quantity: 1 })),
    );
    expect(sale).toMatchObject({ state: 'final', grossMinor: 300 * 1190 });
  });
});

describe('approval', () => {
  test('units that have expired in the store need a manager, found at the pivot; on their last day they need none', async () => {
    const store = aStore();
    const { customerId } = await aCustomer(service, { creditLimit: { minor: 100_000, currency: 'DZD' } });
    const today = businessDayOf(new Date().toISOString(), store.timeZone);
    const sellOf = async (expiresOn: string) => {
      const draft = await aDraft(service, store, customerId, [{ quantity: 1 }]);
      await begin(service, draft);
      return { draft, allocations: draft.allocations.map((line) => ({ ...line, expiresOn })) };
    };
    const good = await sellOf(today);
    expect((await post(service, good.draft, { allocations: good.allocations })).approval).toBeUndefined();
    const { draft, allocations } = await sellOf(dayAfter(today, -1));
    const { lineId, productId } = draft.order.lines[0]!;
    const missing = await post(service, draft, { allocations }).catch((error: DomainError) => error);
    expect(missing).toMatchObject({
      code: 'approval.missing',
      details: { reasons: [{ code: 'stock.expired', lineId, productId }] },
    });
    const { reasons } = (missing as DomainError).details as { reasons: ApprovalReason[] };
    await service.call(sales.requestApproval, askOf(draft, reasons, 400), { sagaId: draft.saga });
    const sold = await post(service, draft, { allocations, verdict: { approved: true, by: MANAGER } });
    expect(sold.approval).toMatchObject({ reasons: [{ code: 'stock.expired' }], verdict: { by: MANAGER } });
  });

  test('a price outside its range, a limit passed and a request each give a reason; a manager’s verdict is kept with the sale', async () => {
    const customer = await aCustomer(service, { creditLimit: { minor: 100, currency: 'DZD' } });
    const draft = await aDraft(
      service,
      aStore(),
      customer.customerId,
      [
        { quantity: 1, unitPriceMinor: 699 },
        { quantity: 1, unitPriceMinor: 1501 },
      ],
      { approvalRequested: true },
    );
    const { approvalReasons } = await begin(service, draft);
    expect(approvalReasons.map((reason) => [reason.code, reason.lineId])).toEqual([
      ['price.below-min', draft.order.lines[0]?.lineId],
      ['price.above-max', draft.order.lines[1]?.lineId],
      ['credit.over-limit', undefined],
      ['requested', undefined],
    ]);
    await expect(post(service, draft)).rejects.toEqual(refused('approval.missing'));
    const ask = askOf(draft, approvalReasons, 800);
    expect(
      await service.call(sales.requestApproval, ask, { sagaId: draft.saga, commandId: `${draft.saga}/ask` }),
    ).toEqual({ state: 'pendingApproval' });
    expect(
      await service.call(sales.requestApproval, ask, { sagaId: draft.saga, commandId: `${draft.saga}/ask` }),
    ).toEqual({ state: 'pendingApproval' });
    expect(await service.call(sales.readOrder, { orderId: draft.order.orderId })).toMatchObject({
      state: 'pendingApproval',
      approval: { costMinor: 800, marginMinor: 1400 },
    });
    for (const verdict of [
      { approved: true, by: { id: 'usr_c', role: 'cashier' as const } },
      { approved: false, by: MANAGER },
    ]) {
      await expect(post(service, draft, { verdict })).rejects.toEqual(refused('approval.missing'));
    }
    const FRIEND = mint('text');
    await service.call(sales.keepText, { textId: FRIEND, text: 'old friend' });
    const { saleId } = await post(service, draft, { verdict: { approved: true, by: MANAGER, noteId: FRIEND } });
    expect((await service.call(sales.readSale, { saleId })).approval).toMatchObject({
      verdict: { by: MANAGER, note: 'old friend' },
    });
    expect((await service.call(sales.readOrder, { orderId: draft.order.orderId })).approval?.verdict).toMatchObject({
      approved: true,
    });
  });

  test('a limit passed by another sale after the lock is noticed at the pivot, in whatever stores they are, five times', async () => {
    for (let round = 0; round < 5; round += 1) {
      const customer = await aCustomer(service, { creditLimit: { minor: 2000, currency: 'DZD' } });
      const drafts = [
        await aDraft(service, aStore(), customer.customerId, [{ quantity: 1 }]),
        await aDraft(service, aStore(), customer.customerId, [{ quantity: 1 }]),
      ];
      for (const draft of drafts) expect((await begin(service, draft)).approvalReasons).toEqual([]);
      const results = await Promise.allSettled(drafts.map((draft) => post(service, draft)));
      expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(results.find((result) => result.status === 'rejected')).toMatchObject({
        reason: { code: 'approval.missing' },
      });
      expect((await service.call(sales.customerBalance, { customerId: customer.customerId })).balances).toEqual([
        { currency: 'DZD', balanceMinor: 1190 },
      ]);
    }
  });

  test('an approval covers the debt that the manager saw; a greater one is asked again, a smaller one is not', async () => {
    const customer = await aCustomer(service, { creditLimit: { minor: 1000, currency: 'DZD' } });
    const store = aStore();
    const [small, large] = [
      await aDraft(service, store, customer.customerId, [{ quantity: 1 }]),
      await aDraft(service, store, customer.customerId, [{ quantity: 2 }]),
    ];
    const ask = async (draft: Draft, reasons: ApprovalReason[], round: number) =>
      service.call(sales.requestApproval, askOf(draft, reasons, 400), {
        sagaId: draft.saga,
        commandId: `${draft.saga}/ask/${round}`,
      });
    const verdict = { approved: true, by: MANAGER };
    const { approvalReasons } = await begin(service, large);
    expect(approvalReasons).toMatchObject([{ code: 'credit.over-limit', owedMinor: 2380 }]);
    await ask(large, approvalReasons, 1);
    const other = await begin(service, small);
    await ask(small, other.approvalReasons, 1);
    await post(service, small, { verdict });
    const again = await post(service, large, { verdict }).catch((error: DomainError) => error);
    expect(again).toMatchObject({
      code: 'approval.missing',
      details: { reasons: [{ code: 'credit.over-limit', owedMinor: 3570 }] },
    });
    const { reasons } = (again as DomainError).details as { reasons: ApprovalReason[] };
    expect(await ask(large, reasons, 2)).toEqual({ state: 'pendingApproval' });
    const { saleId } = await post(service, large, { verdict });
    expect((await service.call(sales.readSale, { saleId })).approval).toMatchObject({ reasons, verdict });
  });

  test('a limit in another currency allows nothing', async () => {
    const customer = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'EUR' } });
    const draft = await aDraft(service, aStore(), customer.customerId, [{ quantity: 1 }]);
    expect((await begin(service, draft)).approvalReasons.map((reason) => reason.code)).toEqual(['credit.over-limit']);
  });
});

describe('the same command again', () => {
  test('gets the stored reply and writes nothing more', async () => {
    const draft = await aDraft(service, aStore(), (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const payment = { method: 'cash', amountMinor: 1190 } as const;
    const first = await begin(service, draft, payment, `${draft.saga}/begin`);
    const saleId = mint('sale');
    const posted = await post(service, draft, { saleId, commandId: `${draft.saga}/post` });
    const rows = await rowsOf(service);
    expect(await begin(service, draft, payment, `${draft.saga}/begin`)).toEqual(first);
    expect(await post(service, draft, { saleId, commandId: `${draft.saga}/post` })).toEqual(posted);
    expect(await rowsOf(service)).toEqual(rows);
  });

  test('finalizing twice for the same invoice changes nothing; for another one it is refused', async () => {
    const sale = await sell(service, aStore(), (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const again = { saleId: sale.saleId, invoiceId: sale.invoiceId as string, invoiceNumber: 'X' };
    const before = await rowsOf(service);
    expect(await service.call(sales.finalizeSale, again)).toMatchObject({ state: 'final' });
    expect(await rowsOf(service)).toEqual({ ...before, commands: (before.commands ?? 0) + 1 });
    await expect(service.call(sales.finalizeSale, { ...again, invoiceId: mint('invoice') })).rejects.toEqual(
      refused('sale.state', { state: 'final' }),
    );
  });
});

describe('races', () => {
  test('20 posts of one order: one sale', async () => {
    const draft = await aDraft(service, aStore(), (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    await begin(service, draft, { method: 'cash', amountMinor: 1190 });
    const before = await rowsOf(service);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => post(service, draft)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toEqual(refused('order.state', { state: 'fulfilled' }));
    const after = await rowsOf(service);
    for (const name of ['sales', 'saleProgress', 'stis', 'entries'])
      expect([name, (after[name] ?? 0) - (before[name] ?? 0)]).toEqual([name, 1]);
  });

  test('20 checkouts of one draft: one lock', async () => {
    const draft = await aDraft(service, aStore(), (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => begin(service, draft, { method: 'cash', amountMinor: 1190 })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  test('20 orders of one store at the same moment: 20 sales, one business day', async () => {
    const store = aStore();
    const { customerId } = await aCustomer(service);
    const drafts = [];
    for (let n = 0; n < 20; n += 1) {
      const draft = await aDraft(service, store, customerId, [{ quantity: 1 }]);
      await begin(service, draft, { method: 'cash', amountMinor: 1190 });
      drafts.push(draft);
    }
    const posted = await Promise.all(drafts.map((draft) => post(service, draft)));
    expect(new Set(posted.map((one) => one.saleId)).size).toBe(20);
    expect(await service.connection.collection('businessDays').findOne({ storeId: store.storeId })).toMatchObject({
      closed: false,
      touched: 20,
    });
  });
});
