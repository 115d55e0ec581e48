import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  eventually,
  numberOf,
  payDialog,
  plain,
  productOf,
  salesOf,
  scanAll,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

/** Gives a discount of the selected line, or of the whole cart, by keys alone. */
async function discount(session: BrowserSession, percent: string, reason: string, of: 'line' | 'cart'): Promise<void> {
  const { page } = session;
  await page.keyboard.press('F3');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  if (of === 'cart') {
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
  }
  await eventually(async () =>
    expect(await dialog.getByLabel('Discount, %').evaluate((field) => field === document.activeElement)).toBe(true),
  );
  await typeByHand(session, percent);
  await page.keyboard.press('Tab');
  await typeByHand(session, reason);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** Sells by weight and by length, with discounts. */
export function measuredSales(fixture: () => BrowserFixture): void {
  const openTill = async (): Promise<BrowserSession> => {
    const session = await fixture().openSession('en');
    await signIn(session, 'cashier');
    await tillReady(session);
    return session;
  };

  describe('the till, by weight and by length', () => {
    test('sells 1.5 kg and 2.75 m with discounts: the total on the screen is that of the receipt', async () => {
      const session = await openTill();
      const { page } = session;
      await scanAll(session, ['CAF-VRAC']);
      const rows = page.locator('table.cart tbody tr');
      await rows.nth(0).locator('input').fill('1,5');
      await page.locator('#scan').focus();
      await scanAll(session, ['CAF-VRAC', 'CAB-3G']);
      await eventually(async () => expect(await rows.nth(0).locator('input').inputValue()).toBe('2.5'));
      await rows.nth(0).locator('input').fill('1,5');
      await rows.nth(1).locator('input').fill('2.75');
      await page.locator('#scan').focus();
      await eventually(async () => expect(plain(await rows.nth(0).textContent())).toMatch(/kg.*3,600.00/));
      // the last line that was touched is the one of the cable: 495.00 less 19.80, and 5 % of 4,075.20 is 203.76
      await discount(session, '4', 'end of the reel', 'line');
      await discount(session, '5', 'a regular', 'cart');
      await eventually(async () => expect(plain(await page.getByTestId('gross').textContent())).toBe('DZD 3,871.44'));
      expect(plain(await page.getByTestId('discount').textContent())).toBe('−DZD 223.56');
      await payDialog(session);
      await page.keyboard.press('Enter');
      const number = await numberOf(session);
      const receipt = plain(await page.locator('.receipt').first().textContent());
      for (const text of ['1.5 kg × 2,400.00', '2.75 m × 180.00', 'end of the reel', 'a regular', 'DZD 3,871.44'])
        expect(receipt).toContain(text);
      const sale = (await salesOf(fixture())).find((one) => one.invoiceNumber === number);
      expect(sale).toMatchObject({ grossMinor: 387_144, discountMinor: 22_356, discount: { percentBps: 500 } });
      expect(sale.lines.map((line: any) => [line.unit, line.quantity])).toEqual([
        ['kg', 1_500],
        ['m', 275],
      ]);
      await page.goto(`/orders/${sale.orderId}`);
      await page.getByRole('cell', { name: '1.5 kg', exact: true }).waitFor();
      await page.getByRole('cell', { name: '2.75 m', exact: true }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a discount beyond the cashier’s limit asks the manager, who is told so', async () => {
      const [till, office] = [await openTill(), await fixture().openSession('en')];
      await signIn(office, 'manager', '/approvals');
      await scanAll(till, ['KET-17']);
      await discount(till, '6', 'a friend', 'cart');
      await payDialog(till);
      await till.page.keyboard.press('Enter');
      await till.page.getByTestId('pending-sale').waitFor();
      const request = office.page.getByRole('article').filter({ hasText: 'a friend' });
      await request.waitFor();
      const shown = plain(await request.textContent());
      expect(shown).toContain('A discount is above the limit');
      expect(shown).toContain('a friend');
      await request.getByRole('button', { name: 'Approve', exact: true }).click();
      await numberOf(till);
      const [sale] = await salesOf(fixture());
      expect(sale).toMatchObject({ grossMinor: 366_600, approval: { reasons: [{ code: 'discount.over-limit' }] } });
      await till.close();
      await office.close();
    });

    test('takes back a part of a kilogram', async () => {
      const session = await openTill();
      const { page } = session;
      await scanAll(session, ['CAF-VRAC']);
      await cartHas(session, 1);
      await payDialog(session);
      await page.keyboard.press('Enter');
      const number = await numberOf(session);
      const { saleId } = (await salesOf(fixture())).find((one) => one.invoiceNumber === number);
      await page.goto(`/sales/${saleId}`);
      await page.getByLabel(/^Quantity of Café en grains/).fill('0,25');
      await page.getByLabel('Reason').fill('too dark');
      await page
        .getByTestId('refund-due')
        .getByText(/600\.00/)
        .waitFor();
      await page.getByRole('button', { name: 'Take back' }).click();
      await page.getByText('0.25 kg × Café en grains au kilo').waitFor();
      const sale = await fixture().system.owner.get(`/sales/${saleId}`);
      expect(sale.corrections).toMatchObject([{ grossMinor: 60_000, lines: [{ quantity: 250 }] }]);
      await session.close();
    });
  });
}

/** Adds and receives goods by weight, and changes what a store sells on. */
export function measuredGoods(fixture: () => BrowserFixture): void {
  describe('goods by weight, in the office', () => {
    test('a product is added by the kilogram and received; its stock is shown in kilograms', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', '/products/new');
      await page.getByLabel('Name').fill('Comté');
      await page.getByLabel('SKU').fill('COMTE');
      await page.getByLabel(/^List price/).fill('2400');
      await page.getByLabel(/^Tax rate/).fill('9');
      await page.getByLabel('Sold by').selectOption('Kilogram');
      await page.getByLabel(/^Low from/).fill('0,5');
      await page.getByRole('button', { name: 'Add a product' }).click();
      await page.getByRole('heading', { name: 'Comté' }).waitFor();
      const product = await productOf(fixture(), 'COMTE');
      expect(product).toMatchObject({ unit: 'kg', quantityDecimals: 3, lowStockThreshold: 500 });
      expect(await page.getByLabel('Sold by').isDisabled()).toBe(true);

      await page.goto('/deliveries/new');
      await page.getByLabel('Scan or search a product').fill('COMTE');
      await page.keyboard.press('Enter');
      await page.getByLabel('Quantity of Comté').fill('2,5');
      await page.getByLabel('Cost of the line: Comté').fill('3000');
      await page.getByRole('button', { name: 'Receive one product' }).click();
      await page.getByText('2.5 kg').waitFor();
      expect(plain(await page.locator('table').first().textContent())).toContain('1,200.00');
      await page.goto(`/products/${product.productId}`);
      await page.getByText(/2\.5.kg available, 0.kg held/).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('the owner changes the terms of a store, and what others changed meanwhile is not overwritten', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', '/stores');
      await page.getByRole('button', { name: 'Change Oran Front de Mer' }).click();
      await page.getByLabel(/^Smallest coin/).fill('10');
      await page.getByRole('dialog').getByLabel('Prices on tags').selectOption('before tax');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const store = page.getByRole('region', { name: 'Oran Front de Mer' });
      await store.getByText('DZD 10.00').waitFor();
      await store.getByText('before tax').waitFor();
      const storeId = fixture().otherStoreId;
      const { owner } = fixture().system;
      expect(await owner.get(`/stores/${storeId}`)).toMatchObject({
        pricesIncludeTax: false,
        cashRoundingMinor: 1_000,
      });
      await page.getByRole('button', { name: 'Change Oran Front de Mer' }).click();
      const changes = { pricesIncludeTax: true, cashRoundingMinor: 500 };
      expect((await owner.ask('PATCH', `/stores/${storeId}`, { revision: 2, changes })).status).toBe(200);
      await page.getByLabel('Name of the store').fill('Oran');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('The store was changed elsewhere; look again.').waitFor();
      expect((await owner.get(`/stores/${storeId}`)).name).toBe('Oran Front de Mer');
      await session.close();
    });
  });
}
