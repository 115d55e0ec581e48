import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  businessDayOf,
  dayAfter,
  inventoryEvents,
  sales,
  type DataOf,
  type InputOf,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aStore, closing, refusalOf, startSales, unbalanced } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const todayIn = (store: StoreView): string => businessDayOf(new Date().toISOString(), store.timeZone);
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
type Bill = DataOf<typeof inventoryEvents.supplierBillRecorded>;
const billOf = (store: StoreView, facts: Partial<Bill> = {}): Bill => ({
  billId: mint('supplierBill'),
  storeId: store.storeId,
  storeCode: store.code,
  currency: store.currency,
  supplierId: mint('supplier'),
  supplierName: 'Grossiste Exemple',
  number: 'FA-1',
  kind: 'bill',
  clearedMinor: 600_000,
  toStockMinor: 0,
  toCostMinor: 0,
  taxes: [{ taxRateBps: 1_900, taxMinor: 114_000 }],
  grossMinor: 714_000,
  timeZone: store.timeZone,
  billDay: todayIn(store),
  recordedAt: new Date().toISOString(),
  recordedBy: 'usr_x',
  ...facts,
});
const entriesOf = async (ref: string) => (await service.call(sales.listEntries, { ref })).items;
async function recorded(bill: Bill): Promise<Bill> {
  await service.publish(inventoryEvents.supplierBillRecorded, bill);
  await service.eventually(async () => expect(await entriesOf(bill.billId)).toHaveLength(1));
  return bill;
}
const creditOf = (bill: Bill, netMinor: number, facts: Partial<Bill> = {}): Bill => ({
  ...bill,
  billId: mint('supplierBill'),
  kind: 'creditNote',
  number: 'AV-1',
  clearedMinor: 0,
  toCostMinor: 0 - netMinor,
  taxes: [{ taxRateBps: 1_900, taxMinor: 0 - (netMinor * 19) / 100 }],
  grossMinor: 0 - (netMinor * 119) / 100,
  ...facts,
});
type Pay = InputOf<typeof sales.paySupplier>;
const payment = (store: StoreView, bill: Bill, amountMinor: number, facts: Partial<Pay> = {}): Pay => ({
  supplierPaymentId: mint('supplierPayment'),
  supplierId: bill.supplierId,
  store,
  method: 'transfer',
  amountMinor,
  allocations: [{ billId: bill.billId, amountMinor }],
  ...facts,
});
const pay = (input: Pay) => service.call(sales.paySupplier, input);
const balancesOf = async (store: StoreView): Promise<Record<string, number>> => {
  const { balances } = await service.call(sales.trialBalance, { storeId: store.storeId });
  return Object.fromEntries((balances[0]?.accounts ?? []).map((one) => [one.account, one.balanceMinor]));
};
const openOf = async (store: StoreView, facts: object = {}) =>
  (await service.call(sales.listOpenBills, { storeIds: [store.storeId], ...facts })).items;
const agedOf = (store: StoreView, at = todayIn(store)) =>
  service.call(sales.agedPayables, { storeIds: [store.storeId], at });

test('10 units at 600.00 and 19 %: inventory 6,000, input tax 1,140, payables 7,140, and after payment bank', async () => {
  const store = aStore();
  const deliveryId = mint('delivery');
  await service.publish(inventoryEvents.stockReceived, {
    deliveryId,
    storeId: store.storeId,
    storeCode: store.code,
    currency: store.currency,
    costMinor: 600_000,
    receivedAt: new Date().toISOString(),
    timeZone: store.timeZone,
    receivedBy: 'usr_x',
  });
  await service.eventually(async () => expect(await entriesOf(deliveryId)).toHaveLength(1));
  const bill = await recorded(billOf(store));
  expect(await balancesOf(store)).toEqual({
    inventory: 600_000,
    goodsReceivedNotInvoiced: 0,
    inputTax: 114_000,
    payables: -714_000,
  });
  await pay(payment(store, bill, 714_000));
  expect(await balancesOf(store)).toMatchObject({ payables: 0, bankTransfer: -714_000 });
  expect((await entriesOf(bill.billId))[0]).toMatchObject({
    journal: 'purchases',
    document: 'FA-1',
    kind: 'supplierBill',
    postedBy: 'usr_x',
  });
});

