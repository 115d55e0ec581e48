import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, type CorrectionView, type SaleView, type StoreView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  startSales,
  aCustomer,
  aDraft,
  aStore,
  begin,
  beginCorrection,
  closing,
  correctionSaga,
  finalizeCorrection,
  post,
  rowsOf,
  sell,
  sellUnfinished,
  takeBack,
  tillOf,
  unbalanced,
  type Wanted,
  GIVEN_UP,
} from './fixtures.js';

let service: TestService;
let store: StoreView;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const aSale = async (wanted: Wanted[], paid: 'full' | number = 'full'): Promise<SaleView> =>
  sell(
    service,
    store,
    (await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } })).customerId,
    wanted,
    paid,
  );
const some = (sale: SaleView, line: number, quantity: number, disposition: 'restock' | 'writeOff' = 'restock') => ({
  saleLineId: sale.lines[line]?.saleLineId as string,
  quantity,
  disposition,
});
const balanceOf = async (sale: SaleView) =>
  (await service.call(sales.customerBalance, { customerId: sale.customer.customerId })).balances[0]?.balanceMinor;
const cogsOf = async (ref: string) =>
  (await service.call(sales.listEntries, { ref })).items[0]?.lines.find((line) => line.account === 'costOfGoodsSold');

describe('a line of bundles', () => {
  const [cup, tea] = [mint('product'), mint('product')];
  const boxes = {
    quantity: 3,
    listMinor: 1_000,
    parts: [
      {
        productId: cup,
        quantity: 2,
        batches: [
          { quantity: 5, costMinor: 500 },
          { quantity: 1, costMinor: 203 },
        ],
      },
      {
        productId: tea,
        quantity: 250,
        unit: 'kg' as const,
        quantityDecimals: 3,
        batches: [{ quantity: 750, costMinor: 100 }],
      },
    ],
  };

  test('is one line at the exact cost of its parts, and comes back part by part', async () => {
    const sale = await aSale([boxes, { quantity: 1 }]);
    const [line] = sale.lines;
    expect(line).toMatchObject({
      quantity: 3,
      netMinor: 3_000,
      costMinor: 803,
      parts: [{ productId: cup }, { productId: tea }],
    });
    expect(line!.allocations.map((one) => [one.productId, one.quantity, one.costMinor])).toEqual([
      [cup, 5, 500],
      [cup, 1, 203],
      [tea, 750, 100],
    ]);
    const once = await takeBack(service, sale, [some(sale, 0, 1)]);
    const [back] = once.corrections;
    expect(back!.lines[0]!.allocations.map((one) => [one.productId, one.quantity, one.costMinor])).toEqual([
      [cup, 1, 203],
      [cup, 1, 100],
      [tea, 250, 33],
    ]);
    expect(back).toMatchObject({ costMinor: 336, netMinor: 1_000 });
    const all = await takeBack(service, once);
    expect(all.state).toBe('cancelled');
    expect(all.corrections[1]!.costMinor).toBe(sale.costMinor - 336);
  });

  test('is not posted from other parts, or fewer of them, than it has', async () => {
    const { customerId } = await aCustomer(service);
    const draft = await aDraft(service, store, customerId, [boxes]);
    const begun = await begin(service, draft, { method: 'cash', amountMinor: 3_570, tenderedMinor: 3_570 });
    expect(begun.lines.map(({ lineId: _line, ...one }) => one)).toEqual([
      { productId: cup, quantity: 6 },
      { productId: tea, quantity: 750 },
    ]);
    const [cups, teas] = draft.allocations;
    for (const allocations of [[cups!], [teas!, cups!], [cups!, { ...teas!, productId: cup }], [cups!, teas!, teas!]])
      await expect(post(service, draft, { allocations })).rejects.toEqual(refused('order.quote-mismatch'));
    await post(service, draft);
  });

  test('of more parts than one sale takes from stock is refused before anything is held', async () => {
    const { customerId } = await aCustomer(service);
    const parts = Array.from({ length: 20 }, () => ({
      productId: mint('product'),
      quantity: 1,
      batches: [{ quantity: 1, costMinor: 1 }],
    }));
    const draft = await aDraft(
      service,
      store,
      customerId,
      Array.from({ length: 51 }, () => ({ quantity: 1, parts })),
    );
    await expect(begin(service, draft)).rejects.toEqual(refused('order.too-many-parts', { lines: 1020, limit: 1000 }));
  });
});

