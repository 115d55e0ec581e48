import { describe, expect, test } from '@jest/globals';
import { eventually, productOf, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of deliveries that were typed wrongly: one is corrected, and the card of its product shows it. */
export function correctionStories(fixture: () => BrowserFixture): void {
  describe('corrections of deliveries', () => {
    test('one unit fewer: the delivery says so, and the stock card leads back to it', async () => {
      const { owner } = fixture().system;
      const { storeId } = fixture();
      const { productId, name } = await productOf(fixture(), 'KET-17');
      const lines = [{ productId, quantity: 3, costMinor: 300_000 }];
      const { deliveryId } = await owner.post('/deliveries', { storeId, reference: 'BL-91', lines });
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', `/deliveries/${deliveryId}`);
      await page.getByRole('button', { name: 'Correct', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Correct the delivery' }).click();
      await dialog.getByText('A quantity above zero').waitFor();
      await dialog.getByLabel('How many fewer').fill('1');
      await dialog.getByLabel('Reason').fill('Two parcels, not three');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Correct the delivery' }).click();
      await page.getByRole('heading', { name: 'Corrections' }).waitFor();
      await page.getByText('Two parcels, not three').waitFor();
      const { corrections } = await owner.get(`/deliveries/${deliveryId}`);
      expect(corrections).toMatchObject([{ kind: 'fewer', quantity: 1, owedCostMinor: -100_000 }]);

      await page.goto(new URL(`/stock-card?productId=${productId}`, page.url()).href);
      await page.getByText(name).first().waitFor();
      const first = page.locator('.data-table tbody tr').first();
      await eventually(async () => expect(await first.innerText()).toContain('Fewer came than typed'));
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await first.getByRole('link', { name: 'Correction of a delivery' }).click();
      await page.getByRole('heading', { name: 'Corrections' }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
