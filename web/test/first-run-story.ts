import { expect, test } from '@jest/globals';
import { startTestSystem } from '../../deploy/test/system/system.js';
import { eventually, type BrowserFixture } from './browser-fixture.js';

/** The story of an installation in which nothing is there but its owner. */
export function firstRunStory(fixture: () => BrowserFixture): void {
  test('an owner of an empty installation is led to the first store, and goes on from there', async () => {
    const system = await startTestSystem();
    const { page, context, pageErrors } = await fixture().openSession('en', { baseURL: system.shop.url });
    try {
      await page.goto('/');
      await page.getByLabel('E-mail address').fill('owner@demo.example');
      await page.locator('input[type=password]').fill('comptoir-demo');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.waitForURL('**/stores/new');
      await page.getByLabel('Name of the company').fill('Lampes du Port');
      await page.getByLabel('Name of the store').fill('Le Port');
      await page.getByRole('textbox', { name: 'Code' }).fill('port 1');
      await page.getByLabel('Address').fill('1 quai du Port, Béjaïa');
      await page.getByRole('combobox', { name: 'Time zone' }).fill('Africa/Algiers');
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByRole('textbox', { name: 'Code' }).fill('PORT');
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
      await page.getByText('There is no product yet.').waitFor();
      await eventually(async () =>
        expect((await system.owner.get('/stores')).items).toMatchObject([
          { code: 'PORT', name: 'Le Port', currency: 'DZD', legal: { companyName: 'Lampes du Port' } },
        ]),
      );
      expect(pageErrors).toEqual([]);
    } finally {
      await context.close();
      await system.close();
    }
  });
}
