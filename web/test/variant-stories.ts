import { expect, test } from '@jest/globals';
import {
  cartHas,
  eventually,
  listed,
  productOf,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
} from './browser-fixture.js';

/** Stories of variants: a grid of them is made in one step, and the till offers it for their parent, by keyboard alone. */
export function variantStories(fixture: () => BrowserFixture): void {
  test('sizes and colours make a grid of variants; the list shows their parent, and the till a grid for the arrow keys', async () => {
    const { productId } = await fixture().system.owner.post('/products', {
      sku: 'POLO',
      name: 'Polo coton',
      barcodes: [],
      currency: 'DZD',
      taxRateBps: 1900,
      warrantyMonths: 0,
      lowStockThreshold: 0,
      priceMinMinor: 180_000,
      priceListMinor: 200_000,
      priceMaxMinor: 220_000,
    });
    const [office, till] = [await fixture().openSession('en'), await fixture().openSession('en')];
    const { page } = office;
    await signIn(office, 'manager', `/products/${productId}`);
    await page.getByRole('link', { name: 'Add variants' }).click();
    const option = async (number: number, name: string, values: readonly string[]): Promise<void> => {
      await page.getByLabel(`Option ${number}`, { exact: true }).fill(name);
      const field = page.getByRole('combobox', { name: `Values of option ${number}` });
      for (const value of values) {
        await field.fill(value);
        await field.press('Enter');
      }
    };
    await option(1, 'Size', ['S', 'M', 'L']);
    await page.getByRole('button', { name: 'One more option' }).click();
    await option(2, 'Colour', ['Red', 'Blue']);
    await page.getByLabel('L / Blue', { exact: true }).uncheck();
    await page.getByLabel('SKU of S / Red').fill('POLO-FIRST');
    await page.getByRole('button', { name: 'Add 5 variants' }).click();
    await page.getByRole('link', { name: 'M / Blue' }).waitFor();
    expect(await productOf(fixture(), 'POLO-M-BLUE')).toMatchObject({ name: 'Polo coton · M / Blue' });
    expect(await productOf(fixture(), 'POLO-FIRST')).toMatchObject({ name: 'Polo coton · S / Red' });
    await page.goto('/products?text=polo');
    await page.getByText('S, M, L · Red, Blue').waitFor();
    expect(await page.getByRole('link', { name: /^Polo coton/ }).allTextContents()).toEqual(['Polo coton']);
    expect(office.pageErrors).toEqual([]);

    await signIn(till, 'cashier');
    await tillReady(till);
    await typeByHand(till, 'polo');
    await listed(till);
    await till.page.keyboard.press('Enter');
    const dialog = till.page.getByRole('dialog');
    const isFocused = (name: string) =>
      eventually(async () =>
        expect(await till.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name),
      );
    await isFocused('Polo coton · S / Red');
    await till.page.keyboard.press('ArrowRight');
    await isFocused('Polo coton · S / Blue');
    await till.page.keyboard.press('ArrowDown');
    await isFocused('Polo coton · M / Blue');
    await till.page.keyboard.press('ArrowDown'); // there is no L in blue
    await isFocused('Polo coton · M / Blue');
    await till.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await cartHas(till, 1);
    await till.page.getByText('POLO-M-BLUE').waitFor();
    await typeByHand(till, 'POLO');
    await till.page.keyboard.press('Escape');
    expect(till.pageErrors).toEqual([]);
    for (const session of [office, till]) await session.close();
  });
}
