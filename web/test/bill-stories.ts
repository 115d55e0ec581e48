import { describe, expect, test } from '@jest/globals';
import { demoProduct, eventually, productOf, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of suppliers' bills: one is entered from its delivery and paid; goods go back and are credited. */
export function billStories(fixture: () => BrowserFixture): void {
  describe('bills of suppliers', () => {
    async function delivered(name: string, quantity: number, costMinor: number) {
      const { owner } = fixture().system;
      const { storeId } = fixture();
      const { productId, name: product } = await productOf(fixture(), 'KET-17');
      const { supplierId } = await owner.post('/suppliers', { name, paymentTermsDays: 30 });
      const { deliveryId } = await owner.post('/deliveries', {
        storeId,
        supplierId,
        reference: 'BL-77',
        lines: [{ productId, quantity, costMinor }],
      });
      return { owner, supplierId, deliveryId, product };
    }

    test('one is entered from its delivery, found dearer, recorded, and paid from the card of its supplier', async () => {
      const { owner, supplierId, deliveryId, product } = await delivered('Papeterie du Hoggar', 10, 600_000);
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', `/deliveries/${deliveryId}`);
      await page.getByRole('link', { name: 'Enter the bill', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Bill of Papeterie du Hoggar' }).waitFor();
      const amount = page.getByLabel(`Amount before tax: ${product}`);
      await eventually(async () => expect(await amount.inputValue()).toBe('6000.00'));
      await page.getByLabel(`Tax %: ${product}`).fill('19');
      await page.getByText('It is what was received.').waitFor();
      await amount.fill('6500');
      const match = page.getByRole('region', { name: 'Compared with what came' });
      await match.getByText('DZD 500.00').first().waitFor();
      await page.getByRole('button', { name: 'Record the bill' }).click();
      await page.getByText('Please fill this in').first().waitFor();
      await page.getByLabel('Number on the paper').fill('FA-2026-7');
      await page.getByLabel(/^Total on the paper/).fill('7000');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Record the bill' }).click();
      await page.getByText('The total on the paper is not that of its lines and taxes').waitFor();
      await page.getByLabel(/^Total on the paper/).fill('7735.00');
      await page.getByRole('button', { name: 'Record the bill' }).click();
      await page.getByRole('heading', { level: 1, name: 'Bill FA-2026-7' }).waitFor();
      await page.getByText('DZD 7,735.00').first().waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('link', { name: 'Papeterie du Hoggar' }).click();
      const owed = page.getByRole('region', { name: 'Owed to this supplier' });
      await owed.getByText('7,735.00').waitFor();
      await page.getByRole('button', { name: 'Pay', exact: true }).click();
      const dialog = page.getByRole('dialog');
      const part = dialog.getByLabel('Pay of it: FA-2026-7');
      await part.fill('9000');
      await eventually(async () =>
        expect(await dialog.getByRole('button', { name: /^Pay DZD/ }).isDisabled()).toBe(true),
      );
      await part.fill('7735');
      await dialog.getByLabel('Number of the transfer or cheque').fill('VIR-9');
      await dialog.getByRole('button', { name: 'Pay DZD 7,735.00' }).click();
      await page.getByText('Nothing is owed to this supplier here.').waitFor();
      await page.getByRole('region', { name: 'Payments to this supplier' }).getByText('VIR-9').waitFor();
      const { items } = await owner.get(`/supplier-payments?supplierId=${supplierId}`);
      expect(items).toMatchObject([{ amountMinor: 773_500, method: 'transfer', reference: 'VIR-9' }]);
      await page.getByRole('button', { name: /^Reverse payment/ }).click();
      await dialog.getByLabel('Reason').fill('Wrong account');
      await dialog.getByRole('button', { name: 'Reverse', exact: true }).click();
      await owed.getByText('7,735.00').waitFor();
      await page.goto('/aged-payables');
      await page.getByRole('link', { name: 'Papeterie du Hoggar' }).waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('goods go back from their delivery, and the credit note of their supplier is entered', async () => {
      const { owner, supplierId, deliveryId, product } = await delivered('Verres du Dahra', 6, 1_200);
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', `/deliveries/${deliveryId}`);
      await page.getByRole('button', { name: 'Send goods back' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(`Sent back: ${product}`).fill('2');
      await dialog.getByRole('button', { name: 'Send back', exact: true }).click();
      await dialog.getByText('Please fill this in').waitFor();
      await dialog.getByLabel('Reason').fill('Broken on arrival');
      await dialog.getByRole('button', { name: 'Send back', exact: true }).click();
      await page.getByText(/^Return .+-SR-\d{4}-\d{6} is recorded\.$/).waitFor();
      await page.goto('/supplier-returns');
      await page
        .getByRole('row', { name: /Verres du Dahra/ })
        .getByRole('link', { name: 'Enter a credit note' })
        .click();
      await page.getByRole('heading', { level: 1, name: 'Credit note of Verres du Dahra' }).waitFor();
      await page.getByLabel('Number on the paper').fill('AV-3');
      await page.getByRole('button', { name: 'Record the credit note' }).click();
      await page.getByRole('heading', { level: 1, name: 'Credit note AV-3' }).waitFor();
      const [credit] = (await owner.get(`/supplier-bills?supplierId=${supplierId}`)).items;
      expect(credit).toMatchObject({ kind: 'creditNote', clearedMinor: -400, differenceMinor: 0 });
      await page.getByRole('button', { name: 'Take it back' }).click();
      await dialog.getByLabel('Reason').fill('Of another supplier');
      await dialog.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText('taken back: Of another supplier').waitFor();
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('freight is spread by weight while goods are received, and its carrier bills it', async () => {
      const { owner } = fixture().system;
      const [{ name: kettle }, { name: cable }] = await Promise.all(
        ['KET-17', 'CAB-USBC'].map((sku) => productOf(fixture(), sku)),
      );
      await owner.post('/suppliers', { name: 'Grossiste du Titteri' });
      const carrier = await owner.post('/suppliers', { name: 'Messageries des Aurès' });
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'owner', '/deliveries/new');
      await page.getByLabel('Supplier', { exact: true }).fill('titteri');
      await page.getByRole('option', { name: /Grossiste du Titteri/ }).click();
      for (const sku of ['KET-17', 'CAB-USBC']) {
        await page.getByLabel('Scan or search a product').fill(demoProduct(sku).barcode);
        await page.getByLabel('Scan or search a product').press('Enter');
      }
      await page.getByLabel(`Cost of the line: ${kettle}`).fill('10');
      await page.getByLabel(`Cost of the line: ${cable}`).fill('90');
      await page.getByLabel(/^Extra costs/).fill('30');
      await page.getByLabel('Spread over the lines').selectOption('by weight');
      await page.getByLabel(`Weight in kg: ${kettle}`).fill('2');
      await page.getByRole('button', { name: 'Receive 2 products' }).click();
      await page.getByText('The weight of all units in kilograms, such as 1.5.').waitFor();
      await page.getByLabel(`Weight in kg: ${cable}`).fill('1');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Receive 2 products' }).click();
      await page.getByRole('heading', { level: 1, name: 'Grossiste du Titteri' }).waitFor();
      const deliveryId = page.url().split('/').at(-1);
      const { batches } = await owner.get(`/deliveries/${deliveryId}`);
      expect(batches.map((one: any) => [one.costMinor, one.extraCostMinor])).toEqual([
        [3_000, 2_000],
        [10_000, 1_000],
      ]);
      await page.getByRole('link', { name: 'Enter a bill of freight or customs' }).click();
      await page.getByLabel('Supplier', { exact: true }).fill('messageries');
      await page.getByRole('option', { name: /Messageries des Aurès/ }).click();
      await page.getByLabel('Number on the paper').fill('LV-4');
      const amount = page.getByLabel('Amount before tax: Freight, customs and the like');
      await eventually(async () => expect(await amount.inputValue()).toBe('30.00'));
      await page.getByLabel('Tax %: Freight, customs and the like').fill('19');
      await page.getByRole('button', { name: 'Record the bill' }).click();
      await page.getByRole('heading', { level: 1, name: 'Bill LV-4' }).waitFor();
      const [bill] = (await owner.get(`/supplier-bills?supplierId=${carrier.supplierId}`)).items;
      expect(bill).toMatchObject({ grossMinor: 3_570, clearedMinor: 3_000, differenceMinor: 0 });
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a stock keeper sends goods back and sees no bill; an accountant reads bills from right to left', async () => {
      const { deliveryId } = await delivered('Cuivres de Constantine', 1, 900);
      const keeper = await fixture().openSession('en');
      await signIn(keeper, 'stockKeeper', `/deliveries/${deliveryId}`);
      await keeper.page.getByRole('button', { name: 'Send goods back' }).waitFor();
      expect(await keeper.page.getByRole('link', { name: 'Enter the bill' }).count()).toBe(0);
      await keeper.close();
      const session = await fixture().openSession('ar');
      const { page } = session;
      await signIn(session, 'accountant', '/supplier-bills');
      await page.getByRole('heading', { level: 1, name: 'فواتير الموردين' }).waitFor();
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
