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

    test('suppliers are taken in from a file too, and their list is saved as a workbook', async () => {
      const session = await fixture().openSession('fr');
      const { page } = session;
      await signIn(session, 'stockKeeper', '/imports');
      const kinds = page.getByLabel('Contenu du fichier').locator('option');
      await eventually(async () => expect(await kinds.allTextContents()).toEqual(['Fournisseurs']));
      const chooser = page.waitForEvent('filechooser');
      await page.getByLabel('Fichier de fournisseurs, CSV ou XLSX').click();
      const buffer = Buffer.from(
        'Nom;Téléphone;Délai de paiement\nTorréfaction du Hoggar;029 30 40 50;trente\nDattes de Biskra;033 11 22 33;30\n',
      );
      await (await chooser).setFiles({ name: 'fournisseurs.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('heading', { level: 1, name: 'fournisseurs.csv' }).waitFor();
      await page.getByRole('cell', { name: 'trente' }).waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Écrire la seule ligne juste' }).click();
      await page.getByRole('status').getByText('Terminé').waitFor();
      await page.goto('/suppliers?text=biskra');
      await page.getByRole('link', { name: 'Dattes de Biskra' }).waitFor();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Enregistrer en XLSX' }).click();
      const workbook = await saved;
      expect(workbook.suggestedFilename()).toMatch(/\.xlsx$/);
      expect((await readFile(await workbook.path())).subarray(0, 2).toString()).toBe('PK');
      expect(session.pageErrors).toEqual([]);
      await session.close();
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
