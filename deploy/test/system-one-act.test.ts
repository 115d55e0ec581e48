import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ArmedFault } from '@comptoir/kit';
import { startFaultySystem, type FaultySystem } from './system/faulty-system.js';
import { cash, draft, openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './system/store-fixture.js';
import { eventually, type TestSystem } from './system/system.js';

let system: TestSystem;
let fixture: StoreFixture;
let faulty: FaultySystem;
beforeAll(async () => {
  faulty = await startFaultySystem();
  ({ system, fixture } = faulty);
}, 120_000);
afterAll(async () => {
  await faulty?.close();
}, 30_000);

const reused = { status: 409, body: { code: 'command.reused' } };

describe('one key is one act', () => {
  test('a return asked again after the sale was read anew is paid out once', async () => {
    const productId = await stockUp(fixture, [[5, 4_000]]);
    const sale = await sell(fixture, [{ productId, quantity: 5 }]);
    const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }];
    const ask = (revision: number) =>
      system.manager.ask(
        'POST',
        `/sales/${sale.saleId}/returns`,
        { revision, reason: 'broken', refundTo: 'cash', tillSessionId: fixture.tillSessionId, lines },
        'one-return',
      );
    const first = await eventually(async () => {
      const answer = await ask(1);
      expect(answer.status).toBe(200);
      return answer;
    });
    expect(await ask(2)).toMatchObject(reused);
    expect(await ask(3)).toMatchObject(reused);
    expect((await ask(1)).body.correction).toEqual(first.body.correction);
    const after = await system.manager.get(`/sales/${sale.saleId}`);
    expect(after.corrections).toHaveLength(1);
    expect((await stockOf(fixture, productId)).available).toBe(1);
  });

  test('it sells one order and cancels one', async () => {
    const productId = await stockUp(fixture, [[5, 4_000]]);
    const [one, two] = [
      await draft(fixture, [{ productId, quantity: 1 }]),
      await draft(fixture, [{ productId, quantity: 1 }]),
    ];
    const checkout = (order: { orderId: string; revision: number }) =>
      system.cashier.ask(
        'POST',
        `/orders/${order.orderId}/checkout`,
        { revision: order.revision, payment: cash(10_000), tillSessionId: fixture.tillSessionId },
        'one-checkout',
      );
    expect((await checkout(one)).status).toBe(200);
    expect(await checkout(two)).toMatchObject({
      ...reused,
      body: { detail: expect.stringContaining(`POST /api/v1/orders/${one.orderId}/checkout`) },
    });
    expect((await system.cashier.get(`/orders/${two.orderId}`)).state).toBe('draft');
    const cancel = (orderId: string) =>
      system.cashier.ask('POST', `/orders/${orderId}/cancel`, { reason: 'left' }, 'one-cancel');
    const three = await draft(fixture, [{ productId, quantity: 1 }]);
    expect((await cancel(two.orderId)).status).toBe(200);
    expect(await cancel(three.orderId)).toMatchObject(reused);
    expect((await system.cashier.get(`/orders/${three.orderId}`)).state).toBe('draft');
    expect(
      await system.cashier.ask('POST', '/customers', { kind: 'walkIn', name: 'Passage' }, 'one-cancel'),
    ).toMatchObject(reused);
  });

  test('the key of one person is not that of another', async () => {
    const productId = await stockUp(fixture, [[5, 4_000]]);
    const [one, two] = [
      await draft(fixture, [{ productId, quantity: 1 }]),
      await draft(fixture, [{ productId, quantity: 1 }]),
    ];
    const cancel = (as: 'cashier' | 'manager', orderId: string) =>
      system[as].ask('POST', `/orders/${orderId}/cancel`, { reason: 'left' }, 'shared-key');
    expect((await cancel('cashier', one.orderId)).status).toBe(200);
    expect((await cancel('manager', two.orderId)).status).toBe(200);
  });
});

test('a refusal for stock names every product that is short, with what is left', async () => {
  const [gone, short, enough] = [
    await stockUp(fixture, [[1, 4_000]]),
    await stockUp(fixture, [[2, 4_000]]),
    await stockUp(fixture, [[9, 4_000]]),
  ];
  const lines = [gone, short, enough].map((productId) => ({ productId, quantity: 3 }));
  const ask = async (key: string) => {
    const { orderId, revision } = await draft(fixture, lines);
    return system.cashier.ask(
      'POST',
      `/orders/${orderId}/checkout`,
      { revision, payment: cash(90_000), tillSessionId: fixture.tillSessionId },
      key,
    );
  };
  const shortages = [
    { productId: gone, asked: 3, available: 1 },
    { productId: short, asked: 3, available: 2 },
  ];
  expect(await ask('short-of-two')).toMatchObject({
    status: 409,
    body: { details: { shortages: expect.arrayContaining(shortages) } },
  });
  await sell(fixture, [{ productId: gone, quantity: 1 }]);
  const known = [{ ...shortages[0], available: 0 }, shortages[1]];
  await eventually(async () => {
    const answer = await ask(`sold-out-${performance.now()}`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'stock.insufficient' } });
    expect(answer.body.details.shortages).toHaveLength(2);
    expect(answer.body.details.shortages).toEqual(expect.arrayContaining(known));
  });
});

