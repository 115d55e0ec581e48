import { describe, expect, test } from '@jest/globals';
import { money } from '../src/money.js';
import { seriousViolations, stillness } from './page-checks.js';
import {
  cartHas,
  eventually,
  negotiate,
  payDialog,
  plain,
  scanAll,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

const texts = {
  locale: 'en-GB',
  asked: 'A sale waits for you',
  bell: (count: number) => (count === 1 ? '1 sale waits for a manager' : `${count} sales wait for a manager`),
  note: /^Note \(/,
  ready: 'Too low: offer the minimum price',
  reject: 'Reject',
  account: 'On account',
  owes: (owed: string, limit: string) => `owes ${owed} · limit ${limit}`,
  after: (amount: string) => `After this sale: ${amount} owed, above the limit`,
  under: /under list/,
  stock: /not enough stock/,
  withdraw: 'Withdraw this sale',
} as const;

/** Stories of what a manager is asked and answers. */
export function approvalStories(fixture: () => BrowserFixture): void {
  describe('a request to a manager', () => {
    const amount = (minor: number): string => plain(money(texts.locale, minor, 'DZD'));
    const openTill = async (): Promise<BrowserSession> => {
      const till = await fixture().openSession('en');
      await signIn(till, 'cashier');
      await tillReady(till);
      return till;
    };
    const textOf = async (session: BrowserSession, selector: string): Promise<string> =>
      plain(await session.page.locator(selector).first().textContent());

    test('shows the customer, the distance from the list price and the margin, after a notice on another page; its note reaches the cashier and leaves with that cart', async () => {
      const till = await openTill();
      const office = await fixture().openSession('en');
      const listed = office.page.waitForResponse(/\/orders\?state=pendingApproval/);
      await signIn(office, 'manager', '/sales');
      await listed;
      await office.page.getByRole('button', { name: texts.bell(0), exact: true }).waitFor();
      await scanAll(till, ['THE-SET']);
      await negotiate(till, '4000');
      await till.page.keyboard.press('F9');
      await till.page.locator('.given input').press('Enter');
      await till.page.getByTestId('pending-sale').waitFor();
      await office.page.getByText(texts.asked).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await office.page.emulateMedia({ colorScheme });
        await stillness(office.page);
        expect([colorScheme, await seriousViolations(office.page, ['color-contrast'])]).toEqual([colorScheme, []]);
      }
      await office.page.getByRole('button', { name: texts.bell(1), exact: true }).waitFor();
      await office.page.getByText(texts.asked).click();
      await office.page.waitForURL('**/approvals');
      const request = office.page.getByRole('article');
      await request.locator('.buyer .strong').waitFor();
      const [order] = (await fixture().system.owner.get('/orders?state=pendingApproval')).items;
      const [line] = order.priced.lines;
      const percent = (part: number, whole: number): string =>
        plain(
          new Intl.NumberFormat(texts.locale, { style: 'percent', maximumFractionDigits: 2 }).format(
            Math.round((part * 10_000) / whole) / 10_000,
          ),
        );
      const shown = await textOf(office, 'article');
      expect(shown).toMatch(texts.under);
      expect(shown).toContain(percent(line.priceListMinor - line.unitPriceMinor, line.priceListMinor));
      expect(shown).toContain(percent(order.approval.marginMinor, order.priced.netMinor));
      await request.getByRole('button', { name: texts.ready }).click();
      expect(await request.getByLabel(texts.note).inputValue()).toBe(texts.ready);
      await request.getByRole('button', { name: texts.reject, exact: true }).click();
      await till.page.getByRole('alert').filter({ hasText: texts.ready }).waitFor();
      await till.page.locator('#scan').focus();
      await till.page.keyboard.press('Delete');
      await till.page.locator('.cart-empty').waitFor();
      expect(await till.page.getByRole('alert').count()).toBe(0);
      expect([...till.pageErrors, ...office.pageErrors]).toEqual([]);
      await till.close();
      await office.close();
    });

    test('a refusal is gone for the next customer, also after a reload', async () => {
      const till = await openTill();
      const { page } = till;
      await scanAll(till, ['CLI-12K']);
      await page.locator('table.cart input').first().fill('400');
      await payDialog(till);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: texts.stock }).waitFor();
      await page.reload();
      await page.getByRole('alert').filter({ hasText: texts.stock }).waitFor();
      await page.locator('#scan').focus();
      await page.keyboard.press('Delete');
      await page.locator('.cart-empty').waitFor();
      await page.reload();
      await tillReady(till);
      await scanAll(till, ['CAB-USBC']);
      await cartHas(till, 1);
      expect(await page.getByRole('alert').count()).toBe(0);
      await till.close();
    });

    test('on account, what is owed and may be is shown before the sale, and a manager is asked above the limit', async () => {
      const name = 'Débiteur exemple';
      const limitMinor = 200_000;
      await fixture().system.owner.post('/customers', {
        kind: 'person',
        name,
        creditLimit: { minor: limitMinor, currency: 'DZD' },
      });
      const till = await openTill();
      const { page } = till;
      await scanAll(till, ['KET-17']);
      await page.keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
      await typeByHand(till, name);
      await eventually(async () =>
        expect(plain(await page.locator('.choice').filter({ hasText: name }).textContent())).toContain(
          texts.owes(amount(0), amount(limitMinor)),
        ),
      );
      await page.keyboard.press('Enter');
      await page.locator('.side').getByText(name).waitFor();
      await payDialog(till);
      await page.getByRole('dialog').getByText(texts.account, { exact: true }).click();
      await eventually(async () =>
        expect(plain(await page.getByRole('dialog').getByTestId('standing').textContent())).toContain(
          texts.after(amount(390_000)),
        ),
      );
      await page.getByRole('dialog').locator('button[type=submit]').click();
      const office = await fixture().openSession('en');
      await signIn(office, 'manager', '/approvals');
      const request = office.page.getByRole('article').filter({ hasText: name });
      await eventually(async () =>
        expect(plain(await request.textContent())).toContain(texts.owes(amount(0), amount(limitMinor))),
      );
      await page.getByRole('button', { name: texts.withdraw }).click();
      await request.waitFor({ state: 'detached' });
      await till.close();
      await office.close();
    });
  });
}
