import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  sales,
  type CustomerView,
  type InputOf,
  type Payment,
  type SaleView,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  begin,
  beginCorrection,
  CASHIER,
  correctionSaga,
  finalize,
  MANAGER,
  openTill,
  post,
  rowsOf,
  sell,
  startSales,
  takeBack,
  tillOf,
  unbalanced,
} from './fixtures.js';

/** 1000 before tax, 190 tax. */
const GROSS = 1190;

let service: TestService;
let store: StoreView;
let customer: CustomerView;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
  await tillOf(service, store);
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const creditLimit = { minor: 1_000_000, currency: 'DZD' as const };
const aDebtor = () => aCustomer(service, { creditLimit });
const onCredit = (of: CustomerView, paidMinor = 0, at = store) =>
  sell(service, at, of.customerId, [{ quantity: 1 }], paidMinor);
const stateOf = async ({ orderId }: SaleView) => (await service.call(sales.readOrder, { orderId })).state;
const openOf = async ({ saleId }: SaleView) => (await service.call(sales.readSale, { saleId })).openMinor;
const owed = async ({ customerId }: CustomerView) =>
  (await service.call(sales.customerBalance, { customerId })).balances[0]?.balanceMinor ?? 0;
const creditOf = async ({ customerId }: CustomerView) =>
  (await service.call(sales.openItems, { customerId })).credits[0]?.creditMinor ?? 0;
const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

async function pay(
  of: CustomerView,
  payment: Payment,
  more: Partial<InputOf<typeof sales.takePayment>> = {},
  commandId?: string,
) {
  const tillSessionId = payment.method === 'cash' ? await tillOf(service, store) : undefined;
  return service.call(
    sales.takePayment,
    { paymentId: mint('payment'), customerId: of.customerId, store, payment, tillSessionId, ...more },
    { actor: CASHIER, ...(commandId ? { commandId } : {}) },
  );
}

/** The money of a store by account, debit less credit, as its ledger has it. */
async function moneyOf(storeId: string): Promise<Record<string, number>> {
  const { balances } = await service.call(sales.trialBalance, { storeId });
  return Object.fromEntries(balances[0]?.accounts.map((one) => [one.account, one.balanceMinor]) ?? []);
}

