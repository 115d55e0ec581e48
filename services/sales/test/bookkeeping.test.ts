import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { businessDayOf, sales, type InputOf, type StoreView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, closing, moveEntries, refusalOf, sell, startSales } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

const ACCOUNTANT = { id: 'usr_accountant', role: 'accountant' } as const;
const todayIn = (store: StoreView): string => businessDayOf(new Date().toISOString(), store.timeZone);
const companyOf = ({ companyId }: StoreView) => ({ companyId, profile: 'DZ' as const });
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;

type Post = InputOf<typeof sales.postEntry>;
const rent = (store: StoreView, changes: Partial<Post> = {}): Post => ({
  entryId: mint('entry'),
  store,
  company: companyOf(store),
  journal: 'bank',
  businessDay: todayIn(store),
  memo: 'Rent of November',
  reason: 'lease of 2024',
  document: 'R-11',
  lines: [
    { account: 'rent', debitMinor: 50_000 },
    { account: 'bankTransfer', creditMinor: 50_000 },
  ],
  ...changes,
});
const postEntry = (input: Post) => service.call(sales.postEntry, input, { actor: ACCOUNTANT });
const addRent = (store: StoreView) =>
  service.call(sales.addAccount, {
    company: companyOf(store),
    revision: 0,
    account: 'rent',
    code: '613',
    name: 'Locations',
    type: 'expense',
  });
const close = (store: StoreView, businessDay: string) => service.call(sales.closeDay, closing(store, businessDay));
const balancesOf = async (store: StoreView, at?: string): Promise<Record<string, number>> => {
  const { balances } = await service.call(sales.trialBalance, { storeId: store.storeId, ...(at ? { at } : {}) });
  expect(balances.every((one) => one.totalDebitMinor === one.totalCreditMinor)).toBe(true);
  return Object.fromEntries((balances[0]?.accounts ?? []).map((one) => [one.account, one.balanceMinor]));
};
const aDebtor = () => aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('a chart', () => {
  test('has what a company made of its profile; a code stays once an entry uses it, and every change is kept', async () => {
    const store = aStore();
    const company = companyOf(store);
    const added = await addRent(store);
    expect(added.accounts.find((one) => one.account === 'rent')).toMatchObject({ code: '613', standard: false });
    const change = { company, revision: 1, account: 'rent', storeIds: [store.storeId], changes: { code: '6130' } };
    const outcomes = await Promise.allSettled([1, 2].map(() => service.call(sales.changeAccount, change)));
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await postEntry(rent(store));
    const again = { ...change, revision: 2, changes: { code: '6131' } };
    expect(await codeOf(service.call(sales.changeAccount, again))).toBe('account.in-use');
    await service.call(sales.changeAccount, { ...again, changes: { name: 'Loyers' } });
    const chart = await service.call(sales.readChart, { company });
    expect(chart.accounts.find((one) => one.account === 'rent')).toMatchObject({ code: '6130', name: 'Loyers' });
    expect(await service.connection.collection('chartChanges').countDocuments({ companyId: company.companyId })).toBe(
      3,
    );
  });
});

