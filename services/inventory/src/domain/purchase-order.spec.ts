import { describe, expect, test } from '@jest/globals';
import { MAX_DOCUMENT_MINOR, type inventory, type ParsedInputOf } from '@comptoir/contracts';
import { sampleContext, samplePurchaseOrder, sampleSupplier, STORE } from '../../test/samples.js';
import {
  decideCancelPurchaseOrder,
  decideChangePurchaseOrder,
  decideClosePurchaseOrder,
  decideCreatePurchaseOrder,
  decideSendPurchaseOrder,
} from './purchase-order.js';

type NewOrder = ParsedInputOf<typeof inventory.createPurchaseOrder>;
const input: NewOrder = {
  purchaseOrderId: 'por_1',
  storeId: STORE,
  supplierId: 'sup_1',
  currency: 'DZD',
  expectedDay: '2026-01-12',
  store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
  lines: [
    { productId: 'a', quantity: 4, expectedCostMinor: 400 },
    { productId: 'b', quantity: 6, expectedCostMinor: 90 },
  ],
};
const supplier = sampleSupplier({});
const moment = { now: '2026-12-31T23:30:00.000Z', actor: { id: 'usr_2' } };
const refused = (code: string) => expect.objectContaining({ code });

describe('decideCreatePurchaseOrder', () => {
  test('a draft under the next number of the store and of the year there', () => {
    const { order, series } = decideCreatePurchaseOrder(
      { supplier, series: { _id: 'ALG1-PO-2027', last: 41 } },
      input,
      moment,
    );
    expect(order).toMatchObject({
      _id: 'por_1',
      number: 'ALG1-PO-2027-000042', // half past midnight in Algiers
      createdDay: '2027-01-01',
      supplierName: 'Sarl Exemple',
      state: 'draft',
      revision: 1,
      totalExpectedCostMinor: 490,
      createdBy: 'usr_2',
      lines: [
        { productId: 'a', quantity: 4, expectedCostMinor: 400, receivedQuantity: 0, receivedCostMinor: 0 },
        { productId: 'b', quantity: 6, expectedCostMinor: 90, receivedQuantity: 0, receivedCostMinor: 0 },
      ],
    });
    expect(order).not.toHaveProperty('store');
    expect(series).toEqual({ _id: 'ALG1-PO-2027', last: 42 });
    expect(decideCreatePurchaseOrder({ supplier, series: null }, input, moment).order.number).toBe(
      'ALG1-PO-2027-000001',
    );
  });

  test.each<[string, Partial<NewOrder>, typeof supplier | null, string]>([
    ['an unknown supplier', {}, null, 'supplier.unknown'],
    ['an archived supplier', {}, sampleSupplier({ archived: true }), 'supplier.archived'],
    ['another currency than the store’s', { currency: 'EUR' }, supplier, 'stock.currency-mixed'],
    ['a product twice', { lines: [input.lines[0]!, input.lines[1]!, input.lines[0]!] }, supplier, 'message.invalid'],
    [
      'more than a document may amount to',
      { lines: input.lines.map((line) => ({ ...line, expectedCostMinor: MAX_DOCUMENT_MINOR })) },
      supplier,
      'amount.too-large',
    ],
  ])('refused: %s', (_name, changes, found, code) => {
    expect(() =>
      decideCreatePurchaseOrder({ supplier: found, series: null }, { ...input, ...changes }, moment),
    ).toThrow(refused(code));
  });
});

describe('decideChangePurchaseOrder', () => {
  const draft = samplePurchaseOrder({ note: 'by phone', expectedDay: '2026-01-12' });
  const change = (
    changes: ParsedInputOf<typeof inventory.changePurchaseOrder>['changes'],
    found: typeof draft | null = draft,
    revision = 3,
  ) =>
    decideChangePurchaseOrder(
      { found, supplier: sampleSupplier({ _id: 'sup_2', name: 'Autre' }) },
      { purchaseOrderId: 'por_1', revision, changes },
      moment,
    );

  test('only what is named changes; null takes a fact out', () => {
    const { after, supplier: taken } = change({ supplierId: 'sup_2', note: null });
    expect(after).toMatchObject({ supplierId: 'sup_2', supplierName: 'Autre', revision: 4, changedBy: 'usr_2' });
    expect([after.expectedDay, 'note' in after, after.lines, taken?._id]).toEqual([
      '2026-01-12',
      false,
      draft.lines,
      'sup_2',
    ]);
  });

  test('a line without a cost keeps what each unit was expected to cost', () => {
    const { after } = change({
      lines: [
        { productId: 'b', quantity: 7 },
        { productId: 'c', quantity: 1, expectedCostMinor: 5 },
      ],
    });
    expect(after.lines.map((line) => [line.productId, line.quantity, line.expectedCostMinor])).toEqual([
      ['b', 7, 105],
      ['c', 1, 5],
    ]);
    expect(after.totalExpectedCostMinor).toBe(110);
    const faultOf = (field: string) =>
      expect.objectContaining({
        details: { issues: [{ field: `changes.lines.${field}`, fault: expect.any(String) }] },
      });
    expect(() => change({ lines: [{ productId: 'c', quantity: 1 }] })).toThrow(faultOf('0.expectedCostMinor'));
    const twice = { productId: 'b', quantity: 1 };
    expect(() => change({ lines: [twice, twice] })).toThrow(faultOf('1.productId'));
  });

  test('is refused on another revision, once it was sent, and where there is none', () => {
    expect(() => change({ note: 'x' }, draft, 2)).toThrow(refused('purchase-order.changed'));
    expect(() => change({ note: 'x' }, samplePurchaseOrder({ state: 'sent' }))).toThrow(
      refused('purchase-order.state'),
    );
    expect(() => change({ note: 'x' }, null)).toThrow(refused('purchase-order.unknown'));
  });
});