describe('an approval covers the debt that the manager saw', () => {
  const PRICE = 11_900; // 10,000 and 19 % tax
  const customerWith = async (limitMinor: number): Promise<string> => {
    const creditLimit = { minor: limitMinor, currency: 'DZD' };
    const body = { kind: 'person', name: 'Client à crédit', creditLimit };
    return (await system.manager.post('/customers', body)).customerId;
  };
  const onCredit = (customerId: string, productId: string) =>
    draft(fixture, [{ productId, quantity: 1 }], { customerId });
  const checkout = (order: { orderId: string; revision: number }) =>
    system.cashier.ask(
      'POST',
      `/orders/${order.orderId}/checkout`,
      { revision: order.revision },
      `credit-${order.orderId}`,
    );
  const approve = (orderId: string, round: number) =>
    system.manager.ask('POST', `/orders/${orderId}/approve`, {}, `approve-${orderId}-${round}`);
  const stateOf = async (orderId: string) => (await system.manager.get(`/orders/${orderId}`)).state;

  test('six tills at once: as many sell as the limit allows, the others wait for a manager', async () => {
    const productId = await stockUp(fixture, [[10, 4_000]]);
    const customerId = await customerWith(3 * PRICE);
    const orders: any[] = [];
    for (let till = 0; till < 6; till += 1) orders.push(await onCredit(customerId, productId));
    const answers = await Promise.all(orders.map(checkout));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 202, 202, 202]);
    for (const { status, body } of answers) if (status === 202) expect(body.stage).toBe('waitingForApproval');
    const { balances } = await system.manager.get(`/customers/${customerId}/balance`);
    expect(balances).toEqual([{ currency: 'DZD', balanceMinor: 3 * PRICE }]);
  });

  test('a debt that has grown since is asked again, and sold when that is approved', async () => {
    const productId = await stockUp(fixture, [[10, 4_000]]);
    const customerId = await customerWith(0);
    const [one, two] = [await onCredit(customerId, productId), await onCredit(customerId, productId)];
    for (const order of [one, two])
      expect(await checkout(order)).toMatchObject({ status: 202, body: { stage: 'waitingForApproval' } });
    await eventually(async () => {
      await approve(one.orderId, 1);
      expect(await stateOf(one.orderId)).toBe('invoiced');
    });
    expect(await approve(two.orderId, 1)).toMatchObject({ status: 202, body: { stage: 'waitingForApproval' } });
    const waiting = await system.manager.get(`/orders/${two.orderId}`);
    expect(waiting).toMatchObject({
      state: 'pendingApproval',
      approval: { reasons: [{ code: 'credit.over-limit', owedMinor: 2 * PRICE }] },
    });
    await eventually(async () => {
      await approve(two.orderId, 2);
      expect(await stateOf(two.orderId)).toBe('invoiced');
    });
  });
});

describe('the close of a day that takes longer than a request waits', () => {
  test.each(['arrived', 'committed'] as const)(
    'held where it has %s: answered as under way, and asked again with its key as done, once',
    async (point) => {
      const { storeId } = await openStoreFixture(system);
      const day = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10); // Africa/Algiers is UTC+1
      const close = () => system.manager.ask('POST', `/stores/${storeId}/days/${day}/close`, {}, `close-${point}`);
      const closedDays = async () => (await system.manager.get(`/stores/${storeId}/days`)).items;
      const held = { id: `close-${point}`, subject: 'sales.closeDay', point, action: 'hold', times: 1_000 } as const;
      await faulty.arm('sales', [held]);
      const watch = `/api/v1/stores/${storeId}/days`;
      const underWay = { status: 202, body: { status: 'underWay', watch } };
      expect(await close()).toEqual(underWay);
      expect(await closedDays()).toHaveLength(point === 'arrived' ? 0 : 1);
      await faulty.arm('sales', []);
      const closed = await eventually(async () => {
        const answer = await close();
        expect(answer.status).toBe(201);
        return answer;
      }, 60_000);
      expect(closed.body).toMatchObject({ storeId, businessDay: day, sequence: 1 });
      expect(await close()).toEqual(closed);
      expect(await closedDays()).toEqual([closed.body]);
    },
  );
});

