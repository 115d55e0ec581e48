import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, type SaleView, type StoreView } from '@comptoir/contracts';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  askOf,
  begin,
  beginCorrection,
  MANAGER,
  post,
  sell,
  startSales,
  type Draft,
  finalize,
  GIVEN_UP,
} from './fixtures.js';

let service: TestService;
let store: StoreView;
let customerId: string;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
  ({ customerId } = await aCustomer(service));
});
afterAll(() => service.stop());

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const draftOf = (changes: object = {}, at = store): Promise<Draft> =>
  aDraft(service, at, customerId, [{ quantity: 1 }], changes);

describe('an order without tax', () => {
  test('is refused without a reason, when it is opened and when it is changed', async () => {
    await expect(draftOf({ taxed: false })).rejects.toEqual(
      refused('order.tax-free-reason-missing', { issues: [{ field: 'taxFreeReason', fault: 'is missing' }] }),
    );
    const { order } = await draftOf();
    const content = { customerId, documentType: 'BON_DE_VENTE' as const, lines: [] };
    const change = (revision: number, more: object) =>
      service.call(sales.changeOrder, { orderId: order.orderId, revision, ...content, ...more });
    await expect(change(1, { taxed: false })).rejects.toEqual(refused('order.tax-free-reason-missing'));
    expect(await change(1, { taxed: false, taxFreeReason: 'export' })).toMatchObject({ taxFreeReason: 'export' });
    expect(await change(2, { taxed: true, taxFreeReason: 'export' })).not.toHaveProperty('taxFreeReason');
  });

  test('needs a manager where the person has not the right; the reason stays with the sale', async () => {
    const draft = await draftOf({ taxed: false, taxFreeReason: 'diplomatic mission' });
    const { approvalReasons } = await begin(service, draft, { method: 'cash', amountMinor: 1000 });
    expect(approvalReasons).toEqual([
      { code: 'taxFree', message: 'No tax is charged, for the reason given in the order' },
    ]);
    await expect(post(service, draft)).rejects.toEqual(refused('approval.missing'));
    await service.call(sales.requestApproval, askOf(draft, approvalReasons, 400), { sagaId: draft.saga });
    const sale = await post(service, draft, { verdict: { approved: true, by: MANAGER } });
    expect(sale).toMatchObject({ taxed: false, taxFreeReason: 'diplomatic mission', taxMinor: 0 });
    expect(await service.call(sales.readSale, { saleId: sale.saleId })).toMatchObject({
      taxFreeReason: 'diplomatic mission',
      approval: { reasons: [{ code: 'taxFree' }] },
    });
  });

  test('that was opened without a reason by an older version is not sold', async () => {
    const draft = await draftOf({ taxed: false, taxFreeReason: 'to be lost' });
    await service.connection
      .collection<{ _id: string }>('orders')
      .updateOne({ _id: draft.order.orderId }, { $unset: { taxFreeReason: 1 } });
    await expect(begin(service, draft, undefined, undefined, { maySellTaxFree: true })).rejects.toEqual(
      refused('order.tax-free-reason-missing'),
    );
  });
});

describe('orders that wait for a manager', () => {
  const requested = [{ code: 'requested' as const, message: 'asked' }];
  const ask = async (draft: Draft, maxWaiting: number, round = 1) =>
    service.call(
      sales.requestApproval,
      { ...askOf(draft, requested, 400), maxWaiting },
      { sagaId: draft.saga, commandId: `${draft.saga}/ask/${round}` },
    );
  const begun = async (at: StoreView): Promise<Draft> => {
    const draft = await draftOf({ approvalRequested: true }, at);
    await begin(service, draft, { method: 'cash', amountMinor: 1190 });
    return draft;
  };

  test('are no more than the limit of their store, however many ask at once; another store has its own', async () => {
    const [here, there] = [aStore(), aStore()];
    const drafts = await Promise.all(Array.from({ length: 8 }, () => begun(here)));
    const outcomes = await Promise.allSettled(drafts.map((draft) => ask(draft, 3)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(3);
    for (const one of outcomes.filter((outcome) => outcome.status === 'rejected'))
      expect(one.reason).toEqual(refused('approval.queue-full', { limit: 3 }));
    expect(await ask(await begun(there), 3)).toEqual({ state: 'pendingApproval' });
    const waiting = drafts[outcomes.findIndex((one) => one.status === 'fulfilled')] as Draft;
    expect(await ask(waiting, 3, 2)).toEqual({ state: 'pendingApproval' }); // it has its place already
    await service.call(
      sales.returnToDraft,
      { orderId: waiting.order.orderId, revision: 1, refusal: { ...GIVEN_UP, code: 'approval.rejected' } },
      { sagaId: waiting.saga },
    );
    expect(await ask(await begun(here), 3)).toEqual({ state: 'pendingApproval' });
  });
});

describe('a return within limits', () => {
  const cashier = { maxGrossMinor: 2500, maxDays: 30, cashForOtherMeans: false };
  const line = (sale: SaleView, quantity: number) => [
    { saleLineId: sale.lines[0]?.saleLineId as string, quantity, disposition: 'restock' as const },
  ];

  test('counts what came back of the sale before, and is nobody’s limit but the person’s', async () => {
    const sale = await sell(service, store, customerId, [{ quantity: 3 }]);
    await expect(beginCorrection(service, sale, line(sale, 3), { limits: cashier })).rejects.toEqual(
      refused('return.above-limit', { grossMinor: 3570, maxGrossMinor: 2500 }),
    );
    expect(await beginCorrection(service, sale, line(sale, 2), { limits: cashier })).toMatchObject({
      grossMinor: 2380,
    });
    const other = await sell(service, store, customerId, [{ quantity: 3 }]);
    expect(await beginCorrection(service, other, line(other, 3))).toMatchObject({ grossMinor: 3570 });
  });

  test('pays no cash for what was paid by card, and leaves nothing behind when it is refused', async () => {
    const draft = await draftOf();
    await begin(service, draft, { method: 'card', amountMinor: 1190 });
    const { saleId } = await post(service, draft);
    await finalize(service, saleId);
    const sale = await service.call(sales.readSale, { saleId });
    const before = await service.count('corrections');
    await expect(beginCorrection(service, sale, line(sale, 1), { limits: cashier })).rejects.toEqual(
      refused('refund.not-in-cash', { paidBy: 'card' }),
    );
    expect(await service.count('corrections')).toBe(before);
    expect(await service.call(sales.readSale, { saleId })).toEqual(sale);
    expect(await beginCorrection(service, sale, line(sale, 1), { limits: cashier, refundTo: 'card' })).toMatchObject({
      refundMinor: 1190,
    });
  });
});