describe('several payments at once', () => {
  test('cash, card and cheque pay one sale, each with a number, a person and its till', async () => {
    const own = aStore({ cashRoundingMinor: 50 });
    const draft = await aDraft(service, own, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    await begin(service, draft, [
      { method: 'card', amountMinor: 500, reference: 'slip 7' },
      { method: 'cheque', amountMinor: 163, reference: 'CHQ 100200' },
      { method: 'cash', amountMinor: 527, tenderedMinor: 600 },
    ]);
    const { saleId } = await post(service, draft);
    await finalize(service, saleId);
    const sale = await service.call(sales.readSale, { saleId });
    expect(sale.payments).toEqual([
      { method: 'card', amountMinor: 500, tenderedMinor: 500, changeMinor: 0, roundingMinor: 0, reference: 'slip 7' },
      {
        method: 'cheque',
        amountMinor: 163,
        tenderedMinor: 163,
        changeMinor: 0,
        roundingMinor: 0,
        reference: 'CHQ 100200',
      },
      { method: 'cash', amountMinor: 527, tenderedMinor: 600, changeMinor: 50, roundingMinor: 23 },
    ]);
    expect([await stateOf(sale), sale.openMinor]).toEqual(['paid', 0]);
    const { items } = await service.call(sales.listPayments, { saleId });
    expect(items.map(({ number, method, by, through }) => [number.slice(-6), method, by, through?.till])).toEqual([
      ['000003', 'cash', CASHIER.id, 'T1'],
      ['000002', 'cheque', CASHIER.id, 'T1'],
      ['000001', 'card', CASHIER.id, 'T1'],
    ]);
    expect(await moneyOf(own.storeId)).toMatchObject({
      cash: 550,
      card: 500,
      cheques: 163,
      rounding: -23,
      receivable: 0,
    });
  });

  test('cash without a till session, and through a closed one, is refused; nothing is written', async () => {
    const draft = await aDraft(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const cash = [{ method: 'cash' as const, amountMinor: GROSS }];
    const without = begin(service, draft, undefined, undefined, { payments: cash });
    await expect(without).rejects.toEqual(refused('till.session-missing'));
    const tillSessionId = await openTill(service, store, 'SHUT');
    await begin(service, draft, undefined, undefined, { payments: cash, tillSessionId });
    await service.call(sales.closeTillSession, { sessionId: tillSessionId, store, countedMinor: 0 });
    const before = await rowsOf(service);
    await expect(post(service, draft)).rejects.toEqual(refused('till.session-closed'));
    expect(await rowsOf(service)).toEqual(before);
  });
});

describe('a later payment', () => {
  test('pays the oldest sales first, in part and whole; what is left becomes credit, which pays the next sale', async () => {
    customer = await aDebtor();
    const [first, second] = [await onCredit(customer), await onCredit(customer)];
    const half = await pay(customer, { method: 'cash', amountMinor: 600, tenderedMinor: 1000 });
    expect(half).toMatchObject({
      kind: 'later',
      direction: 'in',
      allocations: [{ saleId: first.saleId, amountMinor: 600 }],
      changeMinor: 400,
      creditMinor: 0,
    });
    expect([await stateOf(first), await openOf(first)]).toEqual(['invoiced', 590]);
    const rest = await pay(customer, { method: 'transfer', amountMinor: 2000, reference: 'VIR 12' });
    expect(rest).toMatchObject({
      allocations: [
        { saleId: first.saleId, amountMinor: 590 },
        { saleId: second.saleId, amountMinor: GROSS },
      ],
      creditMinor: 220,
    });
    expect([await stateOf(first), await stateOf(second), await owed(customer)]).toEqual(['paid', 'paid', -220]);
    const third = await sellWithCredit(220);
    expect([await stateOf(third), await openOf(third), await creditOf(customer)]).toEqual(['invoiced', 970, 0]);
    await expect(sellWithCredit(1)).rejects.toEqual(refused('payment.credit-too-low', { creditMinor: 0 }));
  });

  async function sellWithCredit(creditMinor: number): Promise<SaleView> {
    const draft = await aDraft(service, store, customer.customerId, [{ quantity: 1 }]);
    await begin(service, draft, { method: 'credit', amountMinor: creditMinor });
    const { saleId } = await post(service, draft);
    await finalize(service, saleId);
    return service.call(sales.readSale, { saleId });
  }

  test('pays the sales that are named, and is refused above what is owed of them', async () => {
    const debtor = await aDebtor();
    const [, second] = [await onCredit(debtor), await onCredit(debtor)];
    const named = (amountMinor: number) => ({ allocations: [{ saleId: second.saleId, amountMinor }] });
    const tooMuch = pay(debtor, { method: 'card', amountMinor: GROSS + 1 }, named(GROSS + 1));
    await expect(tooMuch).rejects.toEqual(refused('payment.nothing-open', { openMinor: GROSS }));
    const more = pay(debtor, { method: 'card', amountMinor: 10 }, named(11));
    await expect(more).rejects.toEqual(refused('payment.too-high'));
    await pay(debtor, { method: 'card', amountMinor: GROSS }, named(GROSS));
    expect([await stateOf(second), await owed(debtor)]).toEqual(['paid', GROSS]);
  });

  test('of a walk-in is refused, and so is the same payment with another content', async () => {
    const walkIn = await aCustomer(service, { kind: 'walkIn' });
    await expect(pay(walkIn, { method: 'card', amountMinor: 1 })).rejects.toEqual(
      refused('payment.walk-in-has-no-account'),
    );
    const debtor = await aDebtor();
    await onCredit(debtor);
    const [once, again] = await Promise.all(
      [1, 2].map(() => pay(debtor, { method: 'card', amountMinor: 100 }, {}, `pay/${debtor.customerId}`)),
    );
    expect(again).toEqual(once);
    expect(await owed(debtor)).toBe(GROSS - 100);
  });
});

describe('races', () => {
  test('two payments of the last amount due: together they pay it once, the rest is credit', async () => {
    for (let round = 0; round < 5; round += 1) {
      const debtor = await aDebtor();
      const sale = await onCredit(debtor);
      await Promise.all([1, 2].map(() => pay(debtor, { method: 'card', amountMinor: GROSS })));
      expect([await stateOf(sale), await openOf(sale), await creditOf(debtor)]).toEqual(['paid', 0, GROSS]);
    }
  });

  test('a payment against a cancellation: what was paid is credit, or was refunded, and nothing is owed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const debtor = await aDebtor();
      const sale = await onCredit(debtor);
      await Promise.allSettled([
        pay(debtor, { method: 'card', amountMinor: GROSS }),
        takeBack(service, sale, undefined, { refundTo: 'account' }),
      ]);
      const read = await service.call(sales.readSale, { saleId: sale.saleId });
      expect([read.state, read.openMinor]).toEqual(['cancelled', 0]);
      expect([await owed(debtor), await creditOf(debtor)]).toEqual([-GROSS, GROSS]);
    }
  });

  test('the close of a till against a sale through it: the sale is in its report, or is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const tillSessionId = await openTill(service, store, `R${round}`);
      const draft = await aDraft(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
      await begin(service, draft, undefined, undefined, {
        payments: [{ method: 'cash', amountMinor: GROSS }],
        tillSessionId,
      });
      const [sold, closed] = await Promise.allSettled([
        post(service, draft),
        service.call(sales.closeTillSession, { sessionId: tillSessionId, store, countedMinor: 0 }),
      ]);
      if (closed.status === 'rejected') throw closed.reason;
      const rungUp = sold.status === 'fulfilled' ? 1 : 0;
      expect([closed.value.figures.sales, closed.value.expectedMinor]).toEqual([rungUp, rungUp * GROSS]);
      if (sold.status === 'rejected') expect(sold.reason).toEqual(refused('till.session-closed'));
    }
  });
});

