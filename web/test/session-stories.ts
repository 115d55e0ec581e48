import { describe, expect, test } from '@jest/globals';
import {
  eventually,
  holdAnswers,
  numberOf,
  openTill,
  payDialog,
  plain,
  printedBy,
  salesOf,
  scanAll,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';
import { overflowing, seriousViolations, stillness } from './page-checks.js';

const STORE = 'comptoir.store';
const DAY_MS = 86_400_000;

/** Stories of the till session: opening, split payment, cash out, reports, the blind count, a session left open. */
export function sessionStories(fixture: () => BrowserFixture): void {
  /** A till of the second store, opened by a person of that store. */
  const atOtherStore = async (): Promise<BrowserSession> => {
    const { otherStoreId } = fixture();
    const session = await fixture().openSession('en');
    await signIn(session, 'manager');
    await session.page.evaluate(([key, id]) => localStorage.setItem(key, id), [STORE, otherStoreId] as const);
    await session.page.goto('/till');
    return session;
  };
  const checked = async ({ page }: BrowserSession): Promise<void> => {
    await stillness(page);
    expect(await seriousViolations(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
  };

  describe('the till session', () => {
    test('is opened with a float, sells by card and cash, gives cash out, and is closed by a blind count with its Z report', async () => {
      const session = await atOtherStore();
      const { page } = session;
      const { owner } = fixture().system;
      const { otherStoreId } = fixture();
      await page.getByRole('heading', { name: 'The store has no till yet.' }).waitFor();
      await checked(session);
      await page.getByLabel('Code').fill('S1');
      await page.getByLabel('Name').fill('Front till');
      await page.getByRole('button', { name: 'Add a till' }).click();
      await page.getByRole('heading', { name: 'Open till Front till' }).waitFor();
      await checked(session);
      await typeByHand(session, '10000');
      await page.keyboard.press('Enter');
      await tillReady(session);
      await page.getByRole('button', { name: /Till S1 · session 1/ }).waitFor();

      await scanAll(session, ['KET-17']); // 3,900.00
      await payDialog(session);
      await page.getByText('Card', { exact: true }).click();
      await page.getByLabel('Amount, DZD').fill('1000');
      await page.getByLabel(/^Reference/).fill('SLIP-4711');
      await page.getByRole('button', { name: /^Take DZD 1,000\.00 by Card/ }).click();
      await eventually(async () => expect(plain(await page.getByTestId('left').textContent())).toBe('DZD 2,900.00'));
      await checked(session);
      await page.getByLabel('Cash given, DZD').fill('3000');
      await eventually(async () => expect(plain(await page.getByTestId('change').textContent())).toBe('DZD 100.00'));
      await page.waitForTimeout(1_000); // the guard of Enter
      await page.keyboard.press('Enter');
      const number = await numberOf(session);
      await eventually(async () => {
        const receipt = plain(await page.getByTestId('sold').textContent());
        for (const word of ['SLIP-4711', '1,000.00', '3,000.00', '100.00']) expect(receipt).toContain(word);
      });
      const sale = (await salesOf(fixture(), otherStoreId)).find((one) => one.invoiceNumber === number);
      expect(sale).toMatchObject({
        payments: [
          { method: 'card', amountMinor: 100_000, reference: 'SLIP-4711' },
          { method: 'cash', amountMinor: 290_000, tenderedMinor: 300_000, changeMinor: 10_000 },
        ],
        through: { till: 'S1' },
      });
      await page.keyboard.press('Escape');
      await tillReady(session);

      await page.keyboard.press('F1');
      await page.getByRole('button', { name: 'Cash in or out' }).waitFor();
      await checked(session);
      await page.keyboard.press('Enter');
      await typeByHand(session, '500');
      await page.getByLabel('Reason').fill('stamps');
      await page.getByLabel('What for').selectOption('expense');
      await page.getByRole('button', { name: 'Record' }).click();
      await page.getByText('DZD 500.00 recorded.').waitFor();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await page.getByRole('button', { name: 'X report' }).click();
      const x = plain(await page.getByTestId('till-report').first().textContent());
      for (const word of ['S1 · no. 1', '3,900.00', 'stamps', '12,400.00']) expect(x).toContain(word);
      await checked(session);
      await page.getByRole('button', { name: 'Back', exact: true }).click();

      await page.getByRole('button', { name: 'Count and close' }).click();
      await page.getByText('Notes and coins').click();
      await page.getByLabel('Pieces of DZD 2,000.00').fill('6');
      await page.getByLabel('Pieces of DZD 200.00').fill('1');
      await eventually(async () =>
        expect(plain(await page.getByTestId('counted').textContent())).toBe('Counted: DZD 12,200.00'),
      );
      await page.getByLabel('Stays in the drawer').fill('2000');
      await checked(session);
      await page.getByRole('button', { name: 'Close the till' }).click();
      await page.getByRole('dialog').getByText('Z REPORT').first().waitFor();
      const printed = plain(await printedBy(session, () => page.getByRole('button', { name: 'Print 80 mm' }).click()));
      for (const word of ['Z REPORT', 'Difference-DZD 200.00']) expect(printed).toContain(word);
      const [report] = (await owner.get(`/till-reports?storeId=${otherStoreId}`)).items;
      expect(report).toMatchObject({
        till: 'S1',
        number: 1,
        countedMinor: 1_220_000,
        expectedMinor: 1_240_000,
        differenceMinor: -20_000,
        keptMinor: 200_000,
      });
      expect(printed).toContain(report.hash.slice(0, 16));
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('heading', { name: 'Open till Front till' }).waitFor();
      expect(session.pageErrors).toEqual([]);

      await page.goto('/till-reports');
      await page.getByRole('button', { name: 'S1 · no. 1' }).click();
      await page.getByRole('dialog').getByText('Z REPORT').first().waitFor();
      await checked(session);
      await session.close();
    });

    test('takes a cheque, the credit that the customer has in the store, and the rest in cash', async () => {
      const { system, storeId } = fixture();
      const { customerId } = await system.owner.post('/customers', { kind: 'person', name: 'Nadia Credit' });
      const paid = { customerId, storeId, method: 'transfer', amountMinor: 80_000, reference: 'VIR-8' };
      await system.manager.post('/payments', paid); // nothing is owed: it is her credit
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      await scanAll(session, ['KET-17']); // 3,900.00
      await page.keyboard.press('F4');
      await typeByHand(session, 'Nadia Credit');
      await page.keyboard.press('Enter'); // the first one found, when it is found
      await page.locator('.side').getByText('Nadia Credit').waitFor();
      await payDialog(session);
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Cheque', { exact: true }).click();
      await dialog.getByLabel('Amount, DZD').fill('2000');
      await dialog.getByLabel(/^Reference/).fill('CHQ-0042');
      await dialog.getByRole('button', { name: /^Take DZD 2,000\.00 by Cheque/ }).click();
      await dialog.getByText('Store credit', { exact: true }).click();
      await dialog.getByText(/has a credit of DZD\s800\.00/).waitFor();
      await dialog.getByLabel('Amount, DZD').fill('800.01');
      await dialog.getByText('An amount of at most what is left.').waitFor();
      await checked(session);
      await dialog.getByLabel('Amount, DZD').fill('800');
      await dialog.getByRole('button', { name: /^Take DZD 800\.00 by Store credit/ }).click();
      await eventually(async () => expect(plain(await page.getByTestId('left').textContent())).toBe('DZD 1,100.00'));
      expect(await dialog.getByText('Store credit', { exact: true }).count()).toBe(1); // in what was taken only
      await dialog.getByText('Cash', { exact: true }).click();
      await dialog.getByRole('button', { name: 'Finish the sale' }).click();
      const number = await numberOf(session);
      const sale = (await salesOf(fixture())).find((one) => one.invoiceNumber === number);
      expect(sale.payments).toMatchObject([
        { method: 'cheque', amountMinor: 200_000, reference: 'CHQ-0042' },
        { method: 'credit', amountMinor: 80_000 },
        { method: 'cash', amountMinor: 110_000 },
      ]);
      const { credits } = await system.owner.get(`/customers/${customerId}/open-items`);
      expect(credits.filter((one: any) => one.creditMinor !== 0)).toEqual([]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('shows a cashier an X report without the cash that should be there, by keys alone', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      const release = await holdAnswers(session, /\/tills\?/);
      await page.evaluate(() => {
        for (const key of Object.keys(localStorage))
          if (key.startsWith('comptoir.cache.tills.')) localStorage.removeItem(key);
      });
      await page.reload();
      await tillReady(session);
      await page.keyboard.press('F1'); // before the page knows its till
      release();
      await page.getByRole('button', { name: 'Cash in or out' }).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const report = page.getByRole('dialog').getByTestId('till-report');
      await report.waitFor();
      expect(plain(await report.textContent())).not.toMatch(/Should be in the drawer|Cash[-\d]/);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('left open over night is said in the till and on the owner’s overview', async () => {
      const { system, otherStoreId } = fixture();
      await system.owner.post(`/stores/${otherStoreId}/tills`, { till: 'N1', name: 'Caisse N1' });
      const sessionId = await openTill(system, otherStoreId, 'N1');
      const openedDay = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
      await system.mongo
        .db('comptoir_sales')
        .collection<{ _id: string }>('tillSessions')
        .updateOne({ _id: sessionId }, { $set: { openedDay } });
      const session = await atOtherStore();
      const { page } = session;
      await page.getByRole('button', { name: /N1/ }).click();
      await page.getByTestId('overnight').waitFor();
      await checked(session);
      await page.getByTestId('overnight').getByRole('button', { name: 'Count and close' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'X report' }).waitFor();
      const office = await fixture().openSession('en');
      await signIn(office, 'owner', '/overview?of=all');
      await office.page.getByTestId('overnight').filter({ hasText: 'N1' }).waitFor();
      await session.close();
      await office.close();
    });
  });
}
