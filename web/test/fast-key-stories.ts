import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  signIn,
  demoProduct,
  holdAnswers,
  numberOf,
  pressAtOnce,
  salesOf,
  scanAll,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

/** What is pressed, all at once, with one article of 420 dinars in the cart, and the expected fields of the one sale. */
const PAYMENTS: readonly (readonly [keys: string, sale: object])[] = [
  ['F9 Enter', { grossMinor: 42_000, payments: [{ changeMinor: 0 }] }],
  ['F9 F9 Enter', { grossMinor: 42_000, payments: [{ changeMinor: 0 }] }],
  ['F9 Enter Enter', { grossMinor: 42_000, payments: [{ changeMinor: 0 }] }],
  ['F9 9000 Enter', { grossMinor: 42_000, payments: [{ tenderedMinor: 900_000 }] }],
  ['F8 400 Enter F9 Enter', { grossMinor: 40_000, payments: [{ changeMinor: 0 }] }],
  ['F8 Escape F9 Escape F9 Enter', { grossMinor: 42_000, payments: [{ changeMinor: 0 }] }],
  ['F4 Escape F8 390 Enter F9 2000 Enter Enter', { grossMinor: 39_000, payments: [{ tenderedMinor: 200_000 }] }],
];

/** An Enter this long after another Enter or a scan is a decision. */
const ENTER_OF_ITS_OWN_MS = 1_050;

