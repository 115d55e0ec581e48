import { describe, expect, test } from '@jest/globals';
import { openTemporal } from '../../deploy/test/system/open-temporal.js';
import { eventually, sellByApi, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** A day so many days from today. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Stories of stock that runs low: it is told, ordered, received, and is told to have recovered. */
export function alertStories(fixture: () => BrowserFixture): void {
  describe('stock that runs low', () => {
    test('alert, bell, what to order, draft, sent, received, recovered', async () => {
      const { system, storeId } = fixture();
      const { owner } = system;
      const sku = `ALERT-${Date.now()}`;
      const name = `Lampe d’alerte ${sku}`;
      const { supplierId } = await owner.post('/suppliers', { name: `Luminaires ${sku}`, leadTimeDays: 7 });
      const { productId } = await owner.post('/products', {
        sku,
        name,
        barcodes: [],
        currency: 'DZD',
        taxRateBps: 1900,
        warrantyMonths: 0,
        lowStockThreshold: 0,
        priceMinMinor: 100_000,
        priceListMinor: 100_000,
        priceMaxMinor: 100_000,
      });
      const lines = [{ productId, quantity: 8, costMinor: 400_000 }];
      await owner.post('/deliveries', { storeId, supplierId, lines });

      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', `/products/${productId}`);
      await page.getByLabel(/^Low from, in /).fill('4');
      await page.getByRole('button', { name: 'Set the threshold' }).click();
      await eventually(async () => {
        const { items } = await owner.get(`/what-to-order?storeId=${storeId}&supplierId=${supplierId}`);
        expect(items).toMatchObject([{ threshold: 4 }]);
      });

      await sellByApi(fixture(), [[sku, 5]]); // while the manager looks at another page
      const bell = page.getByRole('button', { name: /new stock alerts?$/ });
      await eventually(async () => {
        const { items } = await owner.get(`/stock-alerts?storeId=${storeId}&productId=${productId}`);
        expect(items).toMatchObject([{ state: 'open', low: { available: 3 } }]);
      });
      await bell.click();
      const told = page.getByRole('listitem').filter({ hasText: name });
      await told.getByText('3 left').waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await told.getByRole('button', { name: `Mark as seen: ${name}` }).click();
      await eventually(async () => {
        const { items } = await owner.get(`/stock-alerts?storeId=${storeId}&productId=${productId}`);
        expect(items[0].seen).toBeDefined();
      });
      await page.getByRole('dialog').getByRole('link', { name: 'What to order' }).click();

      await page.getByRole('heading', { level: 1, name: 'What to order' }).waitFor();
      await page.getByLabel('Supplier').selectOption({ label: `Luminaires ${sku}` });
      const quantity = page.getByLabel(`To order: ${name}`);
      await quantity.waitFor();
      // 5 in 56 days, 14 to cover: 2, and 4 of safety; 3 are there
      expect(await quantity.inputValue()).toBe('3');
      await quantity.fill('9');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Make 1 draft' }).click();
      await page.getByText('1 draft was made.').waitFor();
      expect(await page.getByRole('button', { name: 'Make drafts' }).isDisabled()).toBe(true);
      await page.getByRole('link', { name: 'See the drafts' }).click();
      const drafts = (await owner.get(`/purchase-orders?storeId=${storeId}&supplierId=${supplierId}`)).items;
      expect(drafts).toMatchObject([
        { state: 'draft', lines: [{ productId, quantity: 9 }], totalExpectedCostMinor: 450_000 },
      ]);

      await page.getByRole('link', { name: drafts[0].number }).click();
      await page.getByRole('button', { name: 'Mark as sent' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click();
      await page.locator('.page-head').getByText('sent', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Receive goods' }).click();
      await page.getByText(`For ${drafts[0].number}: correct what came differently.`).waitFor();
      await page.getByRole('button', { name: 'Receive one product' }).click();
      await page.getByRole('heading', { level: 1, name: `Luminaires ${sku}` }).waitFor();

      await page.goto(`/alerts?productId=${productId}`);
      const row = page.getByRole('row').filter({ hasText: name });
      await row.getByText('recovered', { exact: true }).waitFor();
      await row.getByText(/by Manager$/).waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByLabel('State').selectOption('open');
      await page.getByText('No alert is found.').waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('goods that expire ring the bell; written off, their alert is over', async () => {
      const { system, storeId } = fixture();
      const { owner } = system;
      const sku = `EXPIRES-${Date.now()}`;
      const name = `Yaourt ${sku}`;
      const price = { priceMinMinor: 5_000, priceListMinor: 5_000, priceMaxMinor: 5_000 };
      const facts = { sku, name, barcodes: [], currency: 'DZD', taxRateBps: 1900, warrantyMonths: 0 };
      const product = { ...facts, ...price, lowStockThreshold: 0, expiry: 'fefo' };
      const { productId } = await owner.post('/products', product);
      const lines = [{ productId, quantity: 4, costMinor: 8_000, expiresOn: dayIn(-1) }];
      await owner.post('/deliveries', { storeId, lines });

      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', '/expiring');
      const { connection, schedule } = await openTemporal(system);
      await eventually(() => schedule.getHandle('comptoir/warn-expiring').trigger(), 90_000);
      await connection.close();
      await eventually(async () => {
        const { items } = await owner.get(`/stock-alerts?storeId=${storeId}&productId=${productId}`);
        expect(items).toMatchObject([{ state: 'open', expiring: { available: 4 } }]);
      });
      await page.getByRole('button', { name: /new stock alerts?$/ }).click();
      await page
        .getByRole('listitem')
        .filter({ hasText: name })
        .getByText(/^expired: /)
        .waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.reload();
      const row = page.getByRole('row').filter({ hasText: name });
      await row.getByText(dayIn(-1).split('-').toReversed().join('/'), { exact: true }).waitFor();
      await row.getByRole('button', { name: 'Write off' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Write off' }).click();
      await row.waitFor({ state: 'detached' });
      await page.goto(`/alerts?productId=${productId}`);
      await page.getByRole('row').filter({ hasText: name }).getByText('over', { exact: true }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('an owner adds an address that is told, keeps its secret, and switches it off', async () => {
      const { owner } = fixture().system;
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', '/webhooks');
      await page.getByRole('button', { name: 'Add an address' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Add an address' }).click();
      await dialog.getByText('Please fill this in').waitFor();
      await dialog.getByLabel('Address').fill('ftp://example.com/hook');
      await dialog.getByRole('button', { name: 'Add an address' }).click();
      await dialog.getByRole('alert').first().waitFor();
      await dialog.getByLabel('Address').fill('https://example.com/hook');
      await dialog.getByRole('button', { name: 'Add an address' }).click();
      const secret = dialog.getByLabel('Secret');
      await eventually(async () => expect(await secret.inputValue()).toMatch(/^whsec_/));
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('button', { name: 'Switch off: https://example.com/hook' }).click();
      await page.getByRole('button', { name: 'Switch on: https://example.com/hook' }).waitFor();
      const { items } = await owner.get('/webhooks');
      expect(items.find((one: any) => one.url === 'https://example.com/hook')).toMatchObject({ active: false });
      await page.getByRole('link', { name: 'https://example.com/hook' }).click();
      await page.getByRole('heading', { level: 1, name: 'https://example.com/hook' }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