test('a paper is posted once, however often its event comes; its difference has accounts of its own', async () => {
  const store = aStore();
  const bill = billOf(store, { clearedMinor: 600_000, toStockMinor: 30_000, toCostMinor: 20_000, grossMinor: 764_000 });
  await recorded(bill);
  await service.publish(inventoryEvents.supplierBillRecorded, bill);
  const last = await recorded(billOf(store, { grossMinor: 714_000 }));
  expect(await entriesOf(bill.billId)).toHaveLength(1);
  expect(await balancesOf(store)).toMatchObject({ inventory: 30_000, purchasePriceDifference: 20_000 });
  expect((await openOf(store)).map((one) => one.openMinor).toSorted()).toEqual([714_000, 764_000]);
  expect(last.supplierId).not.toBe(bill.supplierId);
});

describe('paySupplier', () => {
  test('once per command id, by several at once only what is open, and a credit note with it', async () => {
    const store = aStore();
    const bill = await recorded(billOf(store));
    const input = payment(store, bill, 100_000, { reference: 'VIR-7' });
    const first = await service.call(sales.paySupplier, input, { commandId: 'test/pay' });
    expect(await service.call(sales.paySupplier, input, { commandId: 'test/pay' })).toEqual(first);
    const race = await Promise.allSettled([pay(payment(store, bill, 400_000)), pay(payment(store, bill, 400_000))]);
    expect(race.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const credit = await recorded(creditOf(bill, 10_000));
    expect(await openOf(store, { supplierId: bill.supplierId })).toMatchObject([
      { billId: bill.billId, openMinor: 214_000, grossMinor: 714_000 },
      { billId: credit.billId, openMinor: -11_900, kind: 'creditNote' },
    ]);
    const both = [
      { billId: bill.billId, amountMinor: 214_000 },
      { billId: credit.billId, amountMinor: -11_900 },
    ];
    await pay(payment(store, bill, 202_100, { allocations: both }));
    expect(await openOf(store)).toEqual([]);
    expect(await balancesOf(store)).toMatchObject({ payables: 0, bankTransfer: -702_100 });
    const { items } = await service.call(sales.listSupplierPayments, { billId: bill.billId });
    expect(items.map((one) => [one.amountMinor, one.number.slice(-6)])).toEqual([
      [202_100, '000003'],
      [400_000, '000002'],
      [100_000, '000001'],
    ]);
  });

  test('a wrong payment is reversed once, by two at once, and its bill is owed again', async () => {
    const store = aStore();
    const bill = await recorded(billOf(store));
    const { supplierPaymentId } = await pay(payment(store, bill, 714_000, { method: 'cash' }));
    const reverse = () =>
      service.call(sales.reverseSupplierPayment, {
        reversalId: mint('supplierPayment'),
        supplierPaymentId,
        store,
        reason: 'Paid from the wrong account',
      });
    const race = await Promise.allSettled([reverse(), reverse()]);
    expect(race.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await codeOf(reverse())).toBe('supplier-payment.already-reversed');
    const read = await service.call(sales.readSupplierPayment, { supplierPaymentId });
    expect(read).toMatchObject({ method: 'cash', reversedBy: expect.stringMatching(/^spy_/) });
    expect(await openOf(store)).toMatchObject([{ openMinor: 714_000 }]);
    expect(await balancesOf(store)).toMatchObject({ cash: 0, payables: -714_000 });
  });

  test('refuses a closed day, and leaves nothing behind', async () => {
    const store = aStore();
    const bill = await recorded(billOf(store));
    await service.call(sales.closeDay, closing(store, todayIn(store)));
    expect(await codeOf(pay(payment(store, bill, 714_000)))).toBe('day.closed');
    expect(await openOf(store)).toMatchObject([{ openMinor: 714_000 }]);
  });
});

test('a bill that was paid and then taken back is a credit; a bill that was not is settled', async () => {
  const store = aStore();
  const [paid, unpaid] = [await recorded(billOf(store)), await recorded(billOf(store))];
  await pay(payment(store, paid, 714_000));
  for (const bill of [paid, unpaid]) {
    const { billDay: _day, recordedAt: _at, recordedBy: _by, dueDay: _due, ...facts } = bill;
    const reversal = {
      ...facts,
      clearedMinor: -600_000,
      taxes: [{ taxRateBps: 1_900, taxMinor: -114_000 }],
      grossMinor: -714_000,
      reversedAt: new Date().toISOString(),
      reversedBy: 'usr_y',
      reason: 'Typed wrongly',
    };
    await service.publish(inventoryEvents.supplierBillReversed, reversal);
    await service.publish(inventoryEvents.supplierBillReversed, reversal);
    await service.eventually(async () => expect(await entriesOf(bill.billId)).toHaveLength(2));
  }
  const last = await recorded(billOf(store));
  expect(await entriesOf(paid.billId)).toHaveLength(2);
  expect((await openOf(store)).map((one) => [one.billId, one.openMinor]).toSorted()).toEqual(
    [
      [paid.billId, -714_000],
      [last.billId, 714_000],
    ].toSorted(),
  );
  expect((await entriesOf(unpaid.billId)).map((one) => one.reason ?? '')).toContain('Typed wrongly');
});

test('goods that went back are owed by their supplier until they are credited', async () => {
  const store = aStore();
  const data = {
    supplierReturnId: mint('supplierReturn'),
    storeId: store.storeId,
    storeCode: store.code,
    currency: store.currency,
    supplierId: mint('supplier'),
    supplierName: 'Grossiste Exemple',
    number: 'ALG1-SR-2026-000001',
    costMinor: 180_000,
    returnedAt: new Date().toISOString(),
    timeZone: store.timeZone,
    returnedBy: 'usr_x',
    reason: 'Broken on arrival',
  };
  await service.publish(inventoryEvents.stockReturnedToSupplier, data);
  await service.publish(inventoryEvents.stockReturnedToSupplier, data);
  await service.eventually(async () => expect(await entriesOf(data.supplierReturnId)).toHaveLength(1));
  expect(await balancesOf(store)).toEqual({ inventory: -180_000, goodsReceivedNotInvoiced: 180_000 });
  const credit = creditOf(billOf(store), 170_000, { clearedMinor: -180_000, toCostMinor: 10_000 });
  await recorded(credit);
  expect(await balancesOf(store)).toMatchObject({
    goodsReceivedNotInvoiced: 0,
    purchasePriceDifference: 10_000,
    payables: 202_300,
  });
});

test('what is owed at a past day is what was owed then; other entries of the account are shown apart', async () => {
  const store = aStore({}, 60);
  const today = todayIn(store);
  const bill = await recorded(billOf(store, { billDay: dayAfter(today, -50), dueDay: dayAfter(today, -40) }));
  await service.call(sales.postEntry, {
    entryId: mint('entry'),
    store,
    company: { companyId: store.companyId, profile: 'DZ' },
    businessDay: today,
    memo: 'Debt to a supplier from before',
    reason: 'books of 2025',
    lines: [
      { account: 'openingEquity', debitMinor: 5_000 },
      { account: 'payables', creditMinor: 5_000, label: 'Atelier Rare' },
    ],
  });
  await pay(payment(store, bill, 14_000));
  expect(await agedOf(store)).toMatchObject({
    totals: [{ currency: 'DZD', from30Minor: 700_000, totalMinor: 700_000, otherMinor: 5_000 }],
    items: [{ supplierId: bill.supplierId, name: 'Grossiste Exemple', totalMinor: 700_000 }],
  });
  await pay(payment(store, bill, 700_000));
  expect((await agedOf(store)).items).toEqual([]);
  expect((await agedOf(store, dayAfter(today, -1))).items).toEqual([]);
});