describe('a return at another store', () => {
  const there = (changes: Partial<StoreView> = {}): StoreView => ({
    ...store,
    storeId: mint('store'),
    code: `O${++others}`,
    name: 'Oran',
    ...changes,
  });
  let others = 0;
  const back = async (sale: SaleView, at: StoreView, changes: Parameters<typeof beginCorrection>[3] = {}) =>
    beginCorrection(service, sale, [some(sale, 0, 1)], {
      takenBackIn: at,
      tillSessionId: await tillOf(service, at),
      ...changes,
    });
  const reverse = (sale: SaleView, { correctionId }: CorrectionView) =>
    service.call(sales.postReversal, { correctionId, saleId: sale.saleId }, { sagaId: correctionSaga(sale) });

  test('is of that store: day, entry, STI, payment and till; the sale stays with the one that sold', async () => {
    const at = there({ cashRoundingMinor: 500 });
    const sale = await aSale([{ quantity: 2 }]);
    const tillSessionId = await tillOf(service, at);
    const begun = await back(sale, at);
    expect(begun).toMatchObject({ storeId: store.storeId, takenBackIn: at, through: { sessionId: tillSessionId } });
    const posted = await reverse(sale, begun);
    expect(posted).toMatchObject({ refundMinor: 1_190, refunds: [{ roundingMinor: -190 }] }); // its own smallest coin
    const { items } = await service.call(sales.listEntries, { ref: begun.correctionId });
    expect(items).toMatchObject([{ storeId: at.storeId, number: expect.stringMatching(`^${at.code}-SAL-`) }]);
    const net = (account: string): number =>
      items[0]!.lines
        .filter((one) => one.account === account)
        .reduce((sum, one) => sum + one.debitMinor - one.creditMinor, 0);
    expect(['receivable', 'inventory', 'costOfGoodsSold', 'cash', 'returns'].map(net)).toEqual([
      0, 400, -400, -1_000, 1_000,
    ]);
    const { connection } = service;
    const ofCorrection = { correctionId: begun.correctionId };
    expect(await connection.collection('stis').findOne(ofCorrection)).toMatchObject({
      storeId: at.storeId,
      tillSessionId,
    });
    expect(await connection.collection('payments').findOne(ofCorrection)).toMatchObject({
      storeId: at.storeId,
      number: expect.stringMatching(`^${at.code}-P-`),
    });
    await finalizeCorrection(service, sale.saleId, begun.correctionId);
    const after = await service.call(sales.readSale, { saleId: sale.saleId });
    expect(after).toMatchObject({ storeId: store.storeId, state: 'final', returned: [{ quantity: 1 }] });
    const rest = await takeBack(service, after, [some(after, 0, 1)]); // the rest at home
    expect(rest).toMatchObject({ state: 'cancelled' });
    expect(await balanceOf(sale)).toBe(0);
  });

  test('waits for the days of both stores: neither closes while it is under way', async () => {
    const at = there();
    const sale = await aSale([{ quantity: 1 }]);
    const begun = await back(sale, at);
    for (const one of [store, at])
      await expect(service.call(sales.closeDay, closing(one, sale.businessDay))).rejects.toEqual(
        refused('day.sales-under-way'),
      );
    await reverse(sale, begun);
    await finalizeCorrection(service, sale.saleId, begun.correctionId);
  });

  test('of two stores at once, one takes the line back', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    const outcomes = await Promise.allSettled([there(), there(), store].map((at) => back(sale, at)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  test('is refused where money would be settled in the books of the other, also when the debt comes after its begin', async () => {
    const at = there();
    const owed = await aSale([{ quantity: 2 }], 1_000);
    await expect(back(owed, at)).rejects.toEqual(refused('return.owed', { soldIn: expect.anything() }));
    const paid = await aSale([{ quantity: 1 }]);
    const foreign = there({ companyId: mint('company') });
    await expect(back(paid, foreign)).rejects.toEqual(refused('return.other-company'));
    const begun = await back(paid, at);
    await sell(service, store, paid.customer.customerId, [{ quantity: 1 }], 0);
    await expect(reverse(paid, begun)).rejects.toEqual(refused('return.owed'));
    const abandon = {
      saleId: paid.saleId,
      correctionId: begun.correctionId,
      revision: paid.revision,
      refusal: GIVEN_UP,
    };
    await service.call(sales.abandonCorrection, abandon, { sagaId: correctionSaga(paid) });
    expect(await service.call(sales.readSale, { saleId: paid.saleId })).toMatchObject({
      state: 'final',
      corrections: [],
    });
  });

  test.each([
    ['transfer', 'bankTransfer'],
    ['cheque', 'cheques'],
  ] as const)('by %s leaves the account of that store, and no till', async (refundTo, account) => {
    const at = there({ cashRoundingMinor: 500 });
    const sale = await aSale([{ quantity: 2 }]);
    const begun = await back(sale, at, { refundTo, tillSessionId: undefined });
    expect(await reverse(sale, begun)).toMatchObject({
      refundMinor: 1_190,
      refunds: [{ method: refundTo, amountMinor: 1_190, roundingMinor: 0 }],
    });
    const { items } = await service.call(sales.listEntries, { ref: begun.correctionId });
    expect(items).toMatchObject([{ storeId: at.storeId }]);
    expect(items[0]!.tillSessionId).toBeUndefined();
    const money = items[0]!.lines.filter((one) => ['bankTransfer', 'cheques', 'cash', 'card'].includes(one.account));
    expect(money).toMatchObject([{ account, debitMinor: 0, creditMinor: 1_190 }]);
    await finalizeCorrection(service, sale.saleId, begun.correctionId);
    expect(await balanceOf(sale)).toBe(0);
  });

  test('to the account leaves a credit, in the books of that store', async () => {
    const at = there();
    const sale = await aSale([{ quantity: 2 }]);
    const begun = await back(sale, at, { refundTo: 'account', tillSessionId: undefined });
    expect(await reverse(sale, begun)).toMatchObject({ refundMinor: 0, creditMinor: 1_190 });
    await finalizeCorrection(service, sale.saleId, begun.correctionId);
    expect(await balanceOf(sale)).toBe(-1_190);
  });
});

describe('a return', () => {
  test('takes back from the batches sold last, at their exact cost; reverses revenue, tax and cost; refunds', async () => {
    const sale = await aSale([
      {
        quantity: 5,
        listMinor: 999,
        batches: [
          { quantity: 2, costMinor: 801 },
          { quantity: 3, costMinor: 1_350 },
        ],
      },
    ]);
    const [older, newer] = sale.lines[0]?.allocations ?? [];
    const begun = await beginCorrection(service, sale, [some(sale, 0, 4)]);
    expect(begun).toMatchObject({
      kind: 'return',
      state: 'begun',
      netMinor: 3996,
      costMinor: 3 * 450 + 400,
      refundMinor: begun.grossMinor,
    });
    expect(begun.lines[0]?.allocations).toEqual([
      { ...newer, quantity: 3 },
      { ...older, quantity: 1, costMinor: 400 },
    ]);
    expect(await service.call(sales.readSale, { saleId: sale.saleId })).toMatchObject({
      state: 'correcting',
      revision: 1,
      returned: [],
    });
    const posted = await service.call(
      sales.postReversal,
      { correctionId: begun.correctionId, saleId: sale.saleId },
      { sagaId: correctionSaga(sale) },
    );
    expect(posted).toMatchObject({ state: 'posted', businessDay: sale.businessDay });
    expect(await cogsOf(begun.correctionId)).toMatchObject({ creditMinor: 1750, debitMinor: 0 });
    expect(await finalizeCorrection(service, sale.saleId, begun.correctionId)).toMatchObject({ state: 'final' });
    const after = await service.call(sales.readSale, { saleId: sale.saleId });
    expect(after).toMatchObject({
      state: 'final',
      revision: 2,
      returned: [{ quantity: 4 }],
      corrections: [{ state: 'final', creditNoteNumber: 'ALG1-C-2026-000001' }],
    });
    expect(after.lines).toEqual(sale.lines);
    expect(await balanceOf(sale)).toBe(0);
  });

  test('in parts adds up to the sale to the cent, and the last one cancels sale and order', async () => {
    const start = await aSale([
      {
        quantity: 3,
        listMinor: 1001,
        taxRateBps: 777,
        batches: [
          { quantity: 1, costMinor: 10 },
          { quantity: 2, costMinor: 27 },
        ],
      },
      { quantity: 1 },
    ]);
    let sale = start;
    for (const lines of [[some(start, 0, 1)], [some(start, 0, 1, 'writeOff'), some(start, 1, 1)], undefined])
      sale = await takeBack(service, sale, lines);
    expect(sale).toMatchObject({ state: 'cancelled', revision: 4 });
    expect(await service.call(sales.readOrder, { orderId: sale.orderId })).toMatchObject({
      state: 'cancelled',
      cancelled: { reason: 'does not work' },
    });
    for (const field of ['netMinor', 'taxMinor', 'grossMinor', 'costMinor'] as const) {
      expect([field, sale.corrections.reduce((total, one) => total + one[field], 0)]).toEqual([field, start[field]]);
      const stis = await service.connection.collection('stis').find({ saleId: sale.saleId }).toArray();
      expect([field, stis.reduce((total, sti) => total + (sti[field] as number), 0)]).toEqual([field, 0]);
    }
    expect(sale.corrections.map((one) => one.kind)).toEqual(['return', 'return', 'cancellation']);
    expect(sale.corrections.reduce((total, one) => total + one.refundMinor, 0)).toBe(start.grossMinor);
    await expect(beginCorrection(service, sale)).rejects.toEqual(refused('sale.state', { state: 'cancelled' }));
  });

  test('settles what is owed first, then pays out; on account it pays nothing out', async () => {
    const unpaid = await aSale([{ quantity: 2 }], 1000);
    expect(await balanceOf(unpaid)).toBe(1380);
    const after = await takeBack(service, unpaid, [some(unpaid, 0, 1)]);
    expect(after.corrections[0]).toMatchObject({ grossMinor: 1190, refundMinor: 0 });
    expect(await balanceOf(unpaid)).toBe(190);
    const last = await takeBack(service, after, undefined, { refundTo: 'card' });
    expect(last.corrections[1]).toMatchObject({ grossMinor: 1190, refundMinor: 1000 });
    expect(await balanceOf(unpaid)).toBe(0);
    const paid = await aSale([{ quantity: 1 }]);
    await takeBack(service, paid, undefined, { refundTo: 'account' });
    expect(await balanceOf(paid)).toBe(-1190);
  });

  test('of a walk-in is paid out in the means it was paid, when the account is asked for', async () => {
    const { customerId } = await aCustomer(service, { kind: 'walkIn', name: 'Passage' });
    const sale = await sell(service, store, customerId, [{ quantity: 2 }]);
    const after = await takeBack(service, sale, [some(sale, 0, 1)], { refundTo: 'account' });
    expect(after.corrections[0]).toMatchObject({ refundMinor: 1190, refunds: [{ method: 'cash', amountMinor: 1190 }] });
    const last = await takeBack(service, after, undefined, { refundTo: 'account' });
    expect(last).toMatchObject({
      state: 'cancelled',
      corrections: [{}, { refundMinor: 1190, refunds: [{ method: 'cash' }] }],
    });
    expect(await balanceOf(sale)).toBe(0);
  });

  test('the debt at the moment of posting counts: two returns at once settle it once, ten times', async () => {
    for (let round = 0; round < 10; round += 1) {
      const customer = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
      // in two stores, so that only the customer is common to both
      const of = (at: StoreView, paid: 'full' | 0) => sell(service, at, customer.customerId, [{ quantity: 1 }], paid);
      const paid = [await of(store, 'full'), await of(aStore(), 'full')];
      const begun: CorrectionView[] = [];
      for (const sale of paid) begun.push(await beginCorrection(service, sale));
      expect(begun.map((one) => one.refundMinor)).toEqual([1190, 1190]);
      await of(store, 0);
      const posted = await Promise.all(
        paid.map((sale, index) =>
          service.call(
            sales.postReversal,
            { correctionId: begun[index]!.correctionId, saleId: sale.saleId },
            { sagaId: correctionSaga(sale) },
          ),
        ),
      );
      expect([round, posted.map((one) => one.refundMinor).toSorted((a, b) => a - b)]).toEqual([round, [0, 1190]]);
      const { balances } = await service.call(sales.customerBalance, { customerId: customer.customerId });
      expect([round, balances[0]?.balanceMinor]).toEqual([round, 0]);
    }
  });

  test('lines named twice count together; more than is left, or a line of another sale, is refused and nothing is written', async () => {
    const sale = await takeBack(service, await aSale([{ quantity: 3 }]), undefined).catch(() => undefined);
    expect(sale?.state).toBe('cancelled');
    const other = await aSale([{ quantity: 3 }]);
    const before = await rowsOf(service);
    await expect(beginCorrection(service, other, [some(other, 0, 2), some(other, 0, 2, 'writeOff')])).rejects.toEqual(
      refused('return.too-much', { lines: [expect.objectContaining({ sold: 3, returned: 0, asked: 4 })] }),
    );
    await expect(
      beginCorrection(service, other, [{ saleLineId: mint('line'), quantity: 1, disposition: 'restock' }]),
    ).rejects.toEqual(refused('return.line-unknown'));
    await expect(beginCorrection(service, other, [some(other, 0, 1)], { kind: 'cancellation' })).rejects.toEqual(
      refused('message.invalid'),
    );
    await expect(beginCorrection(service, other, undefined, { revision: 2 })).rejects.toEqual(
      refused('sale.changed', { revision: 1 }),
    );
    await expect(beginCorrection(service, { ...other, saleId: mint('sale') })).rejects.toEqual(refused('sale.unknown'));
    expect(await rowsOf(service)).toEqual(before);
    const rest = await takeBack(service, other, [some(other, 0, 2)]);
    await expect(beginCorrection(service, rest, [some(rest, 0, 2)])).rejects.toEqual(
      refused('return.too-much', { lines: [expect.objectContaining({ returned: 2, asked: 2 })] }),
    );
  });

  test('a sale that is posting cannot be corrected yet', async () => {
    const saleId = await sellUnfinished(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const sale = await service.call(sales.readSale, { saleId });
    await expect(beginCorrection(service, sale)).rejects.toEqual(refused('sale.state', { state: 'posting' }));
  });
});

describe('races', () => {
  test('20 returns of the last unit: one', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => beginCorrection(service, sale, [some(sale, 0, 1)])),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toEqual(refused('sale.state', { state: 'correcting' }));
    expect(await service.connection.collection('corrections').countDocuments({ saleId: sale.saleId })).toBe(1);
  });

  test('two ways back for one unit, start to end: one credit, one STI', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    const results = await Promise.allSettled([takeBack(service, sale, [some(sale, 0, 1)]), takeBack(service, sale)]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await service.connection.collection('stis').countDocuments({ saleId: sale.saleId, kind: 'reversal' })).toBe(
      1,
    );
  });

  test('20 postings of one reversal: one', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    const { correctionId } = await beginCorrection(service, sale);
    const post = () =>
      service.call(sales.postReversal, { correctionId, saleId: sale.saleId }, { sagaId: correctionSaga(sale) });
    const results = await Promise.allSettled(Array.from({ length: 20 }, post));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await service.call(sales.listEntries, { ref: correctionId })).items).toHaveLength(1);
    await expect(
      service.call(
        sales.abandonCorrection,
        { correctionId, saleId: sale.saleId, revision: 1, refusal: GIVEN_UP },
        { sagaId: correctionSaga(sale) },
      ),
    ).rejects.toEqual(refused('correction.state', { state: 'posted' }));
  });
});