describe('a manual entry', () => {
  test('is posted once per command, with its reason, paper and file, in the journal it names', async () => {
    const store = aStore();
    await addRent(store);
    const bytes = Buffer.from('the lease');
    const input = rent(store, {
      attachment: { name: 'lease.txt', mediaType: 'text/plain', content: bytes.toString('base64') },
    });
    const posted = await service.call(sales.postEntry, input, { actor: ACCOUNTANT, commandId: 'test/rent' });
    expect(posted).toMatchObject({
      kind: 'manual',
      journal: 'bank',
      reason: 'lease of 2024',
      document: 'R-11',
      postedBy: ACCOUNTANT.id,
      attachment: { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
    });
    expect(posted.number).toMatch(/^ALG1-BNK-\d{4}-000001$/);
    expect(await service.call(sales.postEntry, input, { actor: ACCOUNTANT, commandId: 'test/rent' })).toEqual(posted);
    const { content } = await service.call(sales.readAttachment, { entryId: posted.entryId });
    expect(Buffer.from(content, 'base64')).toEqual(bytes);
    expect(await service.call(sales.readEntry, { entryId: posted.entryId })).toEqual(posted);
    expect(await balancesOf(store)).toEqual({ bankTransfer: -50_000, rent: 50_000 });
  });

  test('is refused where an entry may not be so, and nothing is written', async () => {
    const store = aStore({}, 1);
    await addRent(store);
    await close(store, addDays(todayIn(store), -1));
    const lines = (...list: Post['lines']) => rent(store, { lines: list });
    const { customerId } = await aCustomer(service);
    const refusals = await Promise.all(
      [
        lines({ account: 'rent', debitMinor: 5 }, { account: 'cash', creditMinor: 4 }),
        lines({ account: 'rent', debitMinor: 5, creditMinor: 5 }, { account: 'cash', creditMinor: 4 }),
        lines({ account: 'rent' }, { account: 'cash', creditMinor: 4 }),
        lines({ account: 'heating', debitMinor: 5 }, { account: 'cash', creditMinor: 5 }),
        lines({ account: 'receivable', debitMinor: 5 }, { account: 'cash', creditMinor: 5 }),
        lines(
          { account: 'receivable', customerId: mint('customer'), debitMinor: 5 },
          { account: 'cash', creditMinor: 5 },
        ),
        rent(store, { businessDay: addDays(todayIn(store), -1) }),
        rent(store, { businessDay: addDays(todayIn(store), -2) }),
        rent(store, { businessDay: addDays(todayIn(store), 1) }),
      ].map((input) => refusalOf(postEntry(input))),
    );
    expect(refusals.map((one) => one.code)).toEqual([
      'entry.unbalanced',
      'entry.line-one-sided',
      'entry.line-one-sided',
      'account.unknown',
      'entry.customer-missing',
      'customer.unknown',
      'entry.day-not-open',
      'entry.day-not-open',
      'entry.day-not-open',
    ]);
    expect(refusals[0]?.message).toBe('The debit is 0.05 DZD and the credit 0.04 DZD: they must be equal.');
    expect(await service.connection.collection('entries').countDocuments({ storeId: store.storeId })).toBe(0);
    await postEntry(
      lines({ account: 'receivable', customerId, debitMinor: 5 }, { account: 'openingEquity', creditMinor: 5 }),
    );
    const { balances } = await service.call(sales.customerBalance, { customerId });
    expect(balances).toEqual([{ currency: 'DZD', balanceMinor: 5 }]);
  });

  test('is taken back once, whoever asks at the same moment', async () => {
    const store = aStore();
    await addRent(store);
    const posted = await postEntry(rent(store));
    const reverse = (reversedId: string) =>
      service.call(sales.reverseEntry, {
        entryId: mint('entry'),
        reversedId,
        store,
        businessDay: todayIn(store),
        reason: 'booked twice',
      });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => reverse(posted.entryId)));
    const done = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(done).toHaveLength(1);
    expect(done[0]).toMatchObject({ ref: posted.entryId, journal: 'bank', memo: `Reversal of ${posted.number}` });
    expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
      'entry.reversed',
      'entry.reversed',
      'entry.reversed',
    ]);
    expect(await balancesOf(store)).toEqual({ bankTransfer: 0, rent: 0 });
    expect(await codeOf(reverse(done[0]!.entryId))).toBe('entry.not-manual');
    expect(await codeOf(reverse(mint('entry')))).toBe('entry.unknown');
    const { customerId } = await aCustomer(service, { kind: 'walkIn' });
    const sale = await sell(service, store, customerId, [{ quantity: 1 }]);
    const [entry] = (await service.call(sales.listEntries, { ref: sale.saleId })).items;
    expect(await codeOf(reverse(entry!.entryId))).toBe('entry.not-manual');
  });
});

