import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { demoProduct, eventually, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

const FILE = `Référence;Désignation;Prix;Devise;TVA;Code-barres
IMP-S1;Théière en fonte;4 500,00;DZD;19;6139990001
IMP-S2;Passoire;abc;DZD;19;
IMP-S3;Plateau;900;DZD;19;6139990003
`;

/** Stories of imports and labels: a file with errors is taken in, then again, and products are labelled. */
export function importStories(fixture: () => BrowserFixture): void {
  describe('products from a file', () => {
    test('the good rows of a file with errors are written, and nothing changes when it comes again', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      const choose = async () => {
        await page.goto('/imports');
        const chooser = page.waitForEvent('filechooser');
        await page.getByLabel('File of products, CSV or XLSX').click();
        await (await chooser).setFiles({ name: 'theieres.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
        await page.getByRole('heading', { level: 1, name: 'theieres.csv' }).waitFor();
        await page.getByText('Compared: nothing is written yet').waitFor();
      };
      await signIn(session, 'manager', '/imports');
      await choose();
      await page.getByText('is no amount').waitFor();
      await page.getByRole('cell', { name: 'abc' }).waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as CSV' }).click();
      expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/3,Prix,abc,import.not-amount,1234.50/);
      await page.getByRole('button', { name: 'Write the 2 good rows' }).click();
      await page.getByText('Done', { exact: true }).waitFor();
      const { owner } = fixture().system;
      const [written] = (await owner.get('/products?sku=IMP-S1')).items;
      expect(written).toMatchObject({ name: 'Théière en fonte', priceListMinor: 450_000, revision: 1 });

      await choose();
      await page.getByText('Nothing would change: every good row says what is there already.').waitFor();
      expect(await page.getByRole('button', { name: /^Write/ }).isDisabled()).toBe(true);
      expect((await owner.get('/products?sku=IMP-S1')).items[0].revision).toBe(1);
    });

    test('labels of two products are saved as PDF', async () => {
      const session = await fixture().openSession('ar');
      const { page } = session;
      await signIn(session, 'manager', '/labels');
      const field = page.getByLabel('المنتج المراد وسمه');
      for (const sku of ['KET-17', 'CAF-FLT']) {
        await field.fill(demoProduct(sku).barcode);
        await field.press('Enter');
      }
      await eventually(async () => expect(await page.getByRole('button', { name: /^أزل/ }).count()).toBe(2));
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'احفظ الملصقات بصيغة PDF' }).click();
      const pdf = await readFile(await (await saved).path());
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(1);
    });
  });
}