describe('what comes back', () => {
  test('goes out the way it was paid, the last payment first', async () => {
    const debtor = await aDebtor();
    const sale = await onCredit(debtor, 500);
    await pay(debtor, { method: 'card', amountMinor: 690 });
    const back = await takeBack(service, sale, undefined, { refundTo: 'original' });
    expect(back.corrections[0]).toMatchObject({
      refundMinor: GROSS,
      creditMinor: 0,
      settled: [],
      refunds: [
        { method: 'card', amountMinor: 690 },
        { method: 'cash', amountMinor: 500 },
      ],
    });
    const { items } = await service.call(sales.listPayments, { customerId: debtor.customerId });
    expect(items.map(({ kind, direction, method }) => [kind, direction, method])).toEqual([
      ['refund', 'out', 'cash'],
      ['refund', 'out', 'card'],
      ['later', 'in', 'card'],
      ['checkout', 'in', 'cash'],
    ]);
    expect(await owed(debtor)).toBe(0);
  });

  test('first lowers the debt of the sale, then other debts, then becomes credit or money', async () => {
    const debtor = await aDebtor();
    const older = await onCredit(debtor, GROSS - 90);
    const sale = await onCredit(debtor, 1000);
    const back = await takeBack(service, sale, undefined, { refundTo: 'account' });
    expect(back.corrections[0]).toMatchObject({
      refundMinor: 0,
      settled: [{ saleId: older.saleId, amountMinor: 90 }],
      creditMinor: 1000 - 90,
    });
    expect([await stateOf(older), await openOf(sale), await creditOf(debtor)]).toEqual(['paid', 0, 910]);
    const paidOut = await service.call(
      sales.payOutCredit,
      {
        paymentId: mint('payment'),
        customerId: debtor.customerId,
        store,
        payment: { method: 'transfer', amountMinor: 910 },
        reason: 'asked for it',
      },
      { actor: MANAGER },
    );
    expect(paidOut).toMatchObject({ kind: 'creditPaidOut', direction: 'out', creditMinor: 910 });
    expect(await creditOf(debtor)).toBe(0);
  });
});

