import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  cartLines,
  eventually,
  numberOf,
  payDialog,
  pressAtOnce,
  productOf,
  salesOf,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

const [FIRST, SECOND, SECOND_WRONG] = ['4006381333931', '96385074', '96385070'] as const;
/** 1.250 kg of the item 40123; the last digit is the check digit. */
const LABEL = '2040123012502';

/** Stories of the catalog that a cashier trusts: brand and barcodes, a typing error, labels of scales, the archive. */
export function catalogStories(fixture: () => BrowserFixture): void {
  const opened = async (role: 'owner' | 'cashier', path?: string): Promise<BrowserSession> => {
    const session = await fixture().openSession('en');
    await signIn(session, role, path);
    return session;
  };

  describe('the catalog', () => {
    test('a product is added with a brand and two barcodes, found with a typing error, archived and brought back', async () => {
      await fixture().system.owner.post('/products', {
        ...GOODS,
        sku: 'SAMO-0',
        name: 'Théière',
        brand: 'Samovar d’Or',
      });
      const [office, till] = [await opened('owner', '/products/new'), await opened('cashier')];
      const { page } = office;
      await page.getByLabel('Name').fill('Samovar inox');
      await page.getByLabel('SKU').fill('SAMO-1');
      await page.getByRole('combobox', { name: 'Brand' }).fill('samo');
      await page.getByRole('option', { name: 'Samovar d’Or' }).click();
      const barcodes = page.getByRole('combobox', { name: 'Barcodes' });
      for (const code of [FIRST, SECOND_WRONG]) {
        await barcodes.fill(code);
        await page.keyboard.press('Enter');
      }
      await page.getByLabel(/^List price/).fill('8 900');
      await page.getByLabel(/^Tax rate/).fill('19');
      await page.getByRole('button', { name: 'Add a product' }).click();
      await page.getByText(`${SECOND_WRONG} has a wrong check digit; ${SECOND} would be right.`).waitFor();
      await barcodes.focus();
      await page.keyboard.press('Backspace');
      await barcodes.fill(SECOND);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Add a product' }).click();
      await page.getByRole('heading', { level: 1, name: 'Samovar inox' }).waitFor();
      expect(await productOf(fixture(), 'SAMO-1')).toMatchObject({ brand: 'Samovar d’Or', barcodes: [FIRST, SECOND] });

      await tillReady(till);
      await pressAtOnce(till, SECOND, 'Enter');
      await cartHas(till, 1);
      await till.page.keyboard.press('Delete');
      await till.page.locator('.cart-empty').waitFor();
      await typeByHand(till, 'smaovar inox');
      const found = till.page.getByRole('option').filter({ hasText: 'Samovar inox' });
      await found.getByText('similar').waitFor();
      await till.page.getByRole('status').filter({ hasText: 'Nothing is written “smaovar inox”' }).waitFor();
      await till.page.keyboard.press('Enter');
      expect(await found.getAttribute('aria-selected')).toBe('false');
      expect(await till.page.locator('.cart-empty').count()).toBe(1);
      await till.page.keyboard.press('ArrowDown');
      await till.page.keyboard.press('Enter');
      await eventually(async () => expect(await cartLines(till)).toEqual([['SAMO-1', 1]]));
      await till.page.keyboard.press('Delete');

      await page.getByRole('button', { name: 'Archive', exact: true }).click();
      await page.getByText(/^Archived /).waitFor();
      await pressAtOnce(till, FIRST, 'Enter');
      await till.page.getByText(`No product has the code ${FIRST}.`).waitFor();
      await page.goto('/products?text=samovar+inox');
      await page.getByText('No product is found.').waitFor();
      await page.getByLabel('Shown').selectOption('Archived');
      await page.getByRole('link', { name: 'Samovar inox' }).click();
      await page.getByRole('button', { name: 'Bring back' }).click();
      await page.getByRole('button', { name: 'Archive', exact: true }).waitFor();
      await page.getByLabel(/^List price/).fill('9 500');
      await page.getByLabel(/^Highest price/).fill('9 500');
      await page.getByRole('button', { name: 'Save' }).click();
      const prices = page.getByRole('region', { name: 'Prices so far' }).locator('tbody tr');
      await eventually(async () => expect(await prices.first().textContent()).toMatch(/9,500\.00.*8,900\.00/));
      await pressAtOnce(till, FIRST, 'Enter');
      await eventually(async () => expect(await cartLines(till)).toEqual([['SAMO-1', 1]]));
      for (const one of [office, till]) {
        expect(one.pageErrors).toEqual([]);
        await one.close();
      }
    });

    test('a bundle is made of parts, sold as one, takes them from stock and brings them back', async () => {
      const { owner } = fixture().system;
      const { storeId } = fixture();
      for (const [sku, name] of [
        ['VERRE7', 'Verre gravé'],
        ['THEIERE7', 'Théière émaillée'],
      ] as const) {
        const { productId } = await owner.post('/products', { ...GOODS, sku, name });
        await owner.post('/deliveries', { storeId, lines: [{ productId, quantity: 7, costMinor: 70_000 }] });
      }
      const stockOf = async (sku: string): Promise<number | undefined> =>
        (await productOf(fixture(), sku)).stock.find((one: { storeId: string }) => one.storeId === storeId)?.available;
      const stock = async () => [await stockOf('VERRE7'), await stockOf('THEIERE7'), await stockOf('COFFRET7')];
      const office = await opened('owner', '/products/new');
      const { page } = office;
      await page.getByLabel('Name').fill('Coffret à thé');
      await page.getByLabel('SKU').fill('COFFRET7');
      await page.getByLabel(/^List price/).fill('5 000');
      await page.getByLabel(/^Tax rate/).fill('19');
      for (const [label, sku] of [
        ['To make it a bundle, add its parts', 'VERRE7'],
        ['Add a part', 'THEIERE7'],
      ] as const) {
        await page.getByLabel(label).fill(sku);
        await page.keyboard.press('Enter');
        await page.getByRole('cell', { name: sku }).waitFor();
      }
      await page.getByLabel('Quantity of Verre gravé').fill('2');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add a product' }).click();
      await page.getByRole('heading', { level: 1, name: 'Coffret à thé' }).waitFor();
      await eventually(async () => expect(await stock()).toEqual([7, 7, 3]));

      const till = await opened('cashier');
      await tillReady(till);
      await pressAtOnce(till, 'COFFRET7', 'Enter');
      await cartHas(till, 1);
      await till.page.getByText('Bundle: 2 × Verre gravé, 1 × Théière émaillée').waitFor();
      await till.page.getByText('3 in stock').waitFor();
      await payDialog(till);
      await till.page.keyboard.press('Enter');
      await numberOf(till);
      await eventually(async () => expect(await stock()).toEqual([5, 6, 2]));
      const [sale] = await salesOf(fixture());
      expect(sale.lines).toMatchObject([{ sku: 'COFFRET7', quantity: 1, costMinor: 30_000 }]);

      await page.goto(new URL(`/sales/${sale.saleId}`, page.url()).href);
      await page.getByText('Bundle: 2 × Verre gravé, 1 × Théière émaillée').first().waitFor();
      await page.locator('.back-quantity select').first().selectOption('1');
      await page.getByLabel('Reason').fill('Cadeau refusé');
      await page.getByRole('button', { name: 'Take back', exact: true }).click();
      await page.getByText('1 came back').waitFor();
      await eventually(async () => expect(await stock()).toEqual([7, 7, 3]));
      for (const one of [office, till]) {
        expect(one.pageErrors).toEqual([]);
        await one.close();
      }
    });

    test('the label of a scale is sold by its weight, once the store says how it is read', async () => {
      const { system } = fixture();
      await system.owner.post('/products', {
        ...GOODS,
        sku: 'OLIVES',
        name: 'Olives en vrac',
        barcodes: ['40123'],
        unit: 'kg',
      });
      const office = await opened('owner', '/stores');
      const { page } = office;
      const { name } = await system.owner.get(`/stores/${fixture().storeId}`);
      await page.getByRole('button', { name: `Change ${name}` }).click();
      const dialog = page.getByRole('dialog');
      const layouts = dialog.getByRole('combobox', { name: 'Labels of scales' });
      for (const layout of ['20PPPPP', '20PPPPPWWWWWC']) {
        await layouts.fill(layout);
        await page.keyboard.press('Enter');
        await dialog.getByRole('button', { name: 'Save' }).click();
        if (layout !== '20PPPPP') continue;
        await dialog.getByText(/^A layout has 13 characters/).waitFor();
        await layouts.focus();
        await page.keyboard.press('Backspace');
      }
      await dialog.waitFor({ state: 'hidden' });
      expect((await system.owner.get(`/stores/${fixture().storeId}`)).scaleLayouts).toEqual(['20PPPPPWWWWWC']);

      const till = await opened('cashier');
      await tillReady(till);
      await pressAtOnce(till, LABEL, 'Enter');
      await eventually(async () => expect(await cartLines(till)).toEqual([['OLIVES', 1.25]]));
      await pressAtOnce(till, LABEL, 'Enter');
      await eventually(async () => expect(await cartLines(till)).toEqual([['OLIVES', 2.5]]));
      const wrong = `${LABEL.slice(0, -1)}${(Number(LABEL.at(-1)) + 1) % 10}`;
      await pressAtOnce(till, wrong, 'Enter');
      await till.page.getByText(`No product has the code ${wrong}.`).waitFor();
      expect(await cartLines(till)).toEqual([['OLIVES', 2.5]]);
      for (const one of [office, till]) {
        expect(one.pageErrors).toEqual([]);
        await one.close();
      }
    });
  });
}

const GOODS = {
  barcodes: [] as string[],
  currency: 'DZD',
  taxRateBps: 1900,
  warrantyMonths: 0,
  lowStockThreshold: 0,
  priceMinMinor: 90_000,
  priceListMinor: 100_000,
  priceMaxMinor: 110_000,
};
