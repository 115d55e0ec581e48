import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  eventually,
  goTo,
  pressAtOnce,
  productOf,
  sellForCash,
  signIn,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

/** Every page that the navigation leads to, with the roles that see it. */
const SEEN_BY: Readonly<Record<string, readonly string[]>> = {
  '/till': ['owner', 'manager', 'cashier'],
  '/sales': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/payments': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/till-reports': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/orders': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/approvals': ['owner', 'manager'],
  '/documents': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/guarantees': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/customers': ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  '/products': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/categories': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/imports': ['owner', 'manager', 'stockKeeper'],
  '/labels': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/price-lists': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/stock': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/alerts': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/what-to-order': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/stock-ages': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/expiring': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/stock-places': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/stock-traces': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/stock-values': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/stock-card': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/purchase-orders': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/transfers': ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'],
  '/stock-counts': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/write-offs': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/suppliers': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/supplier-bills': ['owner', 'manager', 'accountant', 'auditor'],
  '/supplier-returns': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/deliveries': ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  '/overview': ['owner', 'manager', 'accountant', 'auditor'],
  '/day': ['owner', 'manager', 'accountant', 'auditor'],
  '/margin': ['owner', 'manager', 'accountant', 'auditor'],
  '/journal': ['owner', 'manager', 'accountant', 'auditor'],
  '/trial-balance': ['owner', 'manager', 'accountant', 'auditor'],
  '/general-ledger': ['owner', 'manager', 'accountant', 'auditor'],
  '/account-statement': ['owner', 'manager', 'accountant', 'auditor'],
  '/accounts': ['owner', 'manager', 'accountant', 'auditor'],
  '/periods': ['owner', 'manager', 'accountant', 'auditor'],
  '/fec': ['owner', 'manager', 'accountant', 'auditor'],
  '/tax': ['owner', 'manager', 'accountant', 'auditor'],
  '/profit-and-loss': ['owner', 'manager', 'accountant', 'auditor'],
  '/aged-receivables': ['owner', 'manager', 'accountant', 'auditor'],
  '/aged-payables': ['owner', 'manager', 'accountant', 'auditor'],
  '/customer-statement': ['owner', 'manager', 'accountant', 'auditor'],
  '/companies': ['owner', 'manager', 'accountant', 'auditor'],
  '/entry': ['owner', 'accountant'],
  '/movement': ['owner', 'accountant'],
  '/opening': ['owner', 'accountant'],
  '/days': ['owner', 'manager', 'accountant', 'auditor'],
  '/controls': ['owner', 'manager', 'accountant', 'auditor'],
  '/stores': ['owner'],
  '/operations': ['owner'],
  '/webhooks': ['owner'],
};
const START: Readonly<Record<string, string>> = {
  owner: '/overview',
  manager: '/approvals',
  cashier: '/till',
  stockKeeper: '/stock',
  accountant: '/journal',
  auditor: '/controls',
};

async function opened(
  fixture: BrowserFixture,
  role: Parameters<typeof signIn>[1],
  path?: string,
): Promise<BrowserSession> {
  const session = await fixture.openSession('en');
  await signIn(session, role, path);
  return session;
}

