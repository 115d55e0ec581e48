import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { eventually, productOf, sellByApi, signIn, type BrowserFixture } from './browser-fixture.js';

/** Stories of categories: added, given to a product, read in the margin of what is sold from then on. */
export function categoryStories(fixture: () => BrowserFixture): void {
  describe('categories', () => {
    test('a category is added, given to a product, and its margin is read to the line; renamed, it has its new name', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', '/categories');
      await page.getByRole('link', { name: 'Cuisine' }).waitFor();
      await page.getByRole('button', { name: 'Add a category' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('cuisine');
      await dialog.getByRole('button', { name: 'Add a category' }).click();
      await dialog.getByText('Another category has this name; choose another one.').waitFor();
      await dialog.getByLabel('Name').fill('Radios');
      await dialog.getByRole('button', { name: 'Add a category' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('link', { name: 'Radios' }).waitFor();

      const { productId } = await productOf(fixture(), 'RAD-REV');
      await page.goto(`/products/${productId}`);
      await page.getByLabel('Category').selectOption('Radios');
      await page.getByRole('button', { name: 'Save' }).click();
      await eventually(async () => expect((await productOf(fixture(), 'RAD-REV')).categoryId).toMatch(/^cat_/));
      await page.goto('/categories');
      await page.getByRole('link', { name: 'Radios' }).click();
      await eventually(async () => expect(await page.locator('.data-table tbody tr').count()).toBe(1));
      await page.getByRole('cell', { name: 'Radio-réveil double alarme' }).waitFor();

      await sellByApi(fixture(), [['RAD-REV', 2]]);
      await page.goto('/margin');
      await page.getByLabel('By', { exact: true }).selectOption('Category');
      await page.getByRole('link', { name: 'Radios' }).waitFor();
      await page.locator('.recharts-bar-rectangle:visible').first().waitFor();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as CSV' }).first().click();
      expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/,Radios,/);
      await page.getByRole('link', { name: 'Radios' }).click();
      await page.getByRole('heading', { name: 'Lines behind Radios' }).waitFor();
      await page.locator('.margin-lines tbody').getByText('Radio-réveil double alarme').first().waitFor();

      await page.goto('/categories');
      await page.getByRole('button', { name: 'Rename Radios' }).click();
      await dialog.getByLabel('Name').fill('Clock radios');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'Clock radios' }).waitFor();
      await page.goto('/margin?by=category');
      await page.getByRole('link', { name: 'Clock radios' }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a cashier reads the categories and changes none', async () => {
      const session = await fixture().openSession('ar');
      const { page } = session;
      await signIn(session, 'cashier', '/categories');
      await page.getByRole('link', { name: 'Cuisine' }).waitFor();
      expect(await page.getByRole('button', { name: /إعادة|إضافة/ }).count()).toBe(0);
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
