import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { businessDayOf } from '@comptoir/contracts';
import {
  eventually,
  openTill,
  productOf,
  sellByApi,
  signIn,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';
import { overflowing, seriousViolations, stillness } from './page-checks.js';

const WIDTHS = [1440, 820, 390] as const;
const today = businessDayOf(new Date().toISOString(), 'Africa/Algiers');

/** A store with a closed day: goods of two suppliers, a sale, and some of it back. */
async function aStoreWithAClosedDay(fixture: BrowserFixture): Promise<{ storeId: string; number: string }> {
  const { owner } = fixture.system;
  const { storeId } = await owner.post('/stores', {
    code: 'CLO1',
    name: 'Comptoir de la Clôture',
    address: '2 rue de l’Essai, Alger',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Essai SARL', taxId: '000016001234567' },
  });
  await owner.post(`/stores/${storeId}/tills`, { till: 'T1', name: 'Caisse 1' });
  const tillSessionId = await openTill(fixture.system, storeId);
  for (const [sku, supplierName] of [
    ['TV-43', 'Sarl Mizan'],
    ['CAB-USBC', 'Atlas Import'],
  ] as const) {
    const { productId } = await productOf(fixture, sku);
    await owner.post('/deliveries', { storeId, supplierName, lines: [{ productId, quantity: 9, costMinor: 90_000 }] });
  }
  const sale = await sellByApi({ ...fixture, storeId, tillSessionId }, [
    ['TV-43', 1],
    ['CAB-USBC', 2],
  ]);
  const lines = [{ saleLineId: sale.lines[1].saleLineId, quantity: 1, disposition: 'restock' }];
  const back = { revision: sale.revision, reason: 'too short', refundTo: 'cash', tillSessionId, lines };
  await owner.post(`/sales/${sale.saleId}/returns`, back);
  await owner.post(`/stores/${storeId}/days/${today}/close`, {});
  return { storeId, number: sale.invoiceNumber };
}

/** The page fits every width, and axe finds nothing serious. */
async function isSound({ page }: BrowserSession): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect([width, page.url(), await overflowing(page)]).toEqual([width, page.url(), []]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await stillness(page);
  expect([page.url(), await seriousViolations(page)]).toEqual([page.url(), []]);
}

/** Stories of closed days and margins: one session walks through the pages. */
export function dayStories(fixture: () => BrowserFixture): void {
  describe('closed days and margins', () => {
    test('a closed day is read as it was sealed, checked against its records, and its margin seen to the line', async () => {
      const { storeId, number } = await aStoreWithAClosedDay(fixture());
      const session = await fixture().openSession('en', { colorScheme: 'dark' });
      const { page } = session;
      await signIn(session, 'accountant', '/journal');
      await page.evaluate((id) => localStorage.setItem('comptoir.store', id), storeId);

      await page.goto('/overview');
      await page.getByText('Closed day: figures as they were sealed.').waitFor();
      await page.locator('.recharts-bar-rectangle:visible').first().waitFor();
      await page.getByLabel('Period').selectOption('week');
      await page.getByRole('link', { name: today }).waitFor();
      expect(await page.getByRole('row', { name: new RegExp(`${today}.*Closed`) }).count()).toBe(1);
      await page.locator('.recharts-bar-rectangle:visible').first().waitFor();
      // who cannot see the bars has them as a table
      expect(await page.getByRole('table', { name: /Sales with tax by day/ }).count()).toBe(1);
      await isSound(session);
      await page.getByLabel('Period').selectOption('month');
      await page.getByRole('link', { name: today }).click();

      await page.getByText(/these figures were sealed then/).waitFor();
      await page.getByRole('row', { name: /CLO1-B-\d{4}/ }).waitFor();
      await page.getByRole('button', { name: 'Recompute' }).click();
      await page.getByTestId('drift-result').filter({ hasText: 'Nothing differs' }).waitFor();
      await isSound(session);
      const stis = fixture().system.mongo.db('comptoir_sales').collection('stis');
      await stis.updateOne({ storeId, kind: 'sale' }, { $inc: { costMinor: -1 } });
      await page.getByRole('button', { name: 'Recompute' }).click();
      await page.getByTestId('drift-result').filter({ hasText: 'figures differ' }).waitFor();
      await page
        .getByRole('row', { name: /^costMinor/ })
        .getByRole('link', { name: number })
        .waitFor();
      await isSound(session);
      await stis.updateOne({ storeId, kind: 'sale' }, { $inc: { costMinor: 1 } });

      await page.goto('/margin?by=supplier');
      await page.getByRole('link', { name: 'Sarl Mizan' }).waitFor();
      await page.locator('.recharts-bar-rectangle:visible').first().waitFor();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as CSV' }).click();
      const csv = await readFile(await (await saved).path(), 'utf8');
      expect(csv).toMatch(/Atlas Import/);
      await page.getByRole('link', { name: 'Atlas Import' }).click();
      await page.getByRole('heading', { name: 'Lines behind Atlas Import' }).waitFor();
      await page.getByRole('link', { name: number }).waitFor();
      await eventually(async () => expect(await page.locator('.margin-lines tbody tr').count()).toBe(2));
      await isSound(session);

      // from a line to its delivery and what that earned, to the sale it went into, and back to the delivery
      await page.locator('.margin-lines').getByRole('link', { name: 'Atlas Import' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Atlas Import' }).waitFor();
      await page.getByRole('table', { name: 'What it earned so far' }).waitFor();
      await isSound(session);
      await page.getByRole('region', { name: 'Sales of these goods' }).getByRole('link', { name: number }).click();
      await page.getByRole('heading', { level: 1, name: number }).waitFor();
      await page.locator('.batch').getByRole('link').first().click();
      await page.getByRole('heading', { level: 1, name: /Atlas Import|Sarl Mizan/ }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('in Arabic the bars stand from right to left', async () => {
      const session = await fixture().openSession('ar');
      const { page } = session;
      await signIn(session, 'owner', '/overview?of=all&period=week');
      await page.locator('.recharts-bar-rectangle:visible').first().waitFor();
      const [axis, chart] = await Promise.all([
        page.locator('.recharts-yAxis').first().boundingBox(),
        page.locator('.recharts-wrapper').first().boundingBox(),
      ]);
      expect(axis!.x + axis!.width / 2).toBeGreaterThan(chart!.x + chart!.width / 2);
      await isSound(session);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
