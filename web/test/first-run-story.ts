import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { signIn } from '../../deploy/src/api-client.js';
import { startTestSystem } from '../../deploy/test/system/system.js';
import { eventually, type BrowserFixture } from './browser-fixture.js';

/** The story of an installation in which nothing is there. */
export function firstRunStory(fixture: () => BrowserFixture): void {
  test('a shop that nobody owns asks for the printed code and its first owner, who signs in, opens the first store and fills it', async () => {
    const system = await startTestSystem();
    const { page, context, pageErrors } = await fixture().openSession('en', { baseURL: system.shop.url });
    const gateway = system.mongo.db('comptoir_gateway');
    const code = 'abcde-fghjk-mnpqr-stuvw';
    await gateway.collection('users').deleteMany({});
    const _id = createHash('sha256').update(code).digest('base64url');
    await gateway.collection<{ _id: string }>('setupCodes').insertOne({ _id, madeAt: new Date() } as never);
    try {
      await page.goto('/till');
      await page.getByRole('heading', { level: 1, name: 'Set up your shop' }).waitFor();
      await page.getByLabel('Your name').fill('La patronne');
      await page.getByLabel('E-mail address').fill('patronne@lampes.example');
      await page.locator('input[type=password]').fill('lampes du port');
      await page.getByLabel('Code').fill('not this one');
      await page.getByRole('button', { name: 'Set up the shop' }).click();
      await page.getByText('This code is not right').waitFor();
      await page.getByLabel('Code').fill(code);
      await page.getByRole('button', { name: 'Set up the shop' }).click();
      await page.getByRole('heading', { level: 1, name: 'Your first store' }).waitFor();
      await page.getByRole('button', { name: 'Signed in: La patronne' }).waitFor();
      expect(await gateway.collection('users').countDocuments()).toBe(1);
      await page.evaluate(() => sessionStorage.clear()); // as another tab is
      await page.goto('/setup');
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      await page.getByLabel('E-mail address').fill('patronne@lampes.example');
      await page.locator('input[type=password]').fill('lampes du port');
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
      await page.getByRole('button', { name: 'Try it with sample goods' }).click();
      await page.getByRole('dialog', { name: 'Fill this shop with sample goods?' }).waitFor();
      await page.getByRole('button', { name: 'Fill it' }).click();
      await page.getByRole('link', { name: 'Lampe de bureau' }).waitFor();
      const owner = await signIn(system.shop.url, 'patronne@lampes.example', 'lampes du port');
      await eventually(async () =>
        expect((await owner.get('/products?sku=TRY-LAMP')).items).toMatchObject([
          { priceListMinor: 360_000, currency: 'DZD', stock: [{ available: 10 }] },
        ]),
      );
      await eventually(async () =>
        expect((await owner.get('/stores')).items).toMatchObject([
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
