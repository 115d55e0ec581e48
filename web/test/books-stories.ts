import { readFile } from 'node:fs/promises';
import { businessDayOf } from '@comptoir/contracts';
import { describe, expect, test } from '@jest/globals';
import {
  checkout,
  draft,
  openStoreFixture,
  sell,
  stockUp,
  type StoreFixture,
} from '../../deploy/test/system/store-fixture.js';
import {
  eventually,
  plain,
  signIn,
  type BrowserFixture,
  type BrowserSession,
  type Language,
} from './browser-fixture.js';
import { overflowing, seriousViolations, stillness } from './page-checks.js';

const STORE = 'comptoir.store';
const today = (): string => businessDayOf(new Date().toISOString(), 'Africa/Algiers');

/** An amount as the English pages write it, without its currency. */
const english = (minor: number): string =>
  (minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A store of a French company, whose books nobody else writes in. */
async function storeOf({ system }: BrowserFixture, legal: object = {}): Promise<StoreFixture & { companyId: string }> {
  const named = { companyName: 'Livres SARL', tradeRegister: 'RCS Paris 732 829 320', ...legal };
  const { companyId } = await system.owner.post('/companies', { profile: 'FR', legal: named });
  return { ...(await openStoreFixture(system, { companyId, legal: undefined, name: 'Books store' })), companyId };
}

/** Signs in at a page of a store. */
async function openAt(
  fixture: BrowserFixture,
  role: Parameters<typeof signIn>[1],
  { storeId }: { readonly storeId: string },
  path: string,
  language: Language = 'en',
): Promise<BrowserSession> {
  const session = await fixture.openSession(language);
  await signIn(session, role);
  await session.page.evaluate(([key, id]) => localStorage.setItem(key, id), [STORE, storeId] as const);
  await session.page.goto(path);
  return session;
}

async function checked({ page }: BrowserSession): Promise<void> {
  await stillness(page);
  expect(await seriousViolations(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
}

/** Chooses what a field with a list finds for a text. */
async function choose({ page }: BrowserSession, label: string, text: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(text);
  await page.getByRole('option', { name: text }).first().click();
}

/** The cells of each row of a table with this name. */
async function cellsOf({ page }: BrowserSession, name: string, part = 'tbody'): Promise<string[][]> {
  const rows = await page
    .getByRole('table', { name })
    .locator(`${part} tr`)
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  return rows.map((cells) => cells.map(plain));
}

/** The figures of a list, row by row; or those below it. */
async function figuresOf({ page }: BrowserSession, part = 'tbody td'): Promise<string[]> {
  return (await page.locator(`.data-table ${part}.number`).allTextContents()).map(plain);
}

/** Stories of the accountant: the chart, entries, the opening position, periods, reports and companies. */
export function booksStories(fixture: () => BrowserFixture): void {
  describe('the books', () => {
    test('an account is added; an entry with its paper is posted only when it balances, and taken back by its mirror', async () => {
      const store = await storeOf(fixture());
      const { accountant } = fixture().system;
      const session = await openAt(fixture(), 'accountant', store, '/accounts');
      const { page } = session;
      await page.getByRole('button', { name: 'Add an account' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Code').fill('512');
      await dialog.getByLabel('Name').fill('Rent');
      await dialog.getByRole('button', { name: 'Add an account' }).click();
      await dialog.getByText('Another account has this code.').first().waitFor();
      await checked(session);
      await dialog.getByLabel('Code').fill('6132');
      await dialog.getByRole('button', { name: 'Add an account' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByLabel('Code or name').fill('613');
      await eventually(async () => expect(await page.locator('.data-table tbody tr').count()).toBe(1));
      await page.getByRole('button', { name: 'Change Rent' }).click();
      await dialog.getByLabel('Name').fill('Rent of the shop');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'Rent of the shop' }).waitFor();

      await page.locator('.office-side a[href="/entry"]').click();
      await page.getByLabel('What it is').fill('Rent of November');
      await page.getByLabel('Number of the paper').fill('R-11');
      await choose(session, 'Account of line 1', '6132 Rent');
      await page.getByLabel('Debit of line 1').fill('1 200,50');
      await choose(session, 'Account of line 2', '370 Stocks');
      await page.getByLabel('Credit of line 2').fill('1200');
      const post = page.getByRole('button', { name: 'Post the entry' });
      await eventually(async () =>
        expect(plain(await page.getByTestId('difference').textContent())).toMatch(/^Difference: DZD 0\.50/),
      );
      expect(await post.isDisabled()).toBe(true);
      await page.getByLabel('Credit of line 2').fill('1200.50');
      await page.getByText('Debit and credit are equal.').waitFor();
      await post.click();
      await page.getByText('Please fill this in.').waitFor(); // the reason
      await page.getByLabel('Reason').fill('the lease');
      await page.locator('input[type=file]').setInputFiles({
        name: 'lease.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('The rent is due each month.'),
      });
      await post.click();
      const second = page.getByRole('group', { name: 'Line 2' });
      await second.getByText('This account follows the goods').waitFor(); // nothing that was typed is lost
      await checked(session);
      await choose(session, 'Account of line 2', '512 Banque');
      await post.click();
      await page.getByRole('heading', { level: 1, name: /^Entry T.*-GEN-\d{4}-000001$/ }).waitFor();
      const [entry] = (await accountant.get(`/ledger/entries?storeId=${store.storeId}`)).items;
      expect(entry).toMatchObject({ kind: 'manual', document: 'R-11', reason: 'the lease', memo: 'Rent of November' });
      expect(entry.lines.map((line: any) => [line.debitMinor, line.creditMinor])).toEqual([
        [120_050, 0],
        [0, 120_050],
      ]);
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'lease.txt' }).click();
      expect(await readFile(await (await saved).path(), 'utf8')).toBe('The rent is due each month.');

      await page.getByRole('button', { name: 'Take back' }).click();
      await dialog.getByText(new RegExp(`Take back entry ${entry.number} of DZD.1,200\\.50\\?`)).waitFor();
      await dialog.getByRole('button', { name: 'Take back' }).click();
      await dialog.getByText('Please fill this in.').waitFor();
      await dialog.getByLabel('Reason').fill('paid twice');
      await checked(session);
      await dialog.getByRole('button', { name: 'Take back' }).click();
      await page.getByRole('link', { name: /-GEN-\d{4}-000002$/ }).waitFor();
      await eventually(async () => expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(0));

      await page.goto(`/account-statement?account=${entry.lines[0].account}`);
      await page.getByText('Balance before: 0.00').waitFor();
      await eventually(async () =>
        expect(await figuresOf(session)).toEqual(['1,200.50', '', '1,200.50', '', '1,200.50', '0.00']),
      );
      await page.goto('/general-ledger');
      await page.getByRole('link', { name: '6132 Rent of the shop' }).waitFor();
      const csv = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as CSV' }).click();
      expect(await readFile(await (await csv).path(), 'utf8')).toContain('DZD,1200.50,0.00,1200.50');
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('une position d’ouverture est importée : erreurs par ligne et colonne, aperçu, écriture, puis contre-passation ; un mouvement de banque', async () => {
      const store = await storeOf(fixture());
      const { owner } = fixture().system;
      const { customerId } = await owner.post('/customers', { kind: 'person', name: 'Débitrice de longue date' });
      const session = await openAt(fixture(), 'accountant', store, '/opening?by=csv', 'fr');
      const { page } = session;
      const take = (csv: string) =>
        page
          .locator('input[type=file]')
          .setInputFiles({ name: 'ouverture.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      const head = 'account,customerId,till,label,debit,credit';
      await page.getByRole('button', { name: 'Fichier CSV' }).waitFor();
      await take(`${head}\nbankTransfer,,,Banque,12.345,\nreceivable,${customerId},,,700.00,\npayables,,,Batna,,x`);
      await page.getByRole('table', { name: 'Erreurs du fichier' }).waitFor();
      expect((await cellsOf(session, 'Erreurs du fichier')).map((cells) => cells.slice(0, 2))).toEqual([
        ['2', 'debit'],
        ['4', 'credit'],
      ]);
      await checked(session);
      await take(
        `${head}\nbankTransfer,,,Banque,1200.50,\nreceivable,${customerId},,,700.00,\npayables,,,Batna,,800.00`,
      );
      const preview = page.getByRole('region', { name: 'Ce qui sera passé' }).first();
      await preview.getByText('Débitrice de longue date').waitFor();
      expect(plain(await page.getByTestId('opening-equity').textContent())).toMatch(
        /^Contre 890 Bilan d’ouverture : 1 100,50 DZD au crédit$/,
      );
      await preview.getByLabel('Motif').fill('Reprise de l’ancien logiciel');
      await checked(session);
      await preview.getByRole('button', { name: 'Passer la position d’ouverture' }).click();
      const posted = page.getByRole('region', { name: 'Position d’ouverture passée' });
      await posted.waitFor();
      const [opening] = (await owner.get(`/ledger/entries?storeId=${store.storeId}`)).items;
      expect(opening.lines.at(-1)).toMatchObject({ account: 'openingEquity', creditMinor: 110_050 });
      await posted.getByRole('button', { name: 'Contre-passer la position' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(new RegExp(`${opening.number} de 1.900,50.DZD`)).waitFor();
      await dialog.getByLabel('Motif').fill('Mauvais fichier');
      await dialog.getByRole('button', { name: 'Contre-passer la position' }).click();
      await page.getByText('Saisir').click();
      await page.getByLabel('Débit de la ligne 2').fill('1200,50');
      await page.getByLabel('Motif').fill('Relevé de banque');
      await page.getByRole('button', { name: 'Passer la position d’ouverture' }).click();
      await posted.waitFor();

      await page.locator('.office-side a[href="/movement"]').click();
      await page.getByLabel('Montant, DZD').fill('15,90');
      await choose(session, 'Payé pour (compte)', '6288 Menues dépenses');
      await page.getByLabel('Pour quoi').fill('Frais de tenue de compte');
      await checked(session);
      await page.getByRole('button', { name: 'Passer l’écriture' }).click();
      await page.getByRole('heading', { level: 1, name: /-BNK-\d{4}-000001$/ }).waitFor();
      const { balances } = await owner.get(`/ledger/trial-balance?storeId=${store.storeId}`);
      const balanceOf = (account: string) =>
        balances[0].accounts.find((one: any) => one.account === account)?.balanceMinor;
      expect(['bankTransfer', 'expenses', 'receivable'].map(balanceOf)).toEqual([118_460, 1_590, 0]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('opening stock is brought in from a file: faults by line and column, what will be in stock, the entry against the opening equity; then it is taken back', async () => {
      const store = await storeOf(fixture());
      const { owner } = fixture().system;
      const productId = await stockUp(store, [], { name: 'Rice in bulk', unit: 'kg' });
      const { sku } = await owner.get(`/products/${productId}`);
      const session = await openAt(fixture(), 'owner', store, '/opening');
      const { page } = session;
      const take = (lines: string) =>
        page.locator('input[type=file]').setInputFiles({
          name: 'goods.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(`sku,quantity,cost\n${lines}`),
        });
      await page.getByRole('button', { name: 'CSV file of the goods' }).waitFor();
      await take(`${sku},2.5555,100\n${sku},2.5,100\nNO-SUCH-SKU,1,x`);
      await page.getByRole('table', { name: 'Faults of the file' }).waitFor();
      expect((await cellsOf(session, 'Faults of the file')).map((cells) => cells.slice(0, 2))).toEqual([
        ['2', 'quantity'],
        ['4', 'sku'],
        ['4', 'cost'],
      ]);
      await checked(session);
      await take(`${sku},2.5,100.50\n${sku},10,500`);
      const preview = page.getByRole('region', { name: 'What will be in stock' }).first();
      await preview.getByText('Rice in bulk').first().waitFor();
      const shown = async (part: string) =>
        (await preview.locator(`.data-table ${part}.number`).allTextContents()).map(plain);
      expect(await shown('tbody td')).toEqual(['1', '2.5 kg', '100.50', '2', '10 kg', '500.00']);
      expect((await shown('tfoot th')).at(-1)).toBe('600.50');
      await checked(session);
      await preview.getByLabel('Reference').fill('Count of the first day');
      await preview.getByRole('button', { name: 'Take the goods in' }).click();
      const back = page.getByRole('button', { name: 'Take the goods back' });
      await back.waitFor();
      await preview.waitFor({ state: 'detached' });
      const [delivery] = (await owner.get(`/openings/goods?storeId=${store.storeId}`)).items;
      expect(delivery).toMatchObject({ reference: 'Count of the first day', lines: 2, totalCostMinor: 60_050 });
      const entriesOf = async () =>
        (await owner.get(`/ledger/entries?storeId=${store.storeId}&ref=${delivery.deliveryId}`)).items;
      await eventually(async () => expect(await entriesOf()).toHaveLength(1));
      await back.click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByText(/600.50.DZD|DZD.600.50/)
        .first()
        .waitFor();
      await dialog.getByRole('button', { name: 'Take the goods back' }).click();
      await dialog.getByText('Please fill this in.').waitFor();
      await checked(session);
      await dialog.getByLabel('Reason').fill('Counted in grams');
      await dialog.getByRole('button', { name: 'Take the goods back' }).click();
      await page.getByText('Taken back: Counted in grams').waitFor();
      await eventually(async () => expect(await entriesOf()).toHaveLength(2));
      await page.locator('.office-side a[href="/journal"]').click();
      await page.getByText('Opening position: goods taken back').first().waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('tax, profit and loss, aged receivables and a customer’s statement show the figures of the API', async () => {
      const store = await storeOf(fixture());
      const { system } = fixture();
      const { accountant, owner } = system;
      const productId = await stockUp(store, [[10, 500]]);
      const debtor = await owner.post('/customers', {
        kind: 'person',
        name: 'Debtor of the books',
        creditLimit: { minor: 5_000_000, currency: 'DZD' },
      });
      await sell(store, [{ productId, quantity: 3 }]);
      const owed = await draft(store, [{ productId, quantity: 2 }], { customerId: debtor.customerId });
      expect((await checkout(store, owed)).status).toBe(200);
      await accountant.post('/entries', {
        storeId: store.storeId,
        businessDay: today(),
        memo: 'Electricity',
        reason: 'the bill',
        lines: [
          { account: 'expenses', debitMinor: 10_000 },
          { account: 'inputTax', taxRateBps: 1900, debitMinor: 1_900 },
          { account: 'payables', creditMinor: 11_900 },
        ],
      });
      const of = `storeId=${store.storeId}&from=${today()}&to=${today()}`;
      const session = await openAt(fixture(), 'accountant', store, `/tax?${of}`);
      const { page } = session;

      const tax = await accountant.get(`/reports/tax?${of}`);
      const taxOf = (row: any) => [row.baseMinor, row.outputTaxMinor, row.inputTaxMinor, row.dueMinor].map(english);
      expect(tax.totals).toMatchObject([{ baseMinor: 50_000, outputTaxMinor: 9_500, inputTaxMinor: 1_900 }]);
      await page.getByRole('table', { name: 'Tax report' }).waitFor();
      expect(await cellsOf(session, 'Tax report')).toEqual([['19%', ...taxOf(tax.items[0])]]);
      expect(await cellsOf(session, 'Tax report', 'tfoot')).toEqual([['Total', ...taxOf(tax.totals[0])]]);
      await page.getByLabel('Period').selectOption('This year'); // the filters are the address
      await eventually(() => expect(new URL(page.url()).searchParams.get('from')).toMatch(/-01-01$/));
      await checked(session);
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as CSV' }).click();
      expect(await readFile(await (await saved).path(), 'utf8')).toContain('1900,DZD,500.00,95.00,19.00,76.00');

      await page.goto(`/profit-and-loss?${of}`);
      const result = await accountant.get(`/reports/profit-and-loss?${of}`);
      const rowsOf = (type: string) =>
        result.items
          .filter((row: any) => row.type === type)
          .map((row: any) => [`${row.code} ${row.name}`, english(row.amountMinor)]);
      await page.getByTestId('result').waitFor();
      expect(await cellsOf(session, 'Income')).toEqual(rowsOf('income'));
      expect(await cellsOf(session, 'Expenses')).toEqual(rowsOf('expense'));
      expect(rowsOf('expense')).toHaveLength(2);
      expect(plain(await page.getByTestId('result').textContent())).toBe(
        `Profit${english(result.totals[0].resultMinor)}`,
      );
      await checked(session);

      await page.goto(`/aged-receivables?storeId=${store.storeId}`);
      await page.getByRole('link', { name: debtor.name }).waitFor();
      const expected = [23_800, 0, 0, 0, 23_800, 0].map(english);
      expect(await figuresOf(session)).toEqual(expected);
      expect(await figuresOf(session, 'tfoot th')).toEqual(expected);
      await checked(session);
      await page.getByRole('link', { name: 'Statement', exact: true }).click();

      await page.getByRole('heading', { level: 1, name: 'Customer statement' }).waitFor();
      await page.getByText('Closing balance').waitFor();
      const statement = await accountant.get(`/customers/${debtor.customerId}/statement?${of}`);
      expect(await figuresOf(session)).toEqual(
        statement.items.flatMap((one: any) => [
          one.debitMinor ? english(one.debitMinor) : '',
          one.creditMinor ? english(one.creditMinor) : '',
          english(one.balanceMinor),
        ]),
      );
      await page.evaluate(() => {
        window.print = () => (document.body.dataset['rows'] = String(document.querySelectorAll('tbody tr').length));
      });
      await page.getByRole('button', { name: 'Print' }).click();
      await page.waitForFunction((rows) => document.body.dataset['rows'] === rows, String(statement.items.length));
      await checked(session);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 703, height: 1_000 }); // A4 between its margins
      const onPaper = (await page.locator('.data-table').boundingBox())!;
      expect([onPaper.x, onPaper.width > 650, onPaper.x + onPaper.width <= 703]).toEqual([0, true, true]);
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('link', { name: 'Customer’s card' }).click();
      await page.locator('main').getByRole('link', { name: 'Customer statement' }).click();
      await page.getByText('Closing balance').waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a month and its year are closed in Arabic, from right to left; the next month is refused as its days are open', async () => {
      const store = await storeOf(fixture());
      const { accountant, manager, mongo } = fixture().system;
      const { storeId } = store;
      const year = Number(today().slice(0, 4)) - 1;
      await mongo
        .db('comptoir_catalog')
        .collection<{ _id: string; createdAt: string }>('stores')
        .updateOne({ _id: storeId }, { $set: { createdAt: `${year}-12-31T08:00:00.000Z` } });
      await accountant.post('/entries', {
        storeId,
        businessDay: `${year}-12-31`,
        memo: 'Rent',
        reason: 'the lease',
        lines: [
          { account: 'expenses', debitMinor: 10_000 },
          { account: 'bankTransfer', creditMinor: 10_000 },
        ],
      });
      await eventually(async () =>
        expect(
          await manager.ask('POST', `/stores/${storeId}/days/${year}-12-31/close`, {}, `close-${storeId}`),
        ).toMatchObject({ status: 201 }),
      );
      const session = await openAt(fixture(), 'accountant', store, '/periods', 'ar');
      const { page } = session;
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      const dialog = page.getByRole('dialog');
      const close = async (name: RegExp) => {
        await page.getByRole('button', { name }).click();
        await dialog.getByText(name).first().waitFor(); // the question names the period
        await checked(session);
        await dialog.getByRole('button', { name }).click();
        await dialog.waitFor({ state: 'detached' });
      };
      await close(new RegExp(`ديسمبر.${year}`));
      await close(new RegExp(`إقفال .?${year}`));
      await eventually(async () => expect(await page.locator('.data-table tbody tr').count()).toBe(2));
      const [closing] = (await accountant.get(`/ledger/entries?storeId=${storeId}&limit=1`)).items;
      expect(closing).toMatchObject({ kind: 'closing', occurredDay: `${year}-12-31` });
      await close(new RegExp(`جانفي.${year + 1}`));
      await page.getByRole('alert').getByText('يجب إقفال جميع أيام الفترة').waitFor();
      await page.getByRole('link', { name: new RegExp(`${year + 1}.?: أقفل الأيام`) }).waitFor();
      await page.getByRole('link', { name: 'نتيجة السنة' }).click();
      await page.getByRole('heading', { level: 1, name: closing.number }).waitFor();
      await page.goto(`/trial-balance?at=${year}-12-31`);
      await page.getByRole('link', { name: /6288/ }).waitFor();
      await checked(session);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a second store is opened for the same company, whose trial balance has both', async () => {
      const { system } = fixture();
      const store = await storeOf(fixture(), { companyName: 'Deux Portes SARL' });
      await sell(store, [{ productId: await stockUp(store, [[2, 500]]), quantity: 1 }]);
      const session = await openAt(fixture(), 'owner', store, '/stores/new');
      const { page } = session;
      const company = page.getByLabel('Company of the store');
      await company.selectOption({ label: 'New company' });
      await page.getByLabel('Country of its books').waitFor();
      await page.getByLabel('Name of the store').fill('Second door');
      await page.getByRole('textbox', { name: 'Code' }).fill('DOOR2');
      await page.getByLabel('Address').fill('2 rue Didouche Mourad');
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByText('Please fill this in.').waitFor(); // the name of the company
      await checked(session);
      await company.selectOption({ label: 'Deux Portes SARL' });
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
      const { items } = await system.owner.get('/stores');
      expect(items.filter((one: any) => one.companyId === store.companyId).map((one: any) => one.name)).toEqual([
        'Books store',
        'Second door',
      ]);
      await page.goto('/trial-balance');
      await page.getByText('Nothing has been posted here yet.').waitFor();
      await page.getByLabel('Books of').selectOption({ label: 'All of Deux Portes SARL' });
      await eventually(async () => {
        const [, cost] = (await cellsOf(session, 'Trial balance')).find(([name]) => name?.startsWith('6037')) ?? [];
        expect(cost).toBe('5.00');
      });
      await checked(session);
      const asked = page.waitForRequest((one) => one.url().includes(`trial-balance?storeId=${fixture().storeId}`));
      await page.getByRole('combobox', { name: 'Store' }).selectOption(fixture().storeId); // of another company
      await asked;
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a company is opened and takes another legal identity from today on; its file of entries is saved', async () => {
      const store = await storeOf(fixture(), { companyName: 'Alpha SARL' });
      const session = await openAt(fixture(), 'owner', store, '/companies');
      const { page } = session;
      const dialog = page.getByRole('dialog');
      const { companyId } = store;
      await page.getByRole('button', { name: 'New company' }).click();
      await dialog.getByRole('button', { name: 'Open the company' }).click();
      await dialog.getByText('Please fill this in.').waitFor();
      await dialog.getByLabel('Name of the company').fill('Beta SUARL');
      await dialog.getByLabel('Country of its books').selectOption('Tunisia');
      await dialog.getByRole('button', { name: 'Open the company' }).click();
      await page.getByRole('region', { name: 'Beta SUARL' }).waitFor();

      await page.getByRole('button', { name: 'Change the identity of Alpha SARL' }).click();
      await dialog.getByLabel('Name of the company').fill('Alpha SPA');
      await dialog.getByLabel('Holds from').fill('2020-01-01');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('A legal identity can only change from today on').first().waitFor();
      await checked(session);
      await dialog.getByLabel('Holds from').fill(today());
      await dialog.getByRole('button', { name: 'Save' }).click();
      const card = page.getByRole('region', { name: 'Alpha SPA' });
      await card.getByText('Alpha SARL').waitFor();
      const { legal, identities } = await fixture().system.owner.get(`/companies/${companyId}`);
      expect([legal.companyName, identities.length]).toEqual(['Alpha SPA', 2]);

      await page.goto(`/fec?companyId=${companyId}`);
      await page.getByText('18 fields a line').waitFor();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Save the file of ${today().slice(0, 4)}` }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toBe(`732829320FEC${today().slice(0, 4)}1231.txt`);
      expect((await readFile(await file.path(), 'utf8')).split('\t')).toContain('EcritureNum');
      await page.getByRole('combobox', { name: 'Company' }).selectOption({ label: 'Beta SUARL · TN' });
      await page.getByRole('button', { name: /^Save the file/ }).click();
      await page.getByRole('alert').getByRole('link', { name: 'Companies' }).waitFor();
      await checked(session);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
