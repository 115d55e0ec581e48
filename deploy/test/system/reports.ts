import { beforeAll, describe, expect, test } from '@jest/globals';
import { businessDayOf, nextDay } from '@comptoir/contracts';
import { readCsv } from './csv.js';
import { openingStock } from './opening-stock.js';
import { peopleOf } from './people.js';
import { checkout, draft, openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Reports over HTTP, as JSON and as CSV. */
export function reports(started: () => TestSystem): void {
  describe('reports, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let companyId: string;
    let productId: string;
    let debtor: string;
    const today = businessDayOf(new Date().toISOString(), 'Africa/Algiers');
    const range = `from=${today}&to=${today}`;

    beforeAll(async () => {
      system = started();
      const legal = { companyName: 'Essai SARL', tradeRegister: 'RCS Paris 732 829 320' };
      ({ companyId } = await system.owner.post('/companies', { profile: 'FR', legal }));
      here = await openStoreFixture(system, { companyId, legal: undefined });
      productId = await stockUp(here, [[50, 500]]);
      const order = await draft(here, [{ productId, quantity: 3 }]);
      const paid = await checkout(here, order, { method: 'card', amountMinor: 35_700, reference: 'C-1' });
      expect(paid).toMatchObject({ status: 200 });
      debtor = (await system.manager.post('/customers', { kind: 'person', name: 'Amina Haddad' })).customerId;
      await system.accountant.post('/entries', {
        storeId: here.storeId,
        businessDay: today,
        memo: 'An old debt',
        reason: 'a test',
        document: 'P-1',
        lines: [
          { account: 'receivable', customerId: debtor, debitMinor: 70_005 },
          { account: 'openingEquity', creditMinor: 70_005 },
        ],
      });
    }, 180_000);

    test('a customer’s statement, the aged receivables, taxes, the result and margins are JSON in minor units and CSV in decimals', async () => {
      const of = `storeId=${here.storeId}&${range}`;
      const { accountant } = system;
      const statement = `/customers/${debtor}/statement?${of}`;
      expect(await accountant.get(statement)).toMatchObject({ items: [{ document: 'P-1', balanceMinor: 70_005 }] });
      expect((await readCsv(accountant, statement)).rows).toMatchObject([
        { document: 'P-1', currency: 'DZD', debit: '700.05', balance: '700.05' },
      ]);
      const aged = `/reports/aged-receivables?storeId=${here.storeId}&at=${today}`;
      expect((await accountant.get(aged)).totals).toMatchObject([{ currency: 'DZD', currentMinor: 70_005 }]);
      expect((await readCsv(accountant, aged)).rows).toMatchObject([{ name: 'Amina Haddad', total: '700.05' }]);
      expect((await accountant.get(`/reports/tax?${of}`)).totals).toMatchObject([
        { baseMinor: 30_000, dueMinor: 5_700 },
      ]);
      expect((await readCsv(accountant, `/reports/tax?${of}`)).rows).toMatchObject([
        { taxRateBps: '1900', base: '300.00', outputTax: '57.00', inputTax: '0.00', due: '57.00' },
      ]);
      const result = `/reports/profit-and-loss?${of}`;
      expect((await accountant.get(result)).totals).toMatchObject([{ resultMinor: 28_500 }]);
      expect(await accountant.get(`/reports/profit-and-loss?companyId=${companyId}&${range}`)).toEqual(
        await accountant.get(result),
      );
      expect((await readCsv(accountant, result)).rows).toMatchObject([
        { account: 'costOfGoodsSold', code: '6037', amount: '15.00' },
        { account: 'revenue', code: '707', amount: '300.00' },
      ]);
      const margin = `/reports/margin?by=product&${of}`;
      expect((await accountant.get(margin)).items).toMatchObject([{ key: productId, label: 'Article d’essai' }]);
      expect((await readCsv(accountant, margin)).rows).toMatchObject([
        { revenue: '300.00', cost: '15.00', margin: '285.00' },
      ]);
    });

    test('the file of entries of a company has the name, the fields and the sums that a controller expects', async () => {
      const response = await system.accountant.open(`/companies/${companyId}/fec?year=${today.slice(0, 4)}`);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="732829320FEC${today.slice(0, 4)}1231.txt"`,
      );
      const [header, ...lines] = (await response.text()).split('\r\n').slice(0, -1);
      const names = header!.split('\t');
      const rows = lines.map((line) => Object.fromEntries(line.split('\t').map((field, at) => [names[at]!, field])));
      expect(lines.map((line) => line.split('\t').length)).toEqual(lines.map(() => 18));
      const minor = (text: string): number => Number(text.replace(',', ''));
      for (const own of Map.groupBy(rows, (row) => row['EcritureNum']).values())
        expect(own.reduce((total, row) => total + minor(row['Debit']!) - minor(row['Credit']!), 0)).toBe(0);
      const sums = Map.groupBy(rows, (row) => row['CompteNum']!.slice(0, 3));
      const balance = (code: string): number =>
        (sums.get(code) ?? []).reduce((total, row) => total + minor(row['Debit']!) - minor(row['Credit']!), 0);
      const { balances } = await system.accountant.get(`/ledger/trial-balance?storeId=${here.storeId}`);
      const ofAccount = new Map(balances[0].accounts.map((one: any) => [one.account, one.balanceMinor]));
      expect([balance('411'), balance('707'), balance('370')]).toEqual(
        ['receivable', 'revenue', 'inventory'].map((account) => ofAccount.get(account)),
      );
    });

    test('an entry is read by its id, and the trial balance is CSV too', async () => {
      const { accountant } = system;
      const [newest] = (await accountant.get(`/ledger/entries?storeId=${here.storeId}&limit=1`)).items;
      expect(await accountant.get(`/entries/${newest.entryId}`)).toEqual(newest);
      const path = `/ledger/trial-balance?storeId=${here.storeId}&at=${today}`;
      const [{ accounts }] = (await accountant.get(path)).balances;
      expect((await readCsv(accountant, path)).rows).toEqual(
        accounts.map((one: any) => ({
          account: one.account,
          currency: 'DZD',
          debit: (one.debitMinor / 100).toFixed(2),
          credit: (one.creditMinor / 100).toFixed(2),
          balance: (one.balanceMinor / 100).toFixed(2),
        })),
      );
    });

    test('the trial balance of a company is the sum of those of its stores', async () => {
      const { accountant, owner } = system;
      const { companyId: own } = await owner.post('/companies', {
        legal: { companyName: 'Deux Boutiques' },
        profile: 'DZ',
      });
      const stores: StoreFixture[] = [];
      for (const quantity of [3, 4]) {
        const store = await openStoreFixture(system, { companyId: own, legal: undefined });
        await sell(store, [{ productId: await stockUp(store, [[quantity, 500]]), quantity }]);
        stores.push(store);
      }
      const balanceOf = async (query: string, account: string): Promise<number> => {
        const { balances } = await accountant.get(`/ledger/trial-balance?${query}`);
        return balances[0].accounts.find((one: any) => one.account === account)?.balanceMinor;
      };
      await eventually(async () => {
        for (const account of ['revenue', 'costOfGoodsSold', 'goodsReceivedNotInvoiced']) {
          const [one, two] = await Promise.all(stores.map(({ storeId }) => balanceOf(`storeId=${storeId}`, account)));
          expect(await balanceOf(`companyId=${own}`, account)).toBe(one! + two!);
        }
        expect(await balanceOf(`companyId=${own}`, 'costOfGoodsSold')).toBe(3_500);
      });
      const { rows } = await readCsv(accountant, `/ledger/trial-balance?companyId=${own}`);
      expect(rows.find((row) => row['account'] === 'costOfGoodsSold')).toMatchObject({ balance: '35.00' });
      expect(
        (await accountant.ask('GET', `/ledger/trial-balance?companyId=cmp_01ARZ3NDEKTSV4RRFFQ69G5FAV`)).status,
      ).toBe(404);
    });

    test('the statement of an account and the general ledger are CSV in decimals', async () => {
      const { accountant } = system;
      const of = `storeId=${here.storeId}&${range}`;
      const debt = { document: 'P-1', currency: 'DZD', debit: '700.05', credit: '0.00' };
      const statement = await readCsv(accountant, `/accounts/receivable/statement?${of}&customerId=${debtor}`);
      expect(statement.rows).toMatchObject([{ ...debt, balance: '700.05' }]);
      const { rows } = await readCsv(accountant, `/ledger?${of}`);
      expect(rows.filter((row) => row['document'] === 'P-1')).toMatchObject([
        { ...debt, account: 'receivable' },
        { account: 'openingEquity', debit: '0.00', credit: '700.05' },
      ]);
      const columnsOf = async (path: string): Promise<string[]> => (await readCsv(accountant, path)).columns;
      expect(await columnsOf(`/accounts?companyId=${companyId}`)).toContain('code');
      expect(await columnsOf(`/periods?storeId=${here.storeId}`)).toContain('debit');
      expect(await columnsOf('/companies')).toContain('companyId');
    });

    test('an opening position in CSV is looked at before it is posted: its lines, or its faults by line and column', async () => {
      const { accountant } = system;
      const { storeId } = await openStoreFixture(system);
      const preview = (csv: string) => accountant.ask('POST', '/openings/csv/preview', { storeId, csv });
      const wrong = await preview('account,label,debit,credit\nbankTransfer,Bank,12.345,\npayables,Batna,,800.00');
      expect(wrong).toMatchObject({
        status: 422,
        body: { code: 'opening.csv-invalid', issues: [{ field: 'line 2, debit' }] },
      });
      const right = await preview('account,label,debit,credit\nbankTransfer,Bank,1200.50,\npayables,Batna,,800.00');
      expect(right).toMatchObject({
        status: 200,
        body: {
          items: [
            { account: 'bankTransfer', label: 'Bank', debitMinor: 120_050, creditMinor: 0 },
            { account: 'payables', label: 'Batna', debitMinor: 0, creditMinor: 80_000 },
          ],
        },
      });
      expect((await accountant.get(`/ledger/entries?storeId=${storeId}`)).items).toEqual([]);
    });

    test('a company has another legal identity from a day on: documents that are issued keep theirs, newer ones carry it', async () => {
      const { owner, manager } = system;
      const before = { companyName: 'Alpha SARL', taxId: '000016001111111' };
      const now = { companyName: 'Alpha SPA', legalForm: 'SPA', taxId: '000016002222222' };
      const later = { ...now, companyName: 'Alpha Holding' };
      const { companyId } = await owner.post('/companies', { profile: 'DZ', legal: before });
      const store = await openStoreFixture(system, { companyId, legal: undefined });
      const article = await stockUp(store, [[10, 500]]);
      const issued = async () => {
        const { saleId } = await sell(store, [{ productId: article, quantity: 1 }]);
        return (await manager.get(`/invoices?saleId=${saleId}`)).items[0];
      };
      const old = await issued();
      expect(old.seller.legal).toEqual(before);
      const change = async (legal: object, from: string, revision: number) =>
        owner.ask('PATCH', `/companies/${companyId}`, { revision, legal, from });
      expect(await change(now, '2020-01-01', 1)).toMatchObject({ body: { code: 'company.identity-in-the-past' } });
      expect(await change(now, today, 1)).toMatchObject({ status: 200, body: { legal: now } });
      expect(await change(later, nextDay(today), 2)).toMatchObject({ status: 200, body: { legal: now } });
      expect(await change(later, today, 2)).toMatchObject({ status: 409, body: { code: 'company.changed' } });
      const newer = await issued();
      expect(newer.seller.legal).toEqual(now); // the identity of tomorrow is of no document of today
      expect(await manager.get(`/invoices/${old.invoiceId}`)).toEqual(old);
      expect((await owner.get(`/companies/${companyId}`)).identities.map((one: any) => one.legal.companyName)).toEqual([
        'Alpha SARL',
        'Alpha SPA',
        'Alpha Holding',
      ]);
    });

    test('who may not read the books gets no report; the stores of others are not in it', async () => {
      const there = await openStoreFixture(system);
      const bound = await peopleOf(system, [there.storeId]);
      const refused = async (role: 'cashier' | 'manager', path: string): Promise<string> =>
        (await bound[role].ask('GET', path)).body.code;
      expect(await refused('cashier', `/reports/tax?${range}`)).toBe('role.not-allowed');
      expect(await refused('manager', `/reports/tax?storeId=${here.storeId}&${range}`)).toBe('store.not-yours');
      expect(await refused('manager', `/companies/${companyId}/fec?year=2026`)).toBe('store.not-all-yours');
      expect(await refused('manager', `/reports/profit-and-loss?companyId=${companyId}&${range}`)).toBe(
        'store.unknown',
      );
      expect(await bound.manager.get(`/reports/margin?by=day&${range}`)).toEqual({ totals: [], items: [] });
      const { totals } = await bound.manager.get(`/reports/aged-receivables?at=${today}`);
      expect(totals).toEqual([]);
      const several = await system.accountant.ask('GET', `/reports/profit-and-loss?${range}`);
      expect(several).toMatchObject({ status: 400, body: { code: 'message.invalid' } });
    });

    test.each<[string, () => string, number, string]>([
      ['a range without its end', () => `/reports/tax?from=${today}`, 400, 'message.invalid'],
      ['an end before its beginning', () => `/reports/tax?from=${today}&to=2020-01-01`, 400, 'message.invalid'],
      ['a day that is none', () => '/reports/aged-receivables?at=2026-02-30', 400, 'message.invalid'],
      ['a margin by colour', () => `/reports/margin?by=colour&${range}`, 400, 'message.invalid'],
      [
        'ten years',
        () => `/reports/margin?by=day&storeId=${here.storeId}&from=2016-01-01&to=${today}`,
        422,
        'search.too-wide',
      ],
      ['a walk-in', () => `/customers/${here.walkIn}/statement?${range}`, 422, 'payment.walk-in-has-no-account'],
      ['a foreign cursor', () => `/customers/${debtor}/statement?${range}&cursor=x`, 400, 'message.invalid'],
      ['a year that is none', () => `/companies/${companyId}/fec?year=26`, 400, 'message.invalid'],
    ])('a report of %s is refused', async (_name, path, status, code) => {
      expect(await system.accountant.ask('GET', path())).toMatchObject({ status, body: { code } });
    });

    test('a company without a SIREN has no file of entries', async () => {
      const { storeId } = await openStoreFixture(system);
      const { items } = await system.owner.get('/stores');
      const { companyId: other } = items.find((store: any) => store.storeId === storeId);
      expect(await system.accountant.ask('GET', `/companies/${other}/fec?year=2026`)).toMatchObject({
        status: 422,
        body: { code: 'fec.siren-missing' },
      });
    });

    openingStock(() => system);
  });
}