test('a refused return is answered with the reason it was undone for, though its workflow task ran twice', async () => {
  const patient = await startFaultySystem({ COMPTOIR_ANSWER_WITHIN_MS: '30000' }); // a lost task runs again after ten seconds
  try {
    const { system, fixture, arm } = patient;
    const productId = await stockUp(fixture, [[5, 4_000]], { warrantyMonths: 12 });
    const sale = await sell(fixture, [{ productId, quantity: 1 }]);
    const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }];
    const body = {
      revision: sale.revision,
      reason: 'broken',
      refundTo: 'cash',
      tillSessionId: fixture.tillSessionId,
      lines,
    };
    await arm('warranty', [{ id: 'no', subject: 'warranty.voidGuarantees', point: 'arrived', action: 'refuse' }]);
    await arm('sales', [{ id: 'undone', subject: 'sales.abandonCorrection', point: 'committed', action: 'hold' }]);
    const answer = system.manager.ask('POST', `/sales/${sale.saleId}/returns`, body, 'one-refused-return');
    const corrections = system.mongo.db('comptoir_sales').collection('corrections');
    const abandoned = { saleId: sale.saleId, state: 'abandoned' };
    await eventually(async () => expect(await corrections.countDocuments(abandoned)).toBe(1));
    process.kill(await system.pid('worker'), 'SIGKILL'); // everything is undone, and nothing of it in the history
    await arm('sales', []);
    expect(await answer).toMatchObject({ status: 409, body: { code: 'fault.on-purpose' } });
  } finally {
    await patient.close();
  }
}, 120_000);

describe('a return at another store', () => {
  let there: StoreFixture;
  beforeAll(async () => {
    const { companyId } = await system.manager.get(`/stores/${fixture.storeId}`);
    there = await openStoreFixture(system, { companyId, legal: undefined, name: 'The other store' });
  }, 60_000);

  /** Takes one of a warranted line back there, with a fault armed; answers what became of it. */
  const takeBack = async (fault: Omit<ArmedFault, 'id'>) => {
    const productId = await stockUp(fixture, [[1, 4_000]], { warrantyMonths: 12 });
    const sale = await sell(fixture, [{ productId, quantity: 1 }]);
    const service = fault.subject.split('.')[0]!;
    await faulty.arm(service, [{ id: `elsewhere-${sale.saleId}`, ...fault }]);
    const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }];
    const body = { revision: sale.revision, reason: 'fault', refundTo: 'card', storeId: there.storeId, lines };
    const ask = () => system.manager.ask('POST', `/sales/${sale.saleId}/returns`, body, `elsewhere-${sale.saleId}`);
    const answer = await eventually(async () => {
      const { status, body: given } = await ask();
      expect([200, 409]).toContain(status);
      return { status, code: given.code };
    }, 60_000);
    await faulty.arm(service, []);
    const units = [(await stockOf(fixture, productId)).available];
    units.push(
      (await system.manager.get(`/stock?storeId=${there.storeId}&productId=${productId}`)).items[0]?.available ?? 0,
    );
    const { state, corrections } = await system.manager.get(`/sales/${sale.saleId}`);
    const ref = corrections[0]?.correctionId;
    const entries = ref ? (await system.accountant.get(`/ledger/entries?ref=${ref}`)).items : [];
    return { answer, units, state, stores: entries.map((one: any) => one.storeId) };
  };

  test.each(['sales.beginCorrection', 'warranty.voidGuarantees', 'sales.postReversal'])(
    'is refused at %s: both stores are as they were',
    async (subject) =>
      expect(await takeBack({ subject, point: 'arrived', action: 'refuse', times: 1 })).toEqual({
        answer: { status: 409, code: 'fault.on-purpose' },
        units: [0, 0],
        state: 'final',
        stores: [],
      }),
    90_000,
  );

  test.each([
    'sales.beginCorrection',
    'warranty.voidGuarantees',
    'sales.postReversal',
    'inventory.returnStock',
    'invoicing.issueCreditNote',
    'sales.finalizeCorrection',
  ])(
    'loses the answer of %s: it is done once, in that store alone',
    async (subject) =>
      expect(await takeBack({ subject, point: 'committed', action: 'throw', times: 1 })).toEqual({
        answer: { status: 200 },
        units: [0, 1],
        state: 'cancelled',
        stores: [there.storeId],
      }),
    90_000,
  );
});

test('a gateway that is stopped answers what it has begun', async () => {
  const productId = await stockUp(fixture, [[5, 4_000]]);
  const orders: any[] = [];
  for (let number = 0; number < 4; number += 1) orders.push(await draft(fixture, [{ productId, quantity: 1 }]));
  await faulty.arm('sales', [
    { id: 'late', subject: 'sales.postSale', point: 'arrived', action: 'delay', ms: 2_000, times: 4 },
  ]);
  const token = await system.token('cashier');
  const pid = await system.pid('gateway');
  const answers = orders.map(({ orderId, revision }) =>
    fetch(`${system.shop.url}/api/v1/orders/${orderId}/checkout`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `drain-${orderId}`,
      },
      body: JSON.stringify({ revision, payment: cash(10_000), tillSessionId: fixture.tillSessionId }),
    }),
  );
  await eventually(async () => {
    for (const { orderId } of orders)
      expect((await system.manager.get(`/orders/${orderId}`)).state).toBe('checkingOut');
  });
  process.kill(pid, 'SIGTERM');
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await faulty.arm('sales', []);
  await eventually(async () => expect((await system.manager.ask('GET', '/health')).status).toBe(200), 30_000);
});