describe('the undo', () => {
  const abandon = (sale: SaleView, correctionId: string) =>
    service.call(
      sales.abandonCorrection,
      { correctionId, saleId: sale.saleId, revision: sale.revision, refusal: GIVEN_UP },
      { sagaId: correctionSaga(sale) },
    );

  test('unlocks the sale under a new revision; nothing of it counts', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    const { correctionId } = await beginCorrection(service, sale);
    expect(await abandon(sale, correctionId)).toEqual({ abandoned: true });
    expect(await abandon(sale, correctionId)).toEqual({ abandoned: false });
    const after = await service.call(sales.readSale, { saleId: sale.saleId });
    expect(after).toMatchObject({ state: 'final', revision: 2, returned: [], corrections: [] });
    await expect(
      service.call(sales.postReversal, { correctionId, saleId: sale.saleId }, { sagaId: correctionSaga(sale) }),
    ).rejects.toEqual(refused('correction.state', { state: 'abandoned' }));
    expect((await takeBack(service, after)).state).toBe('cancelled');
  });

  test('before the step leaves a tombstone: the late begin is refused, another one is not', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    const correctionId = mint('correction');
    expect(await abandon(sale, correctionId)).toEqual({ abandoned: false });
    await expect(beginCorrection(service, sale, undefined, { correctionId })).rejects.toEqual(
      refused('correction.state', { state: 'abandoned' }),
    );
    const now = await service.call(sales.readSale, { saleId: sale.saleId });
    expect(now).toEqual(sale);
    expect((await takeBack(service, now)).state).toBe('cancelled');
  });

  test('does not unlock a sale that another correction holds', async () => {
    const sale = await aSale([{ quantity: 1 }]);
    await beginCorrection(service, sale);
    expect(await abandon(sale, mint('correction'))).toEqual({ abandoned: false });
    expect(await service.call(sales.readSale, { saleId: sale.saleId })).toMatchObject({
      state: 'correcting',
      revision: 1,
    });
  });
});

