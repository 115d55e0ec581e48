import { describe, expect, test } from '@jest/globals';
import { comeIn, eventually, LANGUAGES, salesOf, sellForCash, tillReady, type Setting } from './setting.js';

const WORDS = {
  fr: {
    story: /Vente, taxe, coût et paiement ont été passés/,
    batch: /1 à 8.990,00|1 à [\d\s.,]+ ·/,
    final: 'terminée',
    cancelled: 'annulée',
    reason: 'Motif',
    take: 'Reprendre',
    cancel: 'Annuler toute la vente',
    back: /1 rendu/,
    creditNote: /Avoir/,
    prove: 'Prouver les livres',
    proved: 'Les livres sont prouvés',
  },
  en: {
    story: /were posted in one act/,
    batch: /1 at [\d.,]+ ·/,
    final: 'finished',
    cancelled: 'cancelled',
    reason: 'Reason',
    take: 'Take back',
    cancel: 'Cancel the whole sale',
    back: /1 came back/,
    creditNote: /Credit note/,
    prove: 'Prove the books',
    proved: 'The books are proved',
  },
} as const;

/** Stories of the sale and of the owner's day, in both languages. */
export function pageStories(setting: () => Setting): void {
  describe.each(LANGUAGES)('the pages behind the till, in %s', (language) => {
    const words = WORDS[language];

    test('a sale shows batches, margin, documents, entries and its story; part comes back, then all of it', async () => {
      const [till, office] = [await setting().visit(language), await setting().visit(language)];
      await comeIn(till, 'cashier');
      await tillReady(till);
      const number = await sellForCash(till, ['DD-1TO', 'COC-6L', 'COC-6L']);
      const sale = (await salesOf(setting())).find((one) => one.invoiceNumber === number);
      const { page } = office;
      await comeIn(office, 'manager');
      await page.goto(`/sales/${sale.saleId}`);
      await page.getByText(words.story).waitFor();
      await page.getByText(words.batch).first().waitFor();
      await page.getByText(number).nth(1).waitFor();
      expect(await page.getByTestId('margin').textContent()).toMatch(/\d/);
      await page.locator('table.entry').first().waitFor();
      expect(await page.locator('.story a').first().getAttribute('href')).toMatch(
        /^http.*\/namespaces\/default\/workflows\/checkout%2F/,
      );
      await page.getByLabel(words.reason).fill('essai');
      await page.locator('.back-quantity select').nth(1).selectOption('1');
      await page.getByRole('button', { name: words.take, exact: true }).click();
      await page.getByText(words.back).waitFor();
      await page.getByText(words.creditNote).first().waitFor();
      await page.locator('section.story').nth(1).waitFor();
      await page.getByLabel(words.reason).fill('tout');
      await page.getByRole('button', { name: words.cancel }).click();
      await eventually(async () => expect(await page.getByTestId('sale-state').textContent()).toBe(words.cancelled));
      await page.locator('section.story').nth(2).waitFor();
      expect([...till.wrong, ...office.wrong]).toEqual([]);
      await till.context.close();
      await office.context.close();
    });

    test('the owner’s day tells today beside yesterday as it happens, and proves the books', async () => {
      const [till, office] = [await setting().visit(language), await setting().visit(language)];
      const { page } = office;
      await comeIn(office, 'owner');
      await page.waitForURL('**/day');
      const shown = async (): Promise<number> => Number(await page.getByTestId('sales').textContent());
      const before = await eventually(async () => {
        const all = (await salesOf(setting())).length;
        expect(await shown()).toBe(all);
        return all;
      });
      await comeIn(till, 'cashier');
      await tillReady(till);
      await sellForCash(till, ['MUL-4P']);
      await eventually(async () => expect(await shown()).toBe(before + 1));
      await page.getByRole('button', { name: words.prove }).click();
      await page.getByTestId('proved').filter({ hasText: words.proved }).waitFor({ timeout: 45_000 });
      expect(await page.locator('.equations > li').count()).toBe(11);
      expect(await page.locator('.equations code').count()).toBeGreaterThan(1);
      expect(office.wrong).toEqual([]);
      await till.context.close();
      await office.context.close();
    });
  });
}
