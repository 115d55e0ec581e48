import { describe, expect, test } from '@jest/globals';
import {
  demoProduct,
  eventually,
  productOf,
  scan,
  signIn,
  typeByHand,
  type BrowserFixture,
  VIEWPORTS,
} from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of stock counts and write-offs: one is counted by scans, reviewed and posted; goods are written off. */
export function countStories(fixture: () => BrowserFixture): void {
  const availableOf = async (sku: string): Promise<number> => {
    const { productId } = await productOf(fixture(), sku);
    const { owner } = fixture().system;
    const { items } = await owner.get(`/stock?storeId=${fixture().storeId}&productId=${productId}`);
    return items[0].available;
  };

  describe('stock counts', () => {
    test('one is begun, counted by scans that leave the focus where it is, looked at and posted', async () => {
      const { owner } = fixture().system;
      const [lamp, battery] = [await productOf(fixture(), 'AMP-LED15'), await productOf(fixture(), 'PIL-AAA4')];
      const before = { lamp: await availableOf('AMP-LED15'), battery: await availableOf('PIL-AAA4') };
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', '/stock-counts');
      await page.getByRole('link', { name: 'New stock count' }).click();
      await page.getByLabel('What is counted').selectOption('products');
      for (const { sku } of [lamp, battery]) {
        await page.getByLabel('Scan or search the first product.').fill(demoProduct(sku).barcode);
        await page.getByLabel('Scan or search the first product.').press('Enter');
        await page.getByRole('button', { name: `Leave out ${demoProduct(sku).name}` }).waitFor();
      }
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Begin the count' }).click();
      await page.getByRole('heading', { level: 1, name: /-SC-\d{4}-\d{6}/ }).waitFor();
      const stockCountId = page.url().split('/').at(-1) as string;
      const entries = async (): Promise<[string, number][]> =>
        (await owner.get(`/stock-counts/${stockCountId}/entries`)).items
          .toReversed()
          .map((one: any) => [one.productId, one.quantity]);

      const field = page.getByLabel('Scan what you count');
      await field.focus();
      await scan(session, 'AMP-LED15');
      await scan(session, 'AMP-LED15');
      await typeByHand(session, String(before.lamp - 3));
      await page.keyboard.press('Enter');
      await page.getByText(`Next scan: ${before.lamp - 3} ×`).waitFor();
      await scan(session, 'AMP-LED15');
      await field.fill('99990000');
      await field.press('Enter');
      await page.getByText('Not found: 99990000').waitFor();
      await typeByHand(session, String(before.battery + 2));
      await page.keyboard.press('Enter');
      await scan(session, 'PIL-AAA4');
      await eventually(async () =>
        expect(await entries()).toEqual([
          [lamp.productId, 1],
          [lamp.productId, 1],
          [lamp.productId, before.lamp - 3],
          [battery.productId, before.battery + 2],
        ]),
      );
      expect(await field.evaluate((element: any) => element === element.ownerDocument.activeElement)).toBe(true);
      expect(await page.getByText('Not found: 99990000').count()).toBe(1); // it stays until it is put away
      await page.getByRole('button', { name: 'Put away' }).click();
      await page
        .getByText(`${before.battery + 2}`, { exact: false })
        .first()
        .waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('button', { name: 'End the counting' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'End the counting' }).click();
      await page.locator('.page-head').getByText('in review').waitFor();
      await page.getByText('2 of 2').waitFor();
      expect(await page.locator('.data-table tbody tr').count()).toBe(2);
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Post the count' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Post the count' }).click();
      await page.locator('.page-head').getByText('posted', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'The goods that were found' }).waitFor();
      expect([await availableOf('AMP-LED15'), await availableOf('PIL-AAA4')]).toEqual([
        before.lamp - 1,
        before.battery + 2,
      ]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a stock keeper writes goods off on a phone without seeing costs', async () => {
      const before = await availableOf('AMP-LED9');
      const session = await fixture().openSession('fr', { viewport: VIEWPORTS[390] });
      const { page } = session;
      await signIn(session, 'stockKeeper', '/write-offs/new');
      const { name, barcode } = demoProduct('AMP-LED9');
      await page.getByLabel('Scannez ou cherchez le premier produit.').fill(barcode);
      await page.getByLabel('Scannez ou cherchez le premier produit.').press('Enter');
      await page.getByText(name).first().waitFor();
      await page.getByLabel('Motif').selectOption('other');
      await page.getByRole('button', { name: 'Sortir un produit' }).click();
      await page.getByText('Dites ce qui s’est passé.').waitFor();
      await page.getByLabel('Note').fill('tombée du rayon');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Sortir un produit' }).click();
      await page.getByText('tombée du rayon').waitFor();
      expect(await page.getByText('DZD').count()).toBe(0);
      expect(await availableOf('AMP-LED9')).toBe(before - 1);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
