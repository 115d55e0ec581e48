import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { demoProduct, eventually, productOf, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of purchase orders: one is written, sent, received in parts at another price, and closed. */
export function purchaseStories(fixture: () => BrowserFixture): void {
  describe('purchase orders', () => {
    test('one is written, sent, received in two parts, the second at another price, and closed', async () => {
      const { owner } = fixture().system;
      const { productId, name } = await productOf(fixture(), 'KET-17');
      const { supplierId } = await owner.post('/suppliers', { name: 'Bouilloires du Littoral' });
      await owner.ask('PUT', `/suppliers/${supplierId}/products/${productId}`, { catalogNumber: 'BL-17' });
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', '/purchase-orders');
      await page.getByRole('link', { name: 'Grossiste Exemple' }).first().waitFor(); // of the demo shop
      await page.getByRole('link', { name: 'New purchase order' }).click();
      await page.getByLabel('Scan or search a product').fill(demoProduct('KET-17').barcode);
      await page.getByLabel('Scan or search a product').press('Enter');
      await page.getByLabel(`Quantity of ${name}`).fill('5');
      await page.getByLabel(`Expected price: ${name}`).fill('1000');
      await page.getByRole('cell', { name: '5,000.00' }).waitFor();
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('Choose a supplier of the list.').waitFor();
      await page.getByLabel('Supplier', { exact: true }).fill('bouil');
      await page.getByRole('option', { name: /Bouilloires du Littoral/ }).click();
      await page.getByLabel('Day on which the goods are expected').fill('2027-01-15');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByRole('heading', { level: 1, name: /-PO-\d{4}-\d{6}/ }).waitFor();
      const purchaseOrderId = page.url().split('/').at(-1) as string;
      const read = () => owner.get(`/purchase-orders/${purchaseOrderId}`);
      const { number } = await read();

      await page.getByRole('link', { name: 'Change', exact: true }).click();
      await page.getByLabel(`Quantity of ${name}`).fill('6');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByRole('heading', { level: 1, name: number, exact: true }).waitFor();
      await eventually(async () =>
        expect(await read()).toMatchObject({ totalExpectedCostMinor: 600_000, revision: 2 }),
      );
      await page.getByRole('button', { name: 'E-mail text' }).click();
      const letter = (await page.getByLabel('Text', { exact: true }).inputValue()).replaceAll('\u00A0', ' ');
      for (const part of [number, '6 × ', name, 'your number BL-17', 'DZD 1,000.00 each', '15 January 2027'])
        expect(letter).toContain(part);
      await page.keyboard.press('Escape');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as PDF' }).click();
      const pdf = await saved;
      expect(pdf.suggestedFilename()).toBe(`${number}.pdf`);
      expect(await readFile(await pdf.path(), 'latin1')).toMatch(/^%PDF-/);
      await page.getByRole('button', { name: 'Mark as sent' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click();
      await page.locator('.page-head').getByText('sent', { exact: true }).waitFor();

      await page.getByRole('link', { name: 'Receive goods' }).click();
      await page.getByText(`For ${number}: correct what came differently.`).waitFor();
      expect(await page.getByLabel(`Quantity of ${name}`).inputValue()).toBe('6');
      expect(await page.getByLabel(`Cost of the line: ${name}`).inputValue()).toBe('6000.00');
      await page.getByLabel(`Quantity of ${name}`).fill('4');
      await page.getByLabel(`Cost of the line: ${name}`).fill('4000');
      await page.getByRole('button', { name: 'Receive one product' }).click();
      await page.getByRole('link', { name: `Purchase order ${number}` }).click();
      await page.locator('.page-head').getByText('received in part').waitFor();
      await page.getByRole('link', { name: 'Receive goods' }).click();
      await eventually(async () => expect(await page.getByLabel(`Quantity of ${name}`).inputValue()).toBe('2'));
      await page.getByLabel(`Cost of the line: ${name}`).fill('2100');
      await page.getByRole('button', { name: 'Receive one product' }).click();
      await page.getByRole('heading', { level: 1, name: 'Bouilloires du Littoral' }).waitFor();
      await page.goto(`/suppliers/${supplierId}`);
      const open = page.getByRole('region', { name: 'Open orders of this supplier' });
      await open.getByRole('link', { name: number }).click();
      await page.locator('.page-head').getByText('received', { exact: true }).waitFor();
      await page.getByRole('cell', { name: '6,100.00' }).waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      expect(await read()).toMatchObject({
        state: 'received',
        lines: [{ quantity: 6, receivedQuantity: 6, receivedCostMinor: 610_000 }],
      });
      await page.getByRole('button', { name: 'Close the order' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Close the order' }).click();
      await page.locator('.page-head').getByText('closed', { exact: true }).waitFor();
      expect(await page.getByRole('link', { name: 'Receive goods' }).count()).toBe(0);

      await page.goto('/purchase-orders');
      await page.getByLabel('Number or supplier').fill('littoral');
      await page.getByLabel('State').selectOption('closed');
      await eventually(async () =>
        expect(await page.locator('.data-table tbody tr td:first-child a').allTextContents()).toEqual([number]),
      );
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a stock keeper orders without seeing costs, and cancels with a reason; an accountant only reads', async () => {
      const { owner } = fixture().system;
      const { productId, name } = await productOf(fixture(), 'KET-17');
      const { supplierId } = await owner.post('/suppliers', { name: 'Verrerie du Chélif' });
      const lines = [{ productId, quantity: 3, expectedCostMinor: 1_000 }];
      const { purchaseOrderId, number } = await owner.post('/purchase-orders', {
        storeId: fixture().storeId,
        supplierId,
        lines,
      });
      const path = `/purchase-orders/${purchaseOrderId}`;
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'stockKeeper', path);
      await page.getByRole('heading', { level: 1, name: number }).waitFor();
      expect(await page.getByText('DZD').count()).toBe(0);
      await page.getByRole('link', { name: 'Change', exact: true }).click();
      expect(await page.getByLabel(`Expected price: ${name}`).inputValue()).toBe('');
      await page.getByLabel(`Quantity of ${name}`).fill('6');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByRole('heading', { level: 1, name: number, exact: true }).waitFor();
      await eventually(async () => expect(await owner.get(path)).toMatchObject({ totalExpectedCostMinor: 2_000 }));
      await page.getByRole('button', { name: 'Cancel the order' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Cancel the order' }).click();
      await dialog.getByText('Please fill this in.').waitFor();
      await dialog.getByLabel('Reason').fill('No longer needed');
      await dialog.getByRole('button', { name: 'Cancel the order' }).click();
      await page.locator('.page-head').getByText('cancelled', { exact: true }).waitFor();
      await page.getByText('No longer needed').waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();

      const reader = await fixture().openSession('ar');
      await signIn(reader, 'accountant', path);
      await reader.page.getByRole('heading', { level: 1, name: number }).waitFor();
      expect(await reader.page.getByRole('button', { name: /إلغاء|إغلاق|إرسال/ }).count()).toBe(0);
      await stillness(reader.page);
      expect(await seriousViolations(reader.page)).toEqual([]);
      expect(reader.pageErrors).toEqual([]);
      await reader.close();
    });
  });
}
