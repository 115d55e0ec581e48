import { describe, expect, test } from '@jest/globals';
import { demoProduct, eventually, productOf, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of suppliers: one is added, found, changed, delivers, and is archived. */
export function supplierStories(fixture: () => BrowserFixture): void {
  describe('suppliers', () => {
    test('one is added, found and changed; it delivers, and what its product cost last is on its card', async () => {
      const { owner } = fixture().system;
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', '/suppliers');
      await page.getByRole('link', { name: 'Grossiste Exemple' }).waitFor();
      await page.getByRole('button', { name: 'Add a supplier' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Lumières du Sud');
      await dialog.getByLabel('Phone').fill('029 71 40 50');
      await dialog.getByLabel('Numbers of').selectOption('Algeria');
      await dialog.getByLabel('NIF').fill('000035001112223');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Add a supplier' }).click();
      await dialog.getByText('Another supplier has this number already; use that one.').waitFor();
      await dialog.getByRole('link', { name: 'Open Grossiste Exemple' }).waitFor();
      await dialog.getByLabel('NIF').fill('000047009998887');
      await dialog.getByRole('button', { name: 'Add a supplier' }).click();
      await page.getByRole('heading', { level: 1, name: 'Lumières du Sud' }).waitFor();

      await page.goto('/suppliers');
      const search = page.getByLabel('Name, phone or tax number');
      for (const text of ['sud lumi', '714050', '000047009998887']) {
        await search.fill(text);
        await eventually(async () =>
          expect([text, await page.locator('.data-table tbody a').allTextContents()]).toEqual([
            text,
            ['Lumières du Sud'],
          ]),
        );
      }
      await page.getByRole('link', { name: 'Lumières du Sud' }).click();
      await page.getByLabel('Delivers within, days').fill('6');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const { items } = await owner.get('/suppliers?text=lumieres');
      const [{ supplierId }] = items;
      await eventually(async () =>
        expect(await owner.get(`/suppliers/${supplierId}`)).toMatchObject({ leadTimeDays: 6, revision: 2 }),
      );

      const { productId, name } = await productOf(fixture(), 'KET-17');
      await page.goto('/deliveries/new');
      await page.getByLabel('Supplier', { exact: true }).fill('lumi');
      await page.getByRole('option', { name: /Lumières du Sud/ }).click();
      await page.getByText('From the list of suppliers.').waitFor();
      await page.getByLabel('Scan or search a product').fill(demoProduct('KET-17').barcode);
      await page.getByLabel('Scan or search a product').press('Enter');
      await page.getByLabel(`Cost of the line: ${name}`).fill('1234.50');
      await page.getByRole('button', { name: 'Receive one product' }).click();
      await page.getByRole('heading', { level: 1, name: 'Lumières du Sud' }).waitFor();
      await page.goto(`/suppliers/${supplierId}`);
      const products = page.getByRole('region', { name: 'Products of this supplier' });
      await products.getByText('DZD 1,234.50').waitFor();
      await page.getByRole('region', { name: 'Deliveries of this supplier' }).getByText('DZD 1,234.50').waitFor();
      await products.getByRole('button', { name: `Change the number of ${name}` }).click();
      await dialog.getByLabel('Supplier’s number').fill('LS-0017');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await products.getByText('LS-0017').waitFor();
      await page.goto(`/products/${productId}`);
      await page.getByRole('region', { name: 'Suppliers' }).getByText('LS-0017').waitFor();

      await page.goto(`/suppliers/${supplierId}`);
      await page.getByLabel('Archived: no longer offered').check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await eventually(async () =>
        expect(await owner.get(`/suppliers/${supplierId}`)).toMatchObject({ archived: true }),
      );
      await page.goto('/suppliers?archived=true');
      await page.getByRole('link', { name: 'Lumières du Sud' }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('an accountant reads a supplier from right to left, and changes nothing', async () => {
      const session = await fixture().openSession('ar');
      const { page } = session;
      await signIn(session, 'accountant', '/suppliers');
      await page.getByRole('link', { name: 'Grossiste Exemple' }).click();
      await page.getByRole('heading', { level: 1, name: 'Grossiste Exemple' }).waitFor();
      await page.locator('dl').getByText('000035001112223').waitFor();
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      expect(await page.getByRole('button', { name: /حفظ|إضافة/ }).count()).toBe(0);
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