const heading = ({ page }: BrowserSession, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Stories of the pages behind the till: what people do there, and that each role finds its own pages only. */
export function officeStories(fixture: () => BrowserFixture): void {
  describe('the office', () => {
    test.each(['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'] as const)(
      'the %s starts on the own page, finds the own pages only, and is told so at another',
      async (role) => {
        const session = await opened(fixture(), role);
        const { page } = session;
        await page.waitForURL(`**${START[role]}`);
        if (role === 'cashier') await page.goto('/sales');
        await page.locator('.office-side a').first().waitFor({ state: 'attached' }); // on a phone behind a button
        const links = await page
          .locator('.office-side a')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
        const own = Object.keys(SEEN_BY).filter((path) => SEEN_BY[path]?.includes(role));
        expect([role, links.toSorted()]).toEqual([role, own.toSorted()]);
        const other = Object.keys(SEEN_BY).find((path) => !SEEN_BY[path]?.includes(role));
        if (other) {
          await page.goto(other);
          await heading(session, 'This page is not for your role.').waitFor();
          await page.getByRole('link', { name: 'Back to your start page' }).click();
          await page.waitForURL(`**${START[role]}`);
        }
        expect(session.pageErrors).toEqual([]);
        await session.close();
      },
    );

    test('every page has its title, in the tab too, and the content is reached past the navigation', async () => {
      const session = await opened(fixture(), 'owner');
      const { page } = session;
      const titles = new Set<string>();
      for (const path of Object.keys(SEEN_BY).filter((one) => one !== '/till')) {
        await page.goto(path);
        const title = await page.locator('main h1').first().textContent();
        await eventually(async () => expect(await page.title()).toBe(`${title} · Comptoir`));
        titles.add(title ?? '');
      }
      expect(titles.size).toBe(Object.keys(SEEN_BY).length - 1);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
      await page.keyboard.press('Enter');
      await eventually(async () => expect(await page.evaluate(() => document.activeElement?.id)).toBe('content'));
      await page.goto('/no-such-page');
      await heading(session, 'This page does not exist.').waitFor();
      await session.close();
    });

    test('a product is added, received by scanner, found by search and sold; its price is changed', async () => {
      const [owner, keeper, till] = [
        await opened(fixture(), 'owner', '/products'),
        await opened(fixture(), 'stockKeeper', '/deliveries'),
        await opened(fixture(), 'cashier'),
      ];
      const code = '6130009990010';
      const { page } = owner;
      await page.getByRole('link', { name: 'Add a product' }).first().click();
      await page.getByRole('button', { name: 'Add a product' }).click();
      await page.getByText('Please fill this in.').first().waitFor();
      await page.getByLabel('Name').fill('Desk lamp');
      await page.getByLabel('SKU').fill('LAMP-1');
      await page.getByRole('combobox', { name: 'Barcodes' }).fill(code);
      await page.keyboard.press('Enter');
      await page.getByLabel(/^List price/).fill('1 250,50');
      await page.getByLabel(/^Tax rate/).fill('19');
      await page.getByRole('button', { name: 'Add a product' }).click();
      await heading(owner, 'Desk lamp').waitFor();
      expect(await productOf(fixture(), 'LAMP-1')).toMatchObject({
        barcodes: [code],
        priceListMinor: 125_050,
        priceMinMinor: 125_050,
        taxRateBps: 1900,
      });

      await keeper.page.getByRole('link', { name: 'Receive a delivery' }).first().click();
      await keeper.page.getByLabel('Scan or search a product').waitFor();
      await pressAtOnce(keeper, code, 'Enter', '0000000000000', 'Enter', code, 'Enter');
      await keeper.page.getByText('No product has these codes: 0000000000000.').waitFor();
      await eventually(async () =>
        expect(await keeper.page.getByLabel('Quantity of Desk lamp').inputValue()).toBe('2'),
      );
      await keeper.page.getByRole('button', { name: 'Receive one product' }).click();
      await keeper.page.getByText('An amount, for example 1250.00.').waitFor();
      await keeper.page.getByLabel('Cost of the line: Desk lamp').fill('1600');
      await keeper.page.getByLabel(/^Extra costs/).fill('50.50');
      await keeper.page.getByLabel('Supplier', { exact: true }).fill('Light & Co');
      await keeper.page.getByRole('button', { name: 'Receive one product' }).click();
      await heading(keeper, 'Light & Co').waitFor();
      const [delivery] = (await fixture().system.owner.get(`/deliveries?storeId=${fixture().storeId}&limit=1`)).items;
      await eventually(async () =>
        expect((await productOf(fixture(), 'LAMP-1')).stock).toMatchObject([
          { storeId: fixture().storeId, available: 2 },
        ]),
      );

      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Search pages, documents, products and customers').fill('desk');
      await page.getByRole('button', { name: /Desk lamp/ }).click();
      await page.getByText('2 available, 0 held').waitFor();
      await page.getByLabel(/^List price/).fill('1300');
      await page.getByLabel(/^Highest price/).fill('1300');
      await goTo(owner, '/stock');
      await page.getByRole('dialog').getByText('Leave without saving?').waitFor();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await eventually(async () => expect((await productOf(fixture(), 'LAMP-1')).priceListMinor).toBe(130_000));
      const soFar = page.getByRole('region', { name: 'Prices so far' }).locator('tbody tr');
      await eventually(async () => expect(await soFar.count()).toBe(2));
      const ownerName = (await fixture().system.owner.get('/auth/me')).name;
      for (const [at, price] of ['1,300.00', '1,250.50'].entries())
        expect(await soFar.nth(at).textContent()).toMatch(new RegExp(`${ownerName}.*${price}`));
      await goTo(owner, '/stock');
      await heading(owner, 'Stock').waitFor();
      await page.goto(`/deliveries/${delivery.deliveryId}`);
      await page.getByText(/1,650.50 · of which extra costs .*50.50/).waitFor();

      await tillReady(till);
      await pressAtOnce(till, code, 'Enter');
      await cartHas(till, 1);
      await till.page
        .locator('table.cart')
        .getByText(/1.300,00|1300\.00|1,300\.00/)
        .first()
        .waitFor();
      for (const one of [owner, keeper, till]) {
        expect(one.pageErrors).toEqual([]);
        await one.close();
      }
    });

    test('a sale is found in documents, journal and trial balance; its guarantee takes a claim and closes it', async () => {
      const [till, office] = [await opened(fixture(), 'cashier'), await opened(fixture(), 'owner', '/documents')];
      await tillReady(till);
      const number = await sellForCash(till, ['TV-43']);
      const { page } = office;
      const ownerName = (await fixture().system.owner.get('/auth/me')).name;
      await page.goto('/overview?of=all');
      const best = page.getByRole('row', { name: /TV|téléviseur/i }).first();
      await best.waitFor();
      await page.locator('.recharts-bar-rectangle').first().waitFor();
      await page.goto('/documents?type=BON_DE_VENTE');
      await page.getByRole('link', { name: number }).waitFor();
      expect(await page.getByLabel('Document', { exact: true }).inputValue()).toBe('BON_DE_VENTE');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as CSV' }).click();
      const csv = await readFile(await (await saved).path(), 'utf8');
      expect(csv).toContain(number);
      await page.goto('/sales');
      await page.getByLabel('Number', { exact: true }).fill(number);
      await eventually(async () => expect(await page.locator('.data-table tbody tr').count()).toBe(1));
      await page.getByRole('link', { name: number }).waitFor();
      const cashier = await fixture().system.cashier.get('/auth/me');
      expect(await page.locator('.data-table tbody tr').textContent()).toContain(cashier.name);
      await page.goto('/sales');
      await page.getByLabel('Seller').selectOption({ label: cashier.name });
      await page.getByRole('link', { name: number }).waitFor();
      await page.getByLabel('Seller').selectOption({ label: ownerName });
      await eventually(async () => expect(await page.getByRole('link', { name: number }).count()).toBe(0));
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Search pages, documents, products and customers').fill(number.toLowerCase());
      await page.getByRole('button', { name: new RegExp(number) }).click();
      await heading(office, `Sale ${number}`).waitFor();
      await page.getByText(cashier.name).waitFor();
      await page.goto('/sales?maxGrossMinor=1');
      await page.getByText('No sale is found.').waitFor();
      await page.goto('/journal?account=cash');
      await page.locator('.entry-lines').first().getByText('Cash').waitFor();
      await page.goto('/trial-balance');
      const totals = page.locator('tfoot th.number');
      await totals.first().waitFor();
      expect(await totals.nth(0).textContent()).toBe(await totals.nth(1).textContent());

      await page.goto('/guarantees');
      await page.locator('tbody a').first().click();
      await heading(office, 'Warranty').waitFor();
      await page.getByLabel('What is wrong with it').fill('No picture');
      await page.getByRole('button', { name: 'Open the claim' }).click();
      await page.getByText('No picture').waitFor();
      await page.getByLabel('What was done about it').fill('Replaced the board');
      await page.getByRole('button', { name: 'Close the claim' }).click();
      await page.getByText('Replaced the board').waitFor();
      await page.goto('/guarantees');
      await page.locator('tbody a').first().waitFor();
      expect(await page.getByText('one open claim').count()).toBe(0);
      expect([...till.pageErrors, ...office.pageErrors]).toEqual([]);
      await till.close();
      await office.close();
    });

    test('the list of sales shows a sale of a till without a reload', async () => {
      const [till, office] = [await opened(fixture(), 'cashier'), await opened(fixture(), 'manager', '/sales')];
      await office.page.locator('.data-table').waitFor();
      await tillReady(till);
      const number = await sellForCash(till, ['CAB-USBC']);
      await office.page.getByRole('link', { name: number }).waitFor();
      await till.close();
      await office.close();
    });

    test('the browser prints a page of the office without its frame, and a sale as its document', async () => {
      const session = await opened(fixture(), 'owner', '/products');
      const { page } = session;
      await page.locator('.data-table tbody tr').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await heading(session, 'Products').isVisible()).toBe(true);
      expect(await page.locator('.data-table tbody tr').first().isVisible()).toBe(true);
      for (const frame of ['.office-side', '.office-head', '.filter-bar', '.page-tools'])
        expect([frame, await page.locator(frame).first().isVisible()]).toEqual([frame, false]);
      await page.emulateMedia({ media: 'screen' });
      const { items } = await fixture().system.owner.get('/sales?limit=1');
      await page.goto(`/sales/${items[0].saleId}`);
      await page.locator('#print .receipt').waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#print .receipt').isVisible()).toBe(true);
      expect(await page.locator('#root').isVisible()).toBe(false);
      await session.close();
    });

    test('the next day to close is named; today cannot be closed; controls show both sides of the last audit', async () => {
      const session = await opened(fixture(), 'owner', '/days');
      const { page } = session;
      await page.getByText('This day can be closed when it is over.').waitFor();
      expect(await page.getByRole('button', { name: 'Close the day' }).count()).toBe(0);
      await page.goto('/controls');
      await page.getByRole('button', { name: 'Prove the books' }).click();
      await page.getByTestId('audit-result').waitFor({ timeout: 45_000 });
      await page.reload();
      await page.getByTestId('audit-result').filter({ hasText: 'The books are proved' }).waitFor();
      await page.goto('/operations');
      await page.getByText('No event is parked.').waitFor();
      await page.goto('/stores');
      await page.getByRole('region', { name: /./ }).first().waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
