import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  businessDayOf,
  previousDay,
  sales,
  sum,
  type FecLine,
  type InputOf,
  type ReplyOf,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, moveEntries, refusalOf, sell, startSales, takeBack } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

const todayIn = (store: StoreView): string => businessDayOf(new Date().toISOString(), store.timeZone);
const aDebtor = () => aCustomer(service, { creditLimit: { minor: 10_000_000, currency: 'DZD' } });
const companyOf = ({ companyId }: StoreView) => ({ companyId, profile: 'FR' as const });

/** Balances of a store's accounts, debit less credit. */
async function balancesOf(store: StoreView, at?: string): Promise<Record<string, number>> {
  const { balances } = await service.call(sales.trialBalance, { storeId: store.storeId, ...(at ? { at } : {}) });
  return Object.fromEntries((balances[0]?.accounts ?? []).map((one) => [one.account, one.balanceMinor]));
}

/** A manual entry of today: `[account, debit less credit, dimensions]` a line. */
const postLines = (store: StoreView, ...lines: [string, number, object?][]) =>
  service.call(sales.postEntry, {
    entryId: mint('entry'),
    store,
    company: companyOf(store),
    businessDay: todayIn(store),
    memo: 'Stated by hand',
    reason: 'a test',
    document: 'P-1',
    lines: lines.map(([account, minor, dimensions = {}]) => ({
      account,
      ...dimensions,
      debitMinor: Math.max(minor, 0),
      creditMinor: Math.max(-minor, 0),
    })),
  });

const daysBefore = (day: string, count: number): string =>
  Array.from({ length: count }).reduce<string>((at) => previousDay(at), day);

