import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nextDay, previousDay, sales, type InputOf, type SaleView, type StoreView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  begin,
  finalize,
  grossOf,
  post,
  sell,
  sellUnfinished,
  startSales,
  takeBack,
  type Wanted,
} from './fixtures.js';

type Filters = InputOf<typeof sales.listSales>;

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

/** Every sale of a list, page by page. */
async function found(filters: Filters, limit = 2): Promise<SaleView[]> {
  const items: SaleView[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await service.call(sales.listSales, { ...filters, limit, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

const idsOf = (some: readonly { saleId: string }[]): string[] => some.map((sale) => sale.saleId);

/** The same day of the year before; the last of February where that year has none. */
function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith('02-29') ? `${before.slice(0, 8)}28` : before;
}

/** Puts a sale on another day, as if it had been sold then. */
async function moveTo(businessDay: string, saleId: string): Promise<void> {
  for (const name of ['sales', 'saleProgress'])
    await service.connection.collection<{ _id: string }>(name).updateOne({ _id: saleId }, { $set: { businessDay } });
}

/** A sale with a document number of its own and a seller. */
async function sold(
  store: StoreView,
  customerId: string,
  wanted: Wanted,
  number: string,
  seller: string,
): Promise<SaleView> {
  const draft = await aDraft(service, store, customerId, [wanted]);
  await begin(service, draft, { method: 'cash', amountMinor: grossOf([wanted]) });
  const { saleId } = await post(service, draft, { actor: { id: seller, role: 'cashier' } });
  await finalize(service, saleId, number);
  return service.call(sales.readSale, { saleId });
}

describe('sales are found', () => {
  const [productId, otherProduct] = [mint('product'), mint('product')];
  let store: StoreView;
  let customerId: string;
  let today: string;
  /** Oldest first: three of today, of which the last is cancelled; one of yesterday, one of long ago. */
  let all: SaleView[];

  beforeAll(async () => {
    store = aStore({ code: 'QA7' }, 400);
    ({ customerId } = await aCustomer(service));
    const small = { quantity: 1, productId };
    const big = { quantity: 3, productId: otherProduct };
    const first = await sold(store, customerId, small, 'QA7-B-2025-000001', 'usr_amel');
    const second = await sold(store, customerId, big, 'QA7-B-2026-000001', 'usr_amel');
    const third = await sold(store, customerId, small, 'QA7-B-2026-000002', 'usr_said');
    const fourth = await sold(store, customerId, big, 'QA7-F-2026-000001', 'usr_said');
    const fifth = await takeBack(service, await sold(store, customerId, small, 'QA7-F-2026-000002', 'usr_amel'));
    today = fifth.businessDay;
    await moveTo(yearBefore(previousDay(today)), first.saleId);
    await moveTo(previousDay(today), second.saleId);
    all = await Promise.all(
      [first, second, third, fourth, fifth].map(({ saleId }) => service.call(sales.readSale, { saleId })),
    );
    await sell(service, aStore(), customerId, [{ quantity: 1, productId }]);
  });

  const of = (...places: number[]): string[] => places.map((place) => (all[place] as SaleView).saleId);
  const ofStore = (filters: Filters, limit?: number) => found({ storeId: store.storeId, ...filters }, limit);

  test('by the number of their document, whole or how it begins, whatever the case', async () => {
    expect(idsOf(await found({ number: 'QA7-F-2026-000001' }))).toEqual(of(3));
    expect(idsOf(await found({ number: ' qa7-f-2026' }))).toEqual(of(4, 3));
    expect(idsOf(await found({ number: 'QA7' }))).toEqual(of(4, 3, 2, 1, 0));
    expect(idsOf(await found({ number: 'QA7-B', soldBy: 'usr_amel' }))).toEqual(of(1, 0));
    expect(idsOf(await found({ number: 'QA7-F', state: 'cancelled' }))).toEqual(of(4));
    expect(idsOf(await found({ number: 'QA7', from: previousDay(today), to: previousDay(today) }))).toEqual(of(1));
    expect(await found({ number: 'QA7-X' })).toEqual([]);
    expect(await found({ number: 'QA7', storeId: mint('store') })).toEqual([]);
  });

  test('by product and customer', async () => {
    expect(idsOf(await ofStore({ productId }))).toEqual(of(4, 2, 0));
    expect(idsOf(await ofStore({ productId: otherProduct, customerId }))).toEqual(of(3, 1));
    expect(idsOf(await found({ productId, customerId }))).toHaveLength(4);
    expect(await ofStore({ productId, customerId: mint('customer') })).toEqual([]);
  });

  test('within days: a page is shorter than a year of days, the list is whole', async () => {
    const year = { from: yearBefore(yearBefore(today)), to: nextDay(today) };
    expect(idsOf(await ofStore(year))).toEqual(of(4, 3, 2, 1, 0));
    expect(idsOf(await ofStore(year, 200))).toEqual(of(4, 3, 2, 1, 0));
    expect(idsOf(await ofStore({ from: previousDay(today), to: previousDay(today) }))).toEqual(of(1));
    expect(idsOf(await ofStore({ ...year, to: previousDay(today) }))).toEqual(of(1, 0));
  });

  test('by person, state and amount, within days', async () => {
    const days = { from: previousDay(today), to: today };
    expect(idsOf(await ofStore({ ...days, soldBy: 'usr_said' }))).toEqual(of(3, 2));
    expect(idsOf(await ofStore({ ...days, state: 'final' }))).toEqual(of(3, 2, 1));
    expect(idsOf(await ofStore({ ...days, state: 'final', soldBy: 'usr_amel' }))).toEqual(of(1));
    expect(idsOf(await ofStore({ ...days, state: 'cancelled' }))).toEqual(of(4));
    expect(idsOf(await ofStore({ ...days, minGrossMinor: 1_191 }))).toEqual(of(3, 1));
    expect(idsOf(await ofStore({ ...days, maxGrossMinor: 1_190 }))).toEqual(of(4, 2));
    expect(idsOf(await ofStore({ ...days, minGrossMinor: 1_190, maxGrossMinor: 3_570, productId }))).toEqual(of(4, 2));
    const everywhere = await found({ ...days, state: 'cancelled' }, 50);
    expect(idsOf(everywhere)).toEqual(of(4));
  });

  test('a sale under way is found by its state', async () => {
    const saleId = await sellUnfinished(service, store, customerId, [{ quantity: 1 }]);
    expect(idsOf(await ofStore({ from: today, to: today, state: 'posting' }))).toEqual([saleId]);
    await finalize(service, saleId, 'ZZ9-B-2026-000001');
    expect(await ofStore({ from: today, to: today, state: 'posting' })).toEqual([]);
  });

  test.each<[Filters, string]>([
    [{ soldBy: 'usr_amel' }, 'soldBy can be looked for within days only'],
    [{ state: 'cancelled' }, 'state can be looked for within days only'],
    [{ minGrossMinor: 1, maxGrossMinor: 2 }, 'minGrossMinor and maxGrossMinor can be looked for within days only'],
    [{ from: '2026-01-01' }, 'name both from and to'],
    [{ from: '2026-01-02', to: '2026-01-01' }, 'must not be before from'],
    [{ number: 'a b' }, 'must be a document number'],
    [{ number: 'QA7~' }, 'must be a document number'],
  ])('%o is refused with a sentence', async (filters, sentence) => {
    await expect(service.call(sales.listSales, filters)).rejects.toMatchObject({
      code: 'message.invalid',
      message: expect.stringContaining(sentence),
    });
  });

  test('journal entries by kind, account, customer and day', async () => {
    const days = { from: previousDay(today), to: today };
    const refsOf = async (filters: InputOf<typeof sales.listEntries>): Promise<string[]> =>
      (await service.call(sales.listEntries, { storeId: store.storeId, ...filters })).items.map((entry) => entry.ref);
    const corrections = all.flatMap((sale) => sale.corrections.map((one) => one.correctionId));
    expect(await refsOf({ ...days, kind: 'correction' })).toEqual(corrections);
    expect(await refsOf({ customerId, kind: 'correction' })).toEqual(corrections);
    expect(await refsOf({ ...days, kind: 'sale', account: 'cash' })).toHaveLength(
      (await refsOf({ ...days, kind: 'sale' })).length,
    );
    expect(await refsOf({ ...days, account: 'shrinkage' })).toEqual([]);
    expect(await refsOf({ from: nextDay(today), to: nextDay(today) })).toEqual([]);
    await expect(refsOf({ kind: 'sale' })).rejects.toMatchObject({
      code: 'message.invalid',
      message: expect.stringContaining('kind can be looked for within days only'),
    });
  });

  test.each<[string, string, readonly string[]]>([
    ['a product', 'sales', ['lines.productId']],
    ['a customer', 'sales', ['customer.customerId']],
    ['a day of a store', 'sales', ['businessDay', 'storeId']],
    ['a day', 'saleProgress', ['businessDay']],
    ['a number', 'saleProgress', ['invoiceNumber']],
    ['a day of the journal', 'entries', ['dayKey']],
  ])('%s has an index of its own', async (_what, collection, fields) => {
    const indexes = await service.connection.collection(collection).indexes();
    const leading = indexes.map(({ key }) => Object.keys(key).slice(0, fields.length));
    expect(leading).toContainEqual(fields);
  });

  test('a number that too many documents begin with is refused', async () => {
    const rows = Array.from({ length: 201 }, () => ({ _id: mint('sale'), invoiceNumber: 'MANY-B-2026-000001' }));
    const progress = service.connection.collection<{ _id: string }>('saleProgress');
    await progress.insertMany(rows);
    await expect(found({ number: 'MANY' })).rejects.toMatchObject({ code: 'search.too-wide', details: { most: 200 } });
    await progress.deleteMany({ _id: { $in: rows.map((row) => row._id) } });
    expect(await found({ number: 'MANY' })).toEqual([]);
  });
});