/** Stories of keys that follow each other at once: what they do does not depend on how fast they come. */
export function fastKeyStories(fixture: () => BrowserFixture): void {
  const openTillWith = async (sku: string): Promise<BrowserSession> => {
    const session = await fixture().openSession('fr');
    await signIn(session, 'cashier');
    await tillReady(session);
    await scanAll(session, [sku]);
    return session;
  };
  const newestSale = async (session: BrowserSession): Promise<any> => {
    const invoiceNumber = await numberOf(session);
    const [newest] = await salesOf(fixture());
    expect(newest.invoiceNumber).toBe(invoiceNumber);
    return newest;
  };

  describe('the till never sells by itself', () => {
    const { barcode } = demoProduct('CAB-USBC');

    test.each([2, 3])('a scanner that sends %i Enters opens no payment', async (enters) => {
      const session = await openTillWith('PIL-AAA4');
      await pressAtOnce(session, barcode, ...Array.from({ length: enters }, () => 'Enter'));
      await cartHas(session, 2);
      await session.page.waitForTimeout(ENTER_OF_ITS_OWN_MS);
      expect(await session.page.getByRole('dialog').count()).toBe(0);
      await session.close();
    });

    test('a second after a scan Enter opens the payment, a nervous second one takes no money, a later one does', async () => {
      const session = await openTillWith('PIL-AAA4');
      const { page } = session;
      const before = (await salesOf(fixture())).length;
      await pressAtOnce(session, barcode, 'Enter', 'ArrowUp', 'Enter'); // sooner than a second after the scan
      await cartHas(session, 2);
      await page.waitForTimeout(ENTER_OF_ITS_OWN_MS);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await pressAtOnce(session, 'Enter', 'Enter');
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(ENTER_OF_ITS_OWN_MS);
      expect([await page.getByRole('dialog').count(), await salesOf(fixture())]).toMatchObject([1, { length: before }]);
      await page.keyboard.press('Enter');
      expect((await newestSale(session)).lines).toHaveLength(2);
      await session.close();
    });

    test.each([
      ['at a scanner’s speed', 0],
      ['at a person’s speed', 45],
    ])('a scan into the payment with two Enters, %s, takes no money', async (_name, msPerKey) => {
      const session = await openTillWith('PIL-AAA4');
      const { page } = session;
      const before = (await salesOf(fixture())).length;
      await pressAtOnce(session, 'F9');
      await page.getByRole('dialog').waitFor();
      if (msPerKey > 0) await page.keyboard.type(barcode, { delay: msPerKey });
      await pressAtOnce(session, ...(msPerKey > 0 ? [] : [barcode]), 'Enter', 'Enter');
      await cartHas(session, 2);
      expect(await page.locator('.given input').inputValue()).toBe('');
      expect([await page.getByRole('dialog').count(), await salesOf(fixture())]).toMatchObject([1, { length: before }]);
      await session.close();
    });
  });

  describe('keys pressed with no pause', () => {
    const salesWith = async (sku: string): Promise<any[]> =>
      (await salesOf(fixture())).filter(({ lines }) => lines.some((line: { sku: string }) => line.sku === sku));
    const pay = async (sku: string, slower: number): Promise<void> => {
      const session = await openTillWith(sku);
      await session.devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
      for (const [keys, sale] of PAYMENTS) {
        const before = (await salesWith(sku)).length;
        await pressAtOnce(session, ...keys.split(' '));
        const invoiceNumber = await numberOf(session);
        const sales = await salesWith(sku);
        expect([slower, keys, sales.length]).toEqual([slower, keys, before + 1]);
        expect({ slower, keys, ...sales[0] }).toMatchObject({ slower, keys, invoiceNumber, state: 'final', ...sale });
        await pressAtOnce(session, 'Enter', demoProduct(sku).barcode, 'Enter');
        await cartHas(session, 1);
        expect(await session.page.locator('table.cart input').inputValue()).toBe('1');
      }
      expect(session.pageErrors).toEqual([]);
      await session.close();
    };

    test('make one sale, then the next cart; with a processor as fast as it is, and one six times slower', async () => {
      await Promise.all([pay('PIL-AAA4', 1), pay('PIL-AA4', 6)]);
    });

    test('after a customer who is still being looked up are for the sale to that customer', async () => {
      const session = await openTillWith('PIL-AAA4');
      const release = await holdAnswers(session, /\/customers\?text=/);
      await pressAtOnce(session, 'F4', 'fidele', 'Enter', 'F9', '9000', 'Enter');
      await session.page.getByRole('dialog').waitFor();
      release();
      const sale = await newestSale(session);
      expect(sale).toMatchObject({
        customer: { name: 'Client fidèle (exemple)' },
        payments: [{ tenderedMinor: 900_000 }],
      });
      await session.close();
    });

    test('after a customer whom nobody knows are dropped: nothing is sold', async () => {
      const session = await openTillWith('PIL-AAA4');
      const { page } = session;
      const before = (await salesOf(fixture())).length;
      const release = await holdAnswers(session, /\/customers\?text=/);
      await pressAtOnce(session, 'F4', 'nobody of this name', 'Enter', 'F9', '9000', 'Enter');
      release();
      await page.getByRole('dialog').getByText('Personne trouvé').waitFor();
      expect(await page.locator('.due').count()).toBe(0);
      expect(await salesOf(fixture())).toHaveLength(before);
      await session.close();
    });

    test('go to the button focused by Tab, and a key held down is pressed once', async () => {
      const session = await openTillWith('PIL-AAA4');
      const before = (await salesOf(fixture())).length;
      await pressAtOnce(session, 'F9', 'Tab', 'Enter'); // from the amount to the Back button
      await session.page.getByRole('dialog').waitFor({ state: 'detached' });
      await session.page.waitForTimeout(ENTER_OF_ITS_OWN_MS);
      for (let times = 0; times < 5; times += 1) await session.page.keyboard.down('Enter');
      await session.page.keyboard.up('Enter');
      await session.page.getByRole('dialog').waitFor();
      expect(await session.page.getByRole('dialog').count()).toBe(1);
      expect(await salesOf(fixture())).toHaveLength(before);
      await session.close();
    });

    test('belong to the open dialog also when a click has left the focus on no element', async () => {
      const session = await openTillWith('PIL-AAA4');
      const { page } = session;
      await pressAtOnce(session, 'F9');
      await page.getByRole('dialog').getByText('Carte').click();
      await page.getByRole('dialog').getByText('Espèces').click();
      await pressAtOnce(session, '50');
      await page.getByRole('dialog').getByText('À payer', { exact: true }).click();
      await pressAtOnce(session, '00');
      await page.getByRole('dialog').getByText('À payer', { exact: true }).click();
      await pressAtOnce(session, 'Enter');
      expect((await newestSale(session)).payments).toMatchObject([{ method: 'cash', tenderedMinor: 500_000 }]);
      await session.close();
    });

    test('wait for the article that was scanned before them', async () => {
      const session = await openTillWith('PIL-AAA4');
      const release = await holdAnswers(session, /\/products\?barcode=/);
      const [first, second] = [demoProduct('AMP-LED9'), demoProduct('AMP-LED15')];
      await pressAtOnce(session, first.barcode, 'Enter', '+', '+', 'F8', '300', 'Enter');
      await pressAtOnce(session, second.barcode, 'Enter', 'F9', '9000', 'Enter', 'Enter');
      expect(await session.page.getByTestId('pending-sale').count()).toBe(0);
      release();
      const sale = await newestSale(session);
      expect(sale.payments[0].tenderedMinor).toBe(900_000);
      expect(sale.lines.map(({ sku, quantity, unitPriceMinor }: any) => [sku, quantity, unitPriceMinor])).toEqual([
        ['PIL-AAA4', 1, 42_000],
        ['AMP-LED9', 3, 30_000],
        ['AMP-LED15', 1, 48_000],
      ]);
      await session.close();
    });

    test('that are a scan do not change the line of the price dialog', async () => {
      const session = await openTillWith('PIL-AAA4');
      await pressAtOnce(session, 'F8', demoProduct('AMP-LED9').barcode, 'Enter');
      await cartHas(session, 2);
      await pressAtOnce(session, '400', 'Enter', 'F9', 'Enter');
      const { lines } = await newestSale(session);
      expect(lines.map((line: any) => [line.sku, line.unitPriceMinor])).toEqual([
        ['PIL-AAA4', 40_000],
        ['AMP-LED9', 32_000],
      ]);
      await session.close();
    });

    test('sell nothing when the article scanned before them is unknown, with a message', async () => {
      const session = await openTillWith('PIL-AAA4');
      const before = (await salesOf(fixture())).length;
      const release = await holdAnswers(session, /\/products\?barcode=/);
      await pressAtOnce(session, '99990000', 'Enter', 'F9', 'Enter');
      release();
      await session.page
        .getByRole('dialog')
        .getByText(/Aucun article n’a le code 99990000/)
        .waitFor();
      expect(await salesOf(fixture())).toHaveLength(before);
      await pressAtOnce(session, 'F9', 'Enter'); // without it, then
      await newestSale(session);
      await session.close();
    });

    test('take the article and the customer that they name, however late these are found', async () => {
      const session = await openTillWith('PIL-AAA4');
      const { page } = session;
      const releaseProducts = await holdAnswers(session, /\/products\?text=/);
      await pressAtOnce(session, 'rallonge', 'Enter');
      releaseProducts();
      await cartHas(session, 2);
      expect(await page.locator('table.cart').textContent()).toContain('RAL-3M');
      const releaseCustomers = await holdAnswers(session, /\/customers\?/);
      await pressAtOnce(session, 'F4', 'fidele', 'Enter', 'Enter');
      releaseCustomers();
      await page.locator('.side').getByText('Client fidèle (exemple)').waitFor();
      await pressAtOnce(session, 'F9', 'Enter');
      expect(await newestSale(session)).toMatchObject({ customer: { name: 'Client fidèle (exemple)' } });
      await session.close();
    });

    test('while the till is loading are for the till: a scan is in the cart, text is in the field', async () => {
      const session = await fixture().openSession('fr');
      const release = await holdAnswers(session, /assets\/till-page-[^/]+\.js/);
      await signIn(session, 'cashier');
      await session.page.waitForURL('**/till');
      await pressAtOnce(session, demoProduct('PIL-AAA4').barcode, 'Enter', 'F9', 'Enter', 'rall');
      expect(await session.page.locator('#scan').count()).toBe(0);
      release();
      await cartHas(session, 1);
      expect(await session.page.locator('#scan').inputValue()).toBe('rall');
      expect(await session.page.getByRole('dialog').count()).toBe(0);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