describe('a payment that was entered wrongly', () => {
  const reverse = (paymentId: string, more: Partial<InputOf<typeof sales.reversePayment>> = {}) =>
    service.call(
      sales.reversePayment,
      { reversalId: mint('payment'), paymentId, store, reason: 'wrong customer', ...more },
      { actor: MANAGER },
    );

  test('is reversed once: the sale is owed again, its numbers go on, nothing is deleted', async () => {
    const debtor = await aDebtor();
    const sale = await onCredit(debtor);
    const { paymentId } = await pay(debtor, { method: 'card', amountMinor: 2000 });
    const [one, two] = await Promise.allSettled([reverse(paymentId), reverse(paymentId)]);
    const lost = [one, two].find((each) => each.status === 'rejected');
    expect(lost?.reason).toEqual(refused('payment.already-reversed'));
    expect([await stateOf(sale), await owed(debtor), await creditOf(debtor)]).toEqual(['invoiced', GROSS, 0]);
    const read = await service.call(sales.readPayment, { paymentId });
    expect(read.reversedBy).toMatch(/^pay_/);
    await pay(debtor, { method: 'card', amountMinor: GROSS });
    expect(await stateOf(sale)).toBe('paid');
  });

  test('is replaced by the means it was really paid by, also of a walk-in', async () => {
    const own = aStore();
    const walkIn = await aCustomer(service, { kind: 'walkIn' });
    const sale = await sell(service, own, walkIn.customerId, [{ quantity: 1 }]);
    const [paid] = (await service.call(sales.listPayments, { saleId: sale.saleId })).items;
    const alone = reverse(paid!.paymentId, { store: own, tillSessionId: await tillOf(service, own) });
    await expect(alone).rejects.toEqual(refused('payment.walk-in-has-no-account'));
    const done = await reverse(paid!.paymentId, {
      store: own,
      tillSessionId: await tillOf(service, own),
      replacementId: mint('payment'),
      replacement: { method: 'card', reference: 'slip 8' },
    });
    expect(done.replacement).toMatchObject({ method: 'card', amountMinor: GROSS, kind: 'later' });
    expect([await stateOf(sale), await openOf(sale)]).toEqual(['paid', 0]);
    expect(await moneyOf(own.storeId)).toMatchObject({ cash: 0, card: GROSS, receivable: 0 });
  });

  test('stays when what it paid was paid back, or its credit was used', async () => {
    const debtor = await aDebtor();
    const sale = await onCredit(debtor);
    const paid = await pay(debtor, { method: 'card', amountMinor: GROSS });
    await takeBack(service, sale, undefined, { refundTo: 'card' });
    await expect(reverse(paid.paymentId)).rejects.toEqual(refused('payment.used'));
    const credit = await pay(debtor, { method: 'card', amountMinor: 100 });
    await service.call(sales.payOutCredit, {
      paymentId: mint('payment'),
      customerId: debtor.customerId,
      store,
      payment: { method: 'card', amountMinor: 50 },
      reason: 'asked',
    });
    await expect(reverse(credit.paymentId)).rejects.toEqual(refused('payment.used'));
  });

  test('a refund is refused: it belongs to its return', async () => {
    const debtor = await aDebtor();
    const sale = await onCredit(debtor, GROSS);
    await takeBack(service, sale, undefined, { refundTo: 'card' });
    const { items } = await service.call(sales.listPayments, { customerId: debtor.customerId });
    const refund = items.find((one) => one.kind === 'refund');
    await expect(reverse(refund!.paymentId)).rejects.toEqual(refused('payment.used', { kind: 'refund' }));
  });
});

test('the debt at the moment of posting counts for a return that was begun before a payment', async () => {
  const debtor = await aDebtor();
  const sale = await onCredit(debtor);
  const begun = await beginCorrection(service, sale, undefined, { refundTo: 'card' });
  expect(begun.refundMinor).toBe(0);
  const late = await pay(debtor, { method: 'card', amountMinor: GROSS });
  expect(late).toMatchObject({ allocations: [], creditMinor: GROSS }); // the sale is being cancelled
  const posted = await service.call(
    sales.postReversal,
    { correctionId: begun.correctionId, saleId: sale.saleId },
    { sagaId: correctionSaga(sale) },
  );
  expect(posted).toMatchObject({ refundMinor: 0, creditMinor: 0, settled: [] });
});