describe('the same command again', () => {
  test('gets the stored reply and writes nothing more', async () => {
    const sale = await aSale([{ quantity: 2 }]);
    const correctionId = mint('correction');
    const first = await beginCorrection(service, sale, [some(sale, 0, 1)], { correctionId, commandId: 'once/begin' });
    const rows = await rowsOf(service);
    expect(await beginCorrection(service, sale, [some(sale, 0, 1)], { correctionId, commandId: 'once/begin' })).toEqual(
      first,
    );
    expect(await rowsOf(service)).toEqual(rows);
    const post = () =>
      service.call(
        sales.postReversal,
        { correctionId, saleId: sale.saleId },
        { sagaId: correctionSaga(sale), commandId: 'once/post' },
      );
    const posted = await post();
    const after = await rowsOf(service);
    expect(await post()).toEqual(posted);
    expect(await rowsOf(service)).toEqual(after);
    await expect(finalizeCorrection(service, sale.saleId, mint('correction'))).rejects.toEqual(
      refused('correction.unknown'),
    );
    const note = { correctionId, saleId: sale.saleId, creditNoteId: mint('invoice'), creditNoteNumber: 'C-1' };
    expect(await service.call(sales.finalizeCorrection, note, { sagaId: correctionSaga(sale) })).toMatchObject({
      state: 'final',
    });
    expect(await service.call(sales.finalizeCorrection, note, { sagaId: correctionSaga(sale) })).toMatchObject({
      state: 'final',
    });
    await expect(
      service.call(sales.finalizeCorrection, { ...note, creditNoteId: mint('invoice') }, { sagaId: 'x' }),
    ).rejects.toEqual(refused('correction.state', { state: 'final' }));
  });
});
