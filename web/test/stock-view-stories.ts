import { describe, expect, test } from '@jest/globals';
import { eventually, productOf, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of the views of the stock: what it was worth, where it is, and where a batch came from and went. */
export function stockViewStories(fixture: () => BrowserFixture): void {
  describe('views of the stock', () => {
    test('a batch from the number of its delivery to its papers; the value of the day beside the books', async () => {
      const { owner } = fixture().system;
      const { storeId } = fixture();
      const { productId, name } = await productOf(fixture(), 'KET-17');
      const lines = [{ productId, quantity: 2, costMinor: 200_000 }];
      const { batches } = await owner.post('/deliveries', { storeId, reference: 'BL-TRACE-1', lines });
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', '/stock-traces');
      await page.getByLabel('Number of a batch, invoice, delivery or order').fill('bl-trace-1');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Where it came from' }).waitFor();
      await page.getByText(batches[0].batchId).first().waitFor();
      await page.getByRole('region', { name: 'Where it came from' }).getByText('BL-TRACE-1').first().waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);

      await page.goto(new URL(`/stock-values?productId=${productId}`, page.url()).href);
      await page.getByRole('heading', { name }).waitFor();
      await page.getByText(batches[0].batchId).waitFor();
      await page.getByText('Inventory account').waitFor();
      await eventually(async () => expect(await page.getByText('On its way to the books').count()).toBe(0));
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);

      await page.goto(new URL('/stock-places', page.url()).href);
      await page.getByRole('link', { name }).first().waitFor();
      await page.goto(new URL('/expiring', page.url()).href);
      await page.getByText('Nothing expires in this time.').waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
