import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  eventually,
  pressAtOnce,
  productOf,
  signIn,
  tillReady,
  type BrowserFixture,
} from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

const BARCODE = '6130000990019';

/** A moment as the English pages show it. */
const english = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(instant));

/** Stories of transfers: one is asked for at the till, shipped by the other store, and received with a loss. */
export function transferStories(fixture: () => BrowserFixture): void {
  describe('transfers', () => {
    test('one is asked for at the till with two keys, shipped, and received by scanner with one unit lost', async () => {
      const { storeId, otherStoreId, system } = fixture();
      const { owner } = system;
      const { productId, name } = await owner.post('/products', {
        sku: 'TRF-1',
        name: 'Samovar de transfert',
        barcodes: [BARCODE],
        currency: 'DZD',
        taxRateBps: 1900,
        warrantyMonths: 0,
        lowStockThreshold: 0,
        priceMinMinor: 100_000,
        priceListMinor: 100_000,
        priceMaxMinor: 100_000,
      });
      await owner.post('/deliveries', {
        storeId: otherStoreId,
        lines: [{ productId, quantity: 5, costMinor: 30_001 }],
      });
      const stockIn = async (at: string): Promise<number> =>
        (await owner.get(`/stock?storeId=${at}&productId=${productId}`)).items[0].available;
      const asked = async (): Promise<any[]> =>
        (await owner.get(`/transfers?storeId=${storeId}&side=to`)).items.filter((one: any) =>
          one.lines.some((line: any) => line.productId === productId),
        );
      await eventually(async () =>
        expect((await owner.get(`/products/${productId}`)).stock).toMatchObject([{ available: 5 }]),
      );

      // the till: three are wanted, none is here
      const till = await fixture().openSession('en');
      await signIn(till, 'cashier', '/till');
      await tillReady(till);
      for (let units = 0; units < 3; units += 1) await pressAtOnce(till, BARCODE, 'Enter');
      await cartHas(till, 1);
      await till.page.getByText('Oran Front de Mer: 5').waitFor();
      await eventually(async () => expect(await till.page.locator('table.cart input').first().inputValue()).toBe('3'));
      await till.page.keyboard.press('F12');
      await till.page.getByRole('dialog').getByLabel(`How much of ${name}`).waitFor();
      await stillness(till.page);
      expect(await seriousViolations(till.page)).toEqual([]);
      await till.page.keyboard.press('Enter');
      const told = till.page.getByTestId('transfer-asked');
      await told.waitFor();
      const [request, ...more] = await asked();
      expect(more).toEqual([]);
      expect(await told.textContent()).toBe(
        `Asked for: 3 × ${name} of Oran Front de Mer. The request is ${request.number}.`,
      );
      await till.page.keyboard.press('Enter'); // once more: it is asked for once
      await till.page.keyboard.press('Escape');
      await till.page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await asked()).toMatchObject([
        { transferId: request.transferId, state: 'requested', lines: [{ quantity: 3 }] },
      ]);
      await cartHas(till, 1);
      await till.page.getByRole('button', { name: 'Empty the cart' }).click();
      expect(till.pageErrors).toEqual([]);
      await till.close();

      // the other store ships it
      const sender = await fixture().openSession('en', { timezoneId: 'Asia/Tokyo' });
      await signIn(sender, 'stockKeeper', `/transfers/${request.transferId}`);
      const { page } = sender;
      await page.getByRole('heading', { level: 1, name: request.number }).waitFor();
      await page.getByRole('link', { name: 'Ship', exact: true }).click();
      expect(await page.getByLabel(`Quantity of ${name}`).inputValue()).toBe('3');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Ship the goods' }).click();
      await page.locator('.page-head').getByText('on the road', { exact: true }).waitFor();
      expect(await stockIn(otherStoreId)).toBe(2);
      expect(await page.getByText('DZD').count()).toBe(0); // a stock keeper sees no costs

      // and it is received by scanner: two came, one is lost
      await page.getByRole('link', { name: 'Receive', exact: true }).click();
      const field = page.getByLabel('Scan what came');
      for (let units = 0; units < 2; units += 1) {
        await field.fill(BARCODE);
        await field.press('Enter');
      }
      const counted = page.getByLabel(`Counted: ${name}`);
      await eventually(async () => expect(await counted.inputValue()).toBe('2'));
      const stranger = await productOf(fixture(), 'KET-17');
      await field.fill(stranger.sku);
      await field.press('Enter');
      await page.getByText(`${stranger.name} is not on the road with this transfer.`).waitFor();
      await page.getByLabel(`Lost: ${name}`).fill('1');
      await page.getByRole('button', { name: 'Take in what was counted' }).click();
      await page.getByText('Please fill this in.').waitFor();
      await page.getByLabel('Reason').fill('Broken on the road');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Take in what was counted' }).click();
      await page.locator('.page-head').getByText('received', { exact: true }).waitFor();
      await page.getByText('Broken on the road').waitFor();
      expect([await stockIn(storeId), await stockIn(otherStoreId)]).toEqual([2, 2]);
      const whole = await owner.get(`/transfers/${request.transferId}`);
      const shippedAt = english(whole.shipped.at, 'Africa/Algiers'); // the sender's time, wherever it is read
      await page.locator('dd').filter({ hasText: shippedAt }).first().waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'Shipped' }).textContent()).toContain(shippedAt);
      expect(whole).toMatchObject({
        state: 'received',
        lines: [{ shippedQuantity: 3, shippedCostMinor: 18_001, receivedQuantity: 2, lostQuantity: 1 }],
      });

      // printed, it is the delivery slip
      await page.emulateMedia({ media: 'print' });
      await page.getByRole('heading', { name: 'Delivery slip' }).waitFor();
      expect(await page.getByRole('link', { name: 'Receive', exact: true }).count()).toBe(0);
      expect(await page.getByText('Handed over (name, signature)').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await page.getByRole('button', { name: 'Put it away' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Put it away' }).click();
      await page.locator('.page-head').getByText('closed', { exact: true }).waitFor();
      await page.goto('/transfers');
      await page.getByRole('link', { name: 'To receive' }).click();
      await page.getByText('No transfer is found.').waitFor();
      await page.getByRole('navigation', { name: 'Transfers' }).getByRole('link', { name: 'All' }).click();
      await page.getByRole('link', { name: request.number }).waitFor();
      expect(sender.pageErrors).toEqual([]);
      await sender.close();
    });

    test('one is written in the office, refused by the other store with a reason, and read by an accountant', async () => {
      const { owner } = fixture().system;
      const { name } = await productOf(fixture(), 'KET-17');
      const session = await fixture().openSession('fr');
      const { page } = session;
      await signIn(session, 'manager', '/transfers');
      await page.getByRole('link', { name: 'Nouveau transfert' }).click();
      await page.locator('main input').first().fill('KET-17');
      await page.locator('main input').first().press('Enter');
      await page.getByText(name, { exact: false }).first().waitFor();
      await page.getByRole('button', { name: 'Envoyer la demande' }).click();
      await page.getByText('Choisissez l’autre magasin.').waitFor();
      await page.getByLabel('Autre magasin').selectOption({ label: 'Oran Front de Mer (ORA1)' });
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Envoyer la demande' }).click();
      await page.getByRole('heading', { level: 1, name: /ORA1-TR-\d{4}-\d{6}/ }).waitFor();
      const transferId = page.url().split('/').at(-1) as string;
      await page.getByRole('button', { name: 'Refuser' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Motif').fill('Plus assez pour nous');
      await dialog.getByRole('button', { name: 'Refuser' }).click();
      await page.locator('.page-head').getByText('refusé', { exact: true }).waitFor();
      expect(await owner.get(`/transfers/${transferId}`)).toMatchObject({
        state: 'refused',
        refused: { reason: 'Plus assez pour nous' },
      });
      expect(session.pageErrors).toEqual([]);
      await session.close();
      const reader = await fixture().openSession('ar');
      await signIn(reader, 'accountant', `/transfers/${transferId}`);
      await reader.page.locator('.page-head').getByText('مرفوض').waitFor();
      expect(await reader.page.getByRole('link', { name: 'إرسال', exact: true }).count()).toBe(0);
      expect(reader.pageErrors).toEqual([]);
      await reader.close();
    });
  });
}