describe('an opening position', () => {
  const opening = async (store: StoreView): Promise<InputOf<typeof sales.postOpening>> => ({
    entryId: mint('entry'),
    store,
    company: companyOf(store),
    businessDay: todayIn(store),
    reason: 'taken over from the books on paper',
    lines: [
      { account: 'cash', till: 'T1', debitMinor: 10_000 },
      { account: 'bankTransfer', debitMinor: 200_000 },
      { account: 'receivable', customerId: (await aCustomer(service)).customerId, debitMinor: 5_000 },
      { account: 'customerCredit', customerId: (await aCustomer(service)).customerId, creditMinor: 700 },
      { account: 'payables', label: 'Électro Aurès', creditMinor: 90_000 },
    ],
  });

  test('is posted once against the opening equity, and again when it was taken back', async () => {
    const store = aStore();
    const input = await opening(store);
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => service.call(sales.postOpening, { ...input, entryId: mint('entry') })),
    );
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await balancesOf(store)).toMatchObject({ openingEquity: -124_300, payables: -90_000, cash: 10_000 });
    expect(await codeOf(service.call(sales.postOpening, input))).toBe('opening.exists');
    const back = { entryId: mint('entry'), store, businessDay: todayIn(store), reason: 'a digit too many' };
    await service.call(sales.reverseOpening, back);
    expect(Object.values(await balancesOf(store)).every((one) => one === 0)).toBe(true);
    expect(await codeOf(service.call(sales.reverseOpening, { ...back, entryId: mint('entry') }))).toBe(
      'opening.unknown',
    );
    await service.call(sales.postOpening, { ...input, entryId: mint('entry') });
    await close(store, todayIn(store));
    expect(await codeOf(service.call(sales.reverseOpening, { ...back, entryId: mint('entry') }))).toBe('opening.final');
  });
});

describe('closed days and periods', () => {
  let debtorId: string;

  /** A store that was opened on the first of January two years ago, all of whose days to a day are closed. */
  async function closedTo(last: string): Promise<StoreView> {
    debtorId = (await aDebtor()).customerId;
    const store = aStore({ createdAt: `${Number(last.slice(0, 4))}-11-01T08:00:00.000Z`, timeZone: 'UTC' });
    for (let day = `${last.slice(0, 4)}-11-01`; day <= last; day = addDays(day, 1)) {
      if (day.endsWith('-02')) await seedEntry(store, day);
      await close(store, day);
    }
    return store;
  }

  /** An entry of a day that has long been over, as it was posted then. */
  async function seedEntry(store: StoreView, businessDay: string): Promise<void> {
    const sale = await sell(service, store, debtorId, [{ quantity: 1 }], 1_000);
    await moveEntries(service, sale.saleId, businessDay);
  }

  /** What is told of the debtor at several days: the same, whether periods are closed or not. */
  async function readFor(store: StoreView, year: number) {
    const storeIds = [store.storeId];
    const aged = (at: string) => service.call(sales.agedReceivables, { storeIds, at });
    const days = { from: `${year}-12-01`, to: `${year}-12-31` };
    return {
      balance: await service.call(sales.customerBalance, { customerId: debtorId }),
      november: await aged(`${year}-11-30`),
      december: await aged(`${year}-12-15`),
      now: await aged(todayIn(store)),
      statement: await service.call(sales.customerStatement, { customerId: debtorId, storeIds, ...days }),
      account: await service.call(sales.accountStatement, {
        storeId: store.storeId,
        account: 'receivable',
        customerId: debtorId,
        ...days,
      }),
    };
  }

  test('months close in order once their days are, then the year, whose result is carried into the retained earnings', async () => {
    const year = new Date().getUTCFullYear() - 1;
    const store = await closedTo(`${year}-12-31`);
    const closePeriod = (period: string) =>
      service.call(sales.closePeriod, { entryId: mint('entry'), store, company: companyOf(store), period });
    const before = await readFor(store, year);
    expect(await codeOf(closePeriod(`${year}-12`))).toBe('period.out-of-order');
    const november = await closePeriod(`${year}-11`);
    expect(november).toMatchObject({ sequence: 1, through: `${year}-11-30`, previousHash: '0'.repeat(64) });
    expect(await codeOf(closePeriod(`${year}-11`))).toBe('period.closed');
    const atEndOfNovember = await balancesOf(store, `${year}-11-30`);
    expect(atEndOfNovember).toEqual({
      cash: 1_000,
      receivable: 190,
      inventory: -400,
      outputTax: -190,
      revenue: -1_000,
      costOfGoodsSold: 400,
    });
    expect(november.customers).toBe(1);
    expect((await closePeriod(`${year}-12`)).previousHash).toBe(november.hash);
    const closed = await closePeriod(`${year}`);
    const entry = await service.call(sales.readEntry, { entryId: closed.closingEntryId! });
    expect(entry).toMatchObject({ kind: 'closing', journal: 'closing', occurredDay: `${year}-12-31` });
    expect(await balancesOf(store)).toMatchObject({
      revenue: 0,
      costOfGoodsSold: 0,
      retainedEarnings: -1_200,
      receivable: 380,
    });
    expect((await balancesOf(store, `${year}-12-31`))['revenue']).toBe(-2_000);
    expect(await codeOf(closePeriod(`${year + 1}-01`))).toBe('period.days-open');
    const { items } = await service.call(sales.listPeriods, { storeId: store.storeId });
    expect(items.map((one) => one.period)).toEqual([`${year}`, `${year}-12`, `${year}-11`]);
    expect(await readFor(store, year)).toEqual(before);
    expect(await readFor(store, year)).toMatchObject({ balance: { balances: [{ balanceMinor: 380 }] } });
  }, 120_000);
});

