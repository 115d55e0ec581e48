import { describe, expect, test } from '@jest/globals';
import {
  negotiate,
  scanAll,
  sellByApi,
  signIn,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

const PHONE = { viewport: { width: 390, height: 844 } };

/** Elements within others that reach beyond the window. */
function outside(within: string): string[] {
  return [...document.querySelectorAll(`${within} *`)]
    .filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (right > innerWidth + 1 || left < -1) && !one.closest('thead');
    })
    .map((one) => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 40)}`);
}

/** Amounts on the page: those whose text is on more than one line, and all of them. */
function amounts(): { broken: string[]; all: string[] } {
  const all: string[] = [];
  const broken: string[] = [];
  const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (const found of (text.textContent ?? '').matchAll(/(DZD\s)?\d[\d\s,.]*[.,]\d\d(\sDZD)?/g)) {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      all.push(found[0]);
      if (lines.size > 1) broken.push(found[0]);
    }
  return { broken, all };
}

/** Stories of the pages on a phone. */
export function phoneStories(fixture: () => BrowserFixture): void {
  const check = async ({ page }: BrowserSession, name: string): Promise<void> => {
    expect([name, await page.evaluate(outside, 'main')]).toEqual([name, []]);
    const { broken, all } = await page.evaluate(amounts);
    expect(all.length).toBeGreaterThan(2);
    expect([name, broken]).toEqual([name, []]);
    expect([name, all.filter((one) => one.includes('\u202F'))]).toEqual([name, []]);
    expect(all.filter((one) => /\d\s\d/.test(one)).every((one) => /\d\u00A0\d/.test(one))).toBe(true);
  };

  describe('on a phone of 390 px, in French', () => {
    test('sales, a sale and a request to a manager: nothing reaches beyond the window, no amount is broken', async () => {
      const till = await fixture().openSession('fr');
      await signIn(till, 'cashier');
      await tillReady(till);
      await scanAll(till, ['ROB-PET']);
      await negotiate(till, '33000');
      await till.page.keyboard.press('F9');
      await till.page.locator('.given input').press('Enter');
      await till.page.getByTestId('pending-sale').waitFor();
      const sold = await sellByApi(fixture(), [
        ['REF-280', 2],
        ['CAB-USBC', 3],
      ]);
      const returned = { saleLineId: sold.lines[1].saleLineId, quantity: 1 };
      await fixture().system.owner.post(`/sales/${sold.saleId}/returns`, {
        revision: sold.revision,
        reason: 'abîmé à la livraison',
        refundTo: 'cash',
        tillSessionId: fixture().tillSessionId,
        lines: [returned],
      });
      for (const sku of ['PIL-AA4', 'RAL-3M']) await sellByApi(fixture(), [[sku, 1]]); // a list of several amounts
      const phone = await fixture().openSession('fr', PHONE);
      const { page } = phone;
      await signIn(phone, 'owner', '/approvals');
      await page.locator('article .buyer .strong').first().waitFor();
      await check(phone, 'approvals');
      await page.goto('/sales');
      await page.locator('tbody tr a').first().waitFor(); // a row, not what stands for rows to come
      await check(phone, 'sales');
      await page.goto(`/sales/${sold.saleId}`);
      await page.locator('table.entry').nth(1).waitFor();
      await page.locator('.corrections li').waitFor();
      await page.locator('.back-quantity select').first().selectOption('1');
      await page.getByTestId('refund-due').waitFor();
      await check(phone, 'sale');
      await page.getByLabel('Motif').fill('tout');
      await page.getByRole('button', { name: 'Annuler toute la vente' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await page.evaluate(outside, '[role=dialog]')).toEqual([]);
      await till.page.getByRole('button', { name: 'Retirer cette vente' }).click();
      await till.page.getByText('rien n’a été vendu').waitFor(); // no request is left to the next story
      await till.close();
      await phone.close();
    });
  });
}