describe('decideSendPurchaseOrder', () => {
  test('the order keeps the supplier’s name of this day', () => {
    const renamed = sampleSupplier({ name: 'Nouveau nom' });
    const state = { found: samplePurchaseOrder({}), supplier: renamed };
    const { after } = decideSendPurchaseOrder(state, { purchaseOrderId: 'por_1', revision: 3 }, moment);
    expect(after).toMatchObject({
      supplierName: 'Nouveau nom',
      state: 'sent',
      revision: 4,
      sent: { at: moment.now, by: 'usr_2' },
    });
    const again = () =>
      decideSendPurchaseOrder({ ...state, found: after }, { purchaseOrderId: 'por_1', revision: 4 }, moment);
    expect(again).toThrow(refused('purchase-order.state'));
    const old = () => decideSendPurchaseOrder(state, { purchaseOrderId: 'por_1', revision: 2 }, moment);
    expect(old).toThrow(refused('purchase-order.changed'));
    const archived = { ...state, supplier: sampleSupplier({ archived: true }) };
    expect(() => decideSendPurchaseOrder(archived, { purchaseOrderId: 'por_1', revision: 3 }, moment)).toThrow(
      refused('supplier.archived'),
    );
  });
});

describe('decideCancelPurchaseOrder and decideClosePurchaseOrder', () => {
  const [line, other] = samplePurchaseOrder({}).lines;
  const partly = samplePurchaseOrder({
    state: 'partlyReceived',
    lines: [{ ...line!, receivedQuantity: 5, receivedCostMinor: 500 }, other!],
  });

  test('who did it, when and why is kept; what was ordered and has come stays', () => {
    const done = { at: moment.now, by: 'usr_2' };
    const input = { purchaseOrderId: 'por_1', reason: 'out of stock there' };
    const cancelled = decideCancelPurchaseOrder(samplePurchaseOrder({ state: 'sent' }), input, moment);
    expect(cancelled).toMatchObject({ state: 'cancelled', revision: 4, cancelled: { ...done, reason: input.reason } });
    const closed = decideClosePurchaseOrder(partly, input, moment);
    expect(closed).toMatchObject({ state: 'closed', lines: partly.lines, closed: { ...done, reason: input.reason } });
    const complete = decideClosePurchaseOrder(
      samplePurchaseOrder({ state: 'received', lines: [partly.lines[0]!] }),
      { purchaseOrderId: 'por_1' },
      moment,
    );
    expect(complete.closed).toEqual(done);
  });

  test('an order of which something came is not cancelled; one with something outstanding is not closed without a reason', () => {
    const cancel = (found: typeof partly | null) => () =>
      decideCancelPurchaseOrder(found, { purchaseOrderId: 'por_1', reason: 'x' }, moment);
    expect(cancel(partly)).toThrow(refused('purchase-order.state'));
    expect(cancel(null)).toThrow(refused('purchase-order.unknown'));
    const close = (found: typeof partly | null) => () =>
      decideClosePurchaseOrder(found, { purchaseOrderId: 'por_1' }, moment);
    expect(close(partly)).toThrow(refused('message.invalid'));
    expect(close(samplePurchaseOrder({ state: 'sent' }))).toThrow(refused('purchase-order.state'));
    expect(close(null)).toThrow(refused('purchase-order.unknown'));
  });
});

test('every decision dates the change', () => {
  const context = sampleContext();
  const input = { purchaseOrderId: 'por_1', reason: 'x' };
  expect(decideCancelPurchaseOrder(samplePurchaseOrder({}), input, context)).toMatchObject({
    changedAt: context.now,
    changedBy: context.actor.id,
  });
});