describe('the views of the ledger', () => {
  test('of a store that has closed no month miss no entry, however early its day is', async () => {
    const store = aStore({ createdAt: '2024-01-31T08:00:00.000Z', timeZone: 'UTC' });
    const today = todayIn(store);
    const { customerId } = await aDebtor();
    const owes = (businessDay: string, amount: number) =>
      postEntry(
        rent(store, {
          businessDay,
          lines: [
            { account: 'receivable', customerId, debitMinor: amount },
            { account: 'openingEquity', creditMinor: amount },
          ],
        }),
      );
    const read = async () => ({
      balance: (await service.call(sales.customerBalance, { customerId })).balances[0]?.balanceMinor,
      aged: (await service.call(sales.agedReceivables, { storeIds: [store.storeId], at: today })).totals[0]?.totalMinor,
      statement: (
        await service.call(sales.customerStatement, {
          customerId,
          storeIds: [store.storeId],
          from: today,
          to: addDays(today, 400),
        })
      ).openings[0]?.balanceMinor,
      account: (
        await service.call(sales.accountStatement, {
          storeId: store.storeId,
          account: 'receivable',
          customerId,
          from: today,
          to: today,
        })
      ).openingMinor,
      entries: (await service.call(sales.listEntries, { customerId })).items.length,
      ledger: (await balancesOf(store))['receivable'],
    });
    let owed = 0;
    for (const [at, businessDay] of ['2025-06-15', '2024-12-31', '2024-02-29', '2025-01-01', '2024-01-31'].entries()) {
      await owes(businessDay, 10 ** at);
      owed += 10 ** at;
      const [balance, aged, statement, account, ledger] = Array.from({ length: 5 }, () => owed);
      expect(await read()).toEqual({ balance, aged, statement, account, ledger, entries: at + 1 });
    }
  });

  test('what customers owe is the same as days close, and then read without the entries of closed days', async () => {
    const store = aStore({}, 4);
    const { storeId } = store;
    const today = todayIn(store);
    const [first, second] = [await aDebtor(), await aDebtor()];
    const owes = (businessDay: string, customerId: string, amount: number) =>
      postEntry(
        rent(store, {
          businessDay,
          lines: [
            { account: 'receivable', customerId, debitMinor: Math.max(amount, 0), creditMinor: Math.max(-amount, 0) },
            { account: 'openingEquity', debitMinor: Math.max(-amount, 0), creditMinor: Math.max(amount, 0) },
          ],
        }),
      );
    const days = [-3, -2, -1].map((ago) => addDays(today, ago));
    await owes(days[0]!, first.customerId, 100);
    await owes(days[0]!, first.customerId, 20);
    await owes(days[1]!, first.customerId, -50);
    await owes(days[1]!, second.customerId, 7);
    await owes(days[1]!, second.customerId, -7);
    await owes(today, first.customerId, 3);
    const read = async () => ({
      balances: await Promise.all(
        [first, second].map(async ({ customerId }) => {
          const { balances } = await service.call(sales.customerBalance, { customerId });
          return balances.filter((one) => one.balanceMinor !== 0); // of who is square since a closed day there is no row
        }),
      ),
      aged: await Promise.all(
        [...days, today].map(
          async (at) => (await service.call(sales.agedReceivables, { storeIds: [storeId], at })).items,
        ),
      ),
    });
    const before = await read();
    expect(before.balances).toMatchObject([[{ balanceMinor: 73 }], []]);
    for (const day of [addDays(today, -4), ...days]) {
      await close(store, day);
      expect(await read()).toEqual(before);
    }
    const records = service.connection.collection('customerDays');
    expect(
      await records.find({ storeId }, { projection: { _id: 0, businessDay: 1, customerId: 1 } }).toArray(),
    ).toEqual([days[0]!, days[1]!].map((businessDay) => ({ businessDay, customerId: first.customerId })));
    await service.connection.collection('entries').deleteMany({ storeId, businessDay: { $in: days } });
    expect(await read()).toEqual(before);
    await owes(today, first.customerId, -73);
    expect((await read()).balances).toEqual([[], []]);
  });

  test('a statement of a busy day shows each of its entries once, in the order of the chain', async () => {
    const store = aStore({}, 1);
    await addRent(store);
    const yesterday = addDays(todayIn(store), -1);
    const amounts = Array.from({ length: 170 }, (_one, at) => at + 1);
    for (const amount of amounts) {
      await postEntry(
        rent(store, {
          lines: [
            { account: 'rent', debitMinor: amount },
            { account: 'cash', creditMinor: amount },
          ],
        }),
      );
      if (amount % 50 !== 0) continue;
      await postEntry(
        rent(store, {
          businessDay: yesterday,
          lines: [
            { account: 'expenses', debitMinor: amount },
            { account: 'cash', creditMinor: amount },
          ],
        }),
      );
    }
    const asked = { storeId: store.storeId, account: 'rent', from: todayIn(store), to: todayIn(store), limit: 60 };
    const seen: number[] = [];
    let balance = 0;
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await service.call(sales.accountStatement, { ...asked, ...(cursor ? { cursor } : {}) });
      expect(page.openingMinor).toBe(balance);
      for (const row of page.items) expect(row.balanceMinor).toBe((balance += row.debitMinor));
      seen.push(...page.items.map((row) => row.debitMinor));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(amounts);
    const rare = { ...asked, account: 'expenses', from: yesterday };
    expect((await service.call(sales.accountStatement, rare)).items.map((row) => row.debitMinor)).toEqual([
      50, 100, 150,
    ]);
    expect((await balancesOf(store))['rent']).toBe(balance);
  });

  test('a statement runs on from page to page and ends where the trial balance stands', async () => {
    const store = aStore({}, 1);
    const { customerId } = await aDebtor();
    for (const quantity of [1, 2, 3]) await sell(service, store, customerId, [{ quantity }], 500);
    const today = todayIn(store);
    const asked = { storeId: store.storeId, from: addDays(today, -1), to: today };
    const pagesOf = async (filter: Partial<InputOf<typeof sales.accountStatement>>) => {
      const pages = [];
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const page = await service.call(sales.accountStatement, {
          account: 'receivable',
          ...asked,
          ...filter,
          limit: 2,
          ...(cursor ? { cursor } : {}),
        });
        pages.push(page);
        cursor = page.nextCursor;
      }
      return pages;
    };
    for (const filter of [{}, { customerId }]) {
      const pages = await pagesOf(filter);
      expect(pages.map((page) => page.items.length)).toEqual([2, 2, 2]);
      expect(pages.map((page) => page.openingMinor)).toEqual([0, 690, 690 + 1_880]);
      expect(pages.at(-1)!.items.at(-1)!.balanceMinor).toBe((await balancesOf(store))['receivable']);
    }
    await close(store, addDays(today, -1));
    const { items } = await service.call(sales.generalLedger, asked);
    const receivable = items.find((one) => one.account === 'receivable');
    expect(receivable).toEqual({
      account: 'receivable',
      openingMinor: 0,
      debitMinor: 7_140,
      creditMinor: 1_500,
      closingMinor: 5_640,
    });
    await close(store, today);
    const later = { storeId: store.storeId, account: 'receivable', from: addDays(today, 1), to: addDays(today, 1) };
    expect(await service.call(sales.accountStatement, later)).toEqual({ openingMinor: 5_640, items: [] });
    expect(await balancesOf(store, addDays(today, -1))).toEqual({});
    expect(await balancesOf(store, today)).toEqual(await balancesOf(store));
  });

  test.each([
    ['an end before its beginning', { from: '2026-02-02', to: '2026-02-01' }],
    ['more than a year', { from: '2025-01-01', to: '2026-02-01' }],
    ['a sale without its customer', { saleId: mint('sale') }],
    ['a foreign cursor', { cursor: 'ent_1' }],
  ])('a statement of %s is refused', async (_name, changes) => {
    const days = { from: '2026-02-01', to: '2026-02-02' };
    const asked = { storeId: mint('store'), account: 'cash', ...days, ...changes };
    expect(await codeOf(service.call(sales.accountStatement, asked))).toBe('message.invalid');
  });
});
