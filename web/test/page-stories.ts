import { describe, expect, test } from '@jest/globals';
import {
  printedBy,
  signIn,
  eventually,
  salesOf,
  sellForCash,
  tillReady,
  type BrowserFixture,
} from './browser-fixture.js';

const texts = {
  progress: /were posted in one act/,
  batch: /1 at [\d.,]+ ·/,
  final: 'finished',
  cancelled: 'cancelled',
  reason: 'Reason',
  take: 'Take back',
  cancel: 'Cancel the whole sale',
  back: /1 came back/,
  creditNote: /Credit note/,
  noteOnA4: (number: string) => `Print ${number} on A4`,
  confirmCancel: 'Refund and cancel the sale',
  printA4: 'Print A4',
  copy: 'COPY',
  creditedBy: 'Credited in part by ',
  cancelledBy: 'CANCELLED by credit note ',
  audit: 'Prove the books',
  auditPassed: 'The books are proved',
} as const;

/** Stories of the sale and of the owner's day. */
export function pageStories(fixture: () => BrowserFixture): void {
  describe('the pages behind the till', () => {
    test('a sale shows batches, margin, documents, entries and progress; part is returned, then all of it is cancelled', async () => {
      const [till, office] = [await fixture().openSession('en'), await fixture().openSession('en')];
      await signIn(till, 'cashier');
      await tillReady(till);
      const number = await sellForCash(till, ['DD-1TO', 'COC-6L', 'COC-6L']);
      const sale = (await salesOf(fixture())).find((one) => one.invoiceNumber === number);
      const { page } = office;
      await signIn(office, 'manager');
      await page.goto(`/sales/${sale.saleId}`);
      await page.getByText(texts.progress).waitFor();
      await page.getByText(texts.batch).first().waitFor();
      await page.getByText(number).nth(1).waitFor();
      expect(await page.getByTestId('margin').textContent()).toMatch(/\d/);
      await page.locator('table.entry').first().waitFor();
      expect(await page.locator('.progress a').count()).toBe(0); // the history is for those who look after the operation
      await page.getByLabel(texts.reason).fill('essai');
      await page.locator('.back-quantity select').nth(1).selectOption('1');
      const answered = page.waitForResponse((response) => response.url().endsWith('/returns') && response.ok());
      await page.getByRole('button', { name: texts.take, exact: true }).click();
      await answered;
      await page.getByText(texts.back).waitFor();
      await page.getByText(texts.creditNote).first().waitFor();
      const documents = async (): Promise<any[]> =>
        (await fixture().system.owner.get(`/invoices?saleId=${sale.saleId}`)).items;
      const [note] = await documents();
      const printNote = () => page.getByRole('button', { name: texts.noteOnA4(note.number) }).click();
      const printInvoice = () => page.getByRole('button', { name: texts.printA4, exact: true }).first().click();
      const first = await printedBy(office, printNote);
      expect([first.includes(note.number), first.includes(number), first.includes(texts.copy)]).toEqual([
        true,
        true,
        false,
      ]);
      expect(await printedBy(office, printNote)).toContain(texts.copy);
      const credited = await printedBy(office, printInvoice);
      for (const word of [number, texts.copy, `${texts.creditedBy}${note.number}`]) expect(credited).toContain(word);
      await page.locator('section.progress').nth(1).waitFor();
      await page.getByLabel(texts.reason).fill('tout');
      await page.getByRole('button', { name: texts.cancel }).click();
      await page.getByRole('button', { name: texts.confirmCancel }).click();
      await eventually(async () => expect(await page.getByTestId('sale-state').textContent()).toBe(texts.cancelled));
      await page.locator('section.progress').nth(2).waitFor();
      const [last] = await documents();
      await page.getByText(last.number, { exact: true }).waitFor();
      const cancelled = await printedBy(office, printInvoice);
      expect(cancelled).toContain(`${texts.cancelledBy}${note.number}, ${last.number}`);
      expect([...till.pageErrors, ...office.pageErrors]).toEqual([]);
      await till.close();
      await office.close();
    });

    test('the owner’s day shows today beside yesterday, live, and runs the audit', async () => {
      const [till, office] = [await fixture().openSession('en'), await fixture().openSession('en')];
      const { page } = office;
      await signIn(office, 'owner');
      await page.goto('/day');
      const shown = async (): Promise<number> => Number(await page.getByTestId('sales').textContent());
      const before = await eventually(async () => {
        const all = (await salesOf(fixture())).length;
        expect(await shown()).toBe(all);
        return all;
      });
      await signIn(till, 'cashier');
      await tillReady(till);
      await sellForCash(till, ['MUL-4P']);
      await eventually(async () => expect(await shown()).toBe(before + 1));
      await page.getByRole('button', { name: texts.audit }).click();
      await page.getByTestId('audit-result').filter({ hasText: texts.auditPassed }).waitFor({ timeout: 45_000 });
      await eventually(async () => expect(await page.locator('.equations > li').count()).toBe(18));
      expect(await page.locator('.equations code').count()).toBeGreaterThan(1);
      const [sale] = await salesOf(fixture());
      await page.goto(`/sales/${sale.saleId}`);
      expect(await page.locator('.progress a').first().getAttribute('href')).toMatch(
        /^http.*\/namespaces\/default\/workflows\/checkout%2F/,
      );
      expect(office.pageErrors).toEqual([]);
      await till.close();
      await office.close();
    });
  });
}
