import { expect, test } from '@jest/globals';
import { eventually, plain, productOf, scan, signIn, tillReady, type BrowserFixture } from './browser-fixture.js';

/** Stories of price lists: made in the office, seen at the till for the store and for a customer of a group. */
export function priceListStories(fixture: () => BrowserFixture): void {
  test('a list is made, a price is set, and the till sells at it; a customer of a group has another one', async () => {
    const { owner } = fixture().system;
    const product = await productOf(fixture(), 'CAF-FLT');
    await owner.post('/customers', { kind: 'person', name: 'Yacine Grossiste', group: 'Gros' });
    const trade = await owner.post('/price-lists', {
      name: 'Prix gros',
      group: 'gros',
      from: '2020-01-01',
      currency: 'DZD',
    });
    await owner.ask('PUT', `/price-lists/${trade.priceListId}/prices`, {
      prices: [{ productId: product.productId, price: { priceListMinor: 450_000 } }],
    });
    const office = await fixture().openSession('en');
    const { page } = office;
    await signIn(office, 'manager', '/price-lists');
    await page.getByRole('link', { name: 'Prix gros' }).waitFor();
    await page.getByRole('button', { name: 'Add a price list' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Semaine du café');
    await dialog.getByLabel('From', { exact: false }).fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Add a price list' }).click();
    await page.getByRole('link', { name: 'Semaine du café' }).click();
    await page.getByText('No product is on this list yet.').waitFor();
    const field = page.getByLabel('Add or change a product');
    await field.fill('CAF-FLT');
    await field.press('Enter');
    await dialog.getByLabel('Price, DZD', { exact: false }).first().fill('5900.00');
    await dialog.getByRole('button', { name: 'Set the price' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('cell', { name: '5,900.00' }).first().waitFor();
    await page.getByRole('link', { name: product.name }).click();
    await page.getByRole('cell', { name: 'Semaine du café' }).waitFor();
    expect(office.pageErrors).toEqual([]);
    await office.close();

    const till = await fixture().openSession('en');
    await signIn(till, 'cashier');
    await tillReady(till);
    await scan(till, 'CAF-FLT');
    await till.page.getByText('price list: Semaine du café').waitFor();
    await till.page.keyboard.press('F4');
    await till.page.getByLabel('Name, phone, tax number or document').fill('Yacine Grossiste');
    await till.page.keyboard.press('Enter');
    await till.page.getByText('price list: Prix gros').waitFor();
    const gross = async (): Promise<string> => plain(await till.page.getByTestId('gross').textContent());
    await eventually(async () => expect(await gross()).toMatch(/4.500[.,]00/));
    await till.page.getByRole('button', { name: 'Walk-in', exact: false }).first().click();
    await eventually(async () => expect(await gross()).toMatch(/5.900[.,]00/));
    expect(till.pageErrors).toEqual([]);
    await till.close();
    // the other stories sell at the tag
    for (const { priceListId } of (await owner.get('/price-lists')).items)
      await owner.ask('PUT', `/price-lists/${priceListId}/prices`, {
        prices: [{ productId: product.productId, price: null }],
      });
  });
}