/** A store with sales at two rates, a part paid, a part back, a bill with tax to be deducted, and a debt without a sale. */
async function aBusyStore() {
  const store = aStore({}, 200);
  const today = todayIn(store);
  const { customerId } = await aDebtor();
  const products = [mint('product'), mint('product')];
  const categories = [mint('category'), mint('category')];
  const sold = await sell(
    service,
    store,
    customerId,
    [
      { quantity: 3, productId: products[0]!, categoryId: categories[0]! },
      { quantity: 2, productId: products[1]!, taxRateBps: 900 },
    ],
    1_000,
  );
  const old = await sell(service, store, customerId, [{ quantity: 1, productId: products[0]! }], 500);
  await takeBack(service, sold, [{ saleLineId: sold.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' }]);
  await postLines(store, ['expenses', 1_000], ['inputTax', 190, { taxRateBps: 1_900 }], ['payables', -1_190]);
  await postLines(store, ['receivable', 700, { customerId }], ['openingEquity', -700]);
  await moveEntries(service, old.saleId, daysBefore(today, 45));
  return { store, today, customerId, products, categories, sold, old };
}

test('a customer’s statement runs on from page to page, names the documents and ends at the balance', async () => {
  const { store, today, customerId, sold, old } = await aBusyStore();
  const asked = { customerId, storeIds: [store.storeId], from: daysBefore(today, 60), to: today, limit: 2 };
  const pages: ReplyOf<typeof sales.customerStatement>[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    pages.push(await service.call(sales.customerStatement, { ...asked, cursor }));
    cursor = pages.at(-1)!.nextCursor;
  }
  const rows = pages.flatMap((page) => page.items);
  expect(pages.length).toBeGreaterThan(2);
  expect(rows[0]).toMatchObject({ saleId: old.saleId, document: 'ALG1-B-2026-000001', debitMinor: 1_190 });
  expect(rows.find((row) => row.kind === 'correction')).toMatchObject({ document: 'ALG1-C-2026-000001' });
  expect(rows.every((row) => row.currency === 'DZD' && row.document !== undefined)).toBe(true);
  let balance = 0;
  for (const row of rows) {
    balance += row.debitMinor - row.creditMinor;
    expect(row.balanceMinor).toBe(balance);
  }
  const { balances } = await service.call(sales.customerBalance, { customerId });
  expect(balances).toEqual([{ currency: 'DZD', balanceMinor: balance }]);
  expect(pages[1]!.openings).toEqual([{ currency: 'DZD', balanceMinor: rows[1]!.balanceMinor }]);
  const late = await service.call(sales.customerStatement, { ...asked, from: today });
  expect(late.openings).toEqual([{ currency: 'DZD', balanceMinor: 690 }]);
  expect(late.items[0]!.saleId).toBe(sold.saleId);
});

test('a statement is refused for a walk-in, an unknown customer, a foreign cursor', async () => {
  const walkIn = await aCustomer(service, { kind: 'walkIn' });
  const days = { storeIds: [mint('store')], from: '2026-01-01', to: '2026-01-02' };
  const codes = await Promise.all(
    [
      { customerId: walkIn.customerId, ...days },
      { customerId: mint('customer'), ...days },
      { customerId: walkIn.customerId, ...days, cursor: 'x' },
      { customerId: walkIn.customerId, ...days, to: '2025-01-01' },
    ].map(async (input) => (await refusalOf(service.call(sales.customerStatement, input))).code),
  );
  expect(codes).toEqual(['payment.walk-in-has-no-account', 'customer.unknown', 'message.invalid', 'message.invalid']);
});

test('what is owed has its age, and adds up to the account of the trial balance at the date', async () => {
  const { store, today, customerId } = await aBusyStore();
  const storeIds = [store.storeId];
  const now = await service.call(sales.agedReceivables, { storeIds, at: today });
  const receivable = (await balancesOf(store))['receivable']!;
  expect(now.items).toEqual([
    {
      customerId,
      name: 'Amina Haddad',
      currency: 'DZD',
      currentMinor: receivable - 690,
      from30Minor: 690,
      from60Minor: 0,
      from90Minor: 0,
      totalMinor: receivable,
      creditMinor: 0,
    },
  ]);
  expect(now.totals).toMatchObject([{ currency: 'DZD', totalMinor: receivable }]);
  const before = await service.call(sales.agedReceivables, { storeIds, at: daysBefore(today, 16) });
  expect(before.items).toMatchObject([{ currentMinor: 690, totalMinor: 690 }]);
  const later = await service.call(sales.agedReceivables, { storeIds, at: daysBefore(today, 15), limit: 1 });
  expect(later.items).toMatchObject([{ currentMinor: 0, from30Minor: 690 }]);
});

test('taxes by rate and the result are those of the trial balance', async () => {
  const { store, today } = await aBusyStore();
  const asked = { storeIds: [store.storeId], from: daysBefore(today, 60), to: today };
  const balances = await balancesOf(store);
  const tax = await service.call(sales.taxReport, asked);
  expect(tax.items).toEqual([
    { currency: 'DZD', taxRateBps: 900, baseMinor: 2_000, outputTaxMinor: 180, inputTaxMinor: 0, dueMinor: 180 },
    { currency: 'DZD', taxRateBps: 1900, baseMinor: 3_000, outputTaxMinor: 570, inputTaxMinor: 190, dueMinor: 380 },
  ]);
  expect(tax.totals).toEqual([
    {
      currency: 'DZD',
      baseMinor: 0 - balances['revenue']! - balances['returns']!,
      outputTaxMinor: 0 - balances['outputTax']!,
      inputTaxMinor: balances['inputTax'],
      dueMinor: 0 - balances['outputTax']! - balances['inputTax']!,
    },
  ]);
  const result = await service.call(sales.profitAndLoss, { company: companyOf(store), ...asked });
  const ofAccounts = ['revenue', 'returns', 'costOfGoodsSold', 'expenses'].map((one) => balances[one] ?? 0);
  expect(result.totals).toEqual([
    { currency: 'DZD', incomeMinor: 5_000, expenseMinor: 3_000, resultMinor: 0 - sum(ofAccounts) },
  ]);
  expect(result.items.find((row) => row.account === 'revenue')).toMatchObject({ code: '707', type: 'income' });
  const lastMonth = await service.call(sales.taxReport, { ...asked, to: daysBefore(today, 30) });
  expect(lastMonth.totals).toMatchObject([{ baseMinor: 1_000, outputTaxMinor: 190 }]);
});

test('an entry that closes a year is in no report and not in the file of entries', async () => {
  const { store, today } = await aBusyStore();
  const asked = { storeIds: [store.storeId], from: today, to: today };
  const read = async () => [
    await service.call(sales.taxReport, asked),
    await service.call(sales.profitAndLoss, { company: companyOf(store), ...asked }),
    await fecOf(store, Number(today.slice(0, 4))),
  ];
  const before = await read();
  const { entryId } = await postLines(store, ['revenue', 3_000], ['retainedEarnings', -3_000]);
  expect(await read()).not.toEqual(before);
  await service.connection
    .collection<{ _id: string }>('entries')
    .updateOne({ _id: entryId }, { $set: { kind: 'closing' } });
  expect(await read()).toEqual(before);
});

test('margins are equal to the ledger to the minor unit, whatever they are seen by', async () => {
  const { store, today, customerId, products, categories } = await aBusyStore();
  const discount = { percentBps: 1_000, reason: 'a scratch' };
  const moved = { productId: products[0]!, categoryId: categories[1]! };
  await sell(service, store, customerId, [{ quantity: 3, ...moved, discount }], 0);
  const asked = { storeIds: [store.storeId], from: daysBefore(today, 60), to: today };
  const balances = await balancesOf(store);
  const soldMinor = 0 - sum(['revenue', 'discounts', 'returns'].map((account) => balances[account]!));
  expect(balances['discounts']).toBe(300);
  const expected = {
    currency: 'DZD',
    revenueMinor: soldMinor,
    taxMinor: 0 - balances['outputTax']!,
    costMinor: balances['costOfGoodsSold'],
    marginMinor: soldMinor - balances['costOfGoodsSold']!,
  };
  const keys = {
    product: [products[0]!, products[1]!].toSorted(),
    category: ['?', ...categories].toSorted(),
    cashier: ['usr_cashier'],
    customer: [customerId],
    store: [store.storeId],
    day: [daysBefore(today, 45), today],
    month: [daysBefore(today, 45).slice(0, 7), today.slice(0, 7)],
    supplier: ['?'],
  };
  for (const by of ['product', 'category', 'cashier', 'customer', 'store', 'day', 'month', 'supplier'] as const) {
    const { totals, items } = await service.call(sales.marginReport, { ...asked, by });
    expect({ by, totals, keys: items.map((row) => row.key) }).toEqual({ by, totals: [expected], keys: keys[by] });
    expect(sum(items.map((row) => row.marginMinor))).toBe(expected.marginMinor);
  }
  const first = await service.call(sales.marginReport, { ...asked, by: 'day', limit: 1 });
  const second = await service.call(sales.marginReport, { ...asked, by: 'day', cursor: first.nextCursor });
  expect([first, second].map(({ totals, items }) => [totals, items.length])).toEqual([
    [[expected], 1],
    [[expected], 1],
  ]);
});

test('what comes back of a product counts for the category it was sold in, wherever it is by now', async () => {
  const store = aStore({}, 200);
  const today = todayIn(store);
  const { customerId } = await aDebtor();
  const productId = mint('product');
  const [tea, coffee] = [mint('category'), mint('category')];
  const first = await sell(service, store, customerId, [{ quantity: 3, productId, categoryId: tea }], 0);
  await sell(service, store, customerId, [{ quantity: 2, productId, categoryId: coffee }], 0);
  await takeBack(service, first, [{ saleLineId: first.lines[0]!.saleLineId, quantity: 2, disposition: 'restock' }]);
  await sell(service, store, customerId, [{ quantity: 1, productId }], 0);
  const asked = { storeIds: [store.storeId], by: 'category' as const, from: today, to: today };
  const amounts = (pieces: number) => ({
    currency: 'DZD',
    revenueMinor: 1_000 * pieces,
    taxMinor: 190 * pieces,
    costMinor: 400 * pieces,
    marginMinor: 600 * pieces,
  });
  expect(await service.call(sales.marginReport, asked)).toEqual({
    totals: [amounts(4)],
    items: [
      { key: '?', ...amounts(1) },
      { key: tea, ...amounts(1) },
      { key: coffee, ...amounts(2) },
    ],
  });
  const linesOf = async (key: string) =>
    (await service.call(sales.marginLines, { ...asked, key })).items.map((one) => [one.quantity, one.categoryId]);
  expect(await linesOf(tea)).toEqual([
    [-2, tea],
    [3, tea],
  ]);
  expect(await linesOf(coffee)).toEqual([[2, coffee]]);
  expect(await linesOf('?')).toEqual([[1, undefined]]);
  expect((await service.call(sales.readSale, { saleId: first.saleId })).lines[0]!.categoryId).toBe(tea);
});

test('a report of too many days is refused', async () => {
  const asked = { storeIds: [mint('store'), mint('store')], from: '2024-01-01', to: '2026-01-01' };
  const refusal = await refusalOf(service.call(sales.taxReport, asked));
  expect(refusal).toMatchObject({ code: 'search.too-wide' });
  expect(refusal.message).toContain('these are 1464');
});

/** All lines of a file of entries. */
async function fecOf(store: StoreView, year: number): Promise<FecLine[]> {
  const { storeId, code } = store;
  const lines: FecLine[] = [];
  let cursor: string | undefined;
  do {
    const input: InputOf<typeof sales.fecLines> = {
      company: companyOf(store),
      stores: [{ storeId, code }],
      year,
      cursor,
    };
    const part = await service.call(sales.fecLines, input);
    lines.push(...part.items);
    cursor = part.nextCursor;
  } while (cursor !== undefined);
  return lines;
}

test('a file of entries is what a controller expects: numbers without gaps, entries that balance, sums of the trial balance', async () => {
  const store = aStore({}, 500);
  const today = todayIn(store);
  const year = Number(today.slice(0, 4));
  const { customerId } = await aDebtor();
  const old = await sell(service, store, customerId, [{ quantity: 1 }], 0);
  await moveEntries(service, old.saleId, `${year - 1}-12-30`);
  await service.connection
    .collection('entries')
    .updateMany({ ref: old.saleId }, { $set: { number: `ALG1-SAL-${year - 1}-000001` } });
  const sold = await sell(service, store, customerId, [{ quantity: 2 }], 500);
  await takeBack(service, sold, [{ saleLineId: sold.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' }]);
  await postLines(store, ['expenses', 1_000], ['inputTax', 190], ['payables', -1_190]);
  const lines = await fecOf(store, year);
  // the first number of the year was drawn by the sale that was moved to the year before
  const numbers = Map.groupBy(lines, (line) => line.journalCode);
  for (const [code, own] of numbers) {
    const drawn = [...new Set(own.map((line) => line.number))].map((number) => Number(number.split('-').at(-1)));
    const from = code === 'ALG1-SAL' ? 2 : 1;
    expect({ code, drawn }).toEqual({ code, drawn: drawn.map((_one, at) => from + at) });
  }
  expect([...numbers.keys()][0]).toBe('ALG1-AN');
  for (const own of Map.groupBy(lines, (line) => line.number).values()) {
    expect(sum(own.map((line) => line.debitMinor - line.creditMinor))).toBe(0);
  }
  for (const line of lines) {
    expect(line.day.slice(0, 4)).toBe(String(year));
    const { customerId: _aux, customerName: _name, ...mandatory } = line;
    expect(Object.values(mandatory).filter((value) => value === '')).toEqual([]);
    expect([line.debitMinor, line.creditMinor].filter((one) => one > 0)).toHaveLength(1);
  }
  const sumOf = (code: string): number =>
    sum(lines.filter((line) => line.accountCode.startsWith(code)).map((line) => line.debitMinor - line.creditMinor));
  const balances = await balancesOf(store);
  expect(sumOf('411')).toBe(balances['receivable']);
  expect(sumOf('370')).toBe(balances['inventory']);
  expect(sumOf('44571')).toBe(balances['outputTax']);
  // the year before is not closed: the file carries its result in the retained earnings, the trial balance on its accounts
  expect(sumOf('707') + sumOf('6037') + sumOf('110')).toBe(
    sum(['revenue', 'returns', 'costOfGoodsSold'].map((one) => balances[one] ?? 0)),
  );
  expect(sumOf('110')).toBe(-600);
  expect(lines.find((line) => line.customerId !== '')).toMatchObject({ customerId, customerName: 'Amina Haddad' });
  expect(lines.find((line) => line.number.includes('-SAL-'))!.document).toBe('ALG1-B-2026-000001');
  expect(await fecOf(store, year + 5)).not.toEqual([]);
  expect(await fecOf(store, year - 5)).toEqual([]);
});
