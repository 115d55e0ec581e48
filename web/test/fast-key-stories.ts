import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  comeIn,
  good,
  numberOf,
  pressAtOnce,
  salesOf,
  scanAll,
  tillReady,
  type Setting,
  type Visit,
} from './setting.js';

/** What is pressed, all at once, with one article of 420 dinars in the cart, and what the books say of the one sale. */
const PAYMENTS: readonly (readonly [keys: string, sale: object])[] = [
  ['F9 Enter', { netMinor: 42_000, payment: { changeMinor: 0 } }],
  ['Enter Enter', { netMinor: 42_000, payment: { changeMinor: 0 } }],
  ['F9 F9 Enter', { netMinor: 42_000, payment: { changeMinor: 0 } }],
  ['F9 Enter Enter', { netMinor: 42_000, payment: { changeMinor: 0 } }],
  ['F9 9000 Enter', { netMinor: 42_000, payment: { tenderedMinor: 900_000 } }],
  ['F8 400 Enter F9 Enter', { netMinor: 40_000, payment: { changeMinor: 0 } }],
  ['F8 Escape F9 Escape F9 Enter', { netMinor: 42_000, payment: { changeMinor: 0 } }],
  ['F4 Escape F8 390 Enter F9 2000 Enter Enter', { netMinor: 39_000, payment: { tenderedMinor: 200_000 } }],
];

/** Holds the answers of a path back until it is told to let them go. */
async function holdAnswers({ page }: Visit, path: RegExp): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(path, async (route) => {
    await released;
    await route.continue();
  });
  return () => release();
}

/** Stories of keys that follow each other at once: what they do does not depend on how fast they come. */
export function fastKeyStories(setting: () => Setting): void {
  const atTheTill = async (sku: string): Promise<Visit> => {
    const visit = await setting().visit('fr');
    await comeIn(visit, 'cashier');
    await tillReady(visit);
    await scanAll(visit, [sku]);
    return visit;
  };
  const newestSale = async (visit: Visit): Promise<any> => {
    const invoiceNumber = await numberOf(visit);
    const [newest] = await salesOf(setting());
    expect(newest.invoiceNumber).toBe(invoiceNumber);
    return newest;
  };

  describe('keys pressed with no pause', () => {
    test.each([
      ['as fast as it is', { slower: 1, rounds: 2, sku: 'PIL-AAA4' }],
      ['six times slower', { slower: 6, rounds: 1, sku: 'PIL-AA4' }],
    ])('make one sale, then the next cart; with a processor %s', async (_name, { slower, rounds, sku }) => {
      const visit = await atTheTill(sku);
      await visit.devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
      for (let round = 0; round < rounds; round += 1)
        for (const [keys, sale] of PAYMENTS) {
          const before = (await salesOf(setting())).length;
          await pressAtOnce(visit, ...keys.split(' '));
          expect([keys, await newestSale(visit)]).toEqual([keys, expect.objectContaining({ state: 'final' })]);
          const sales = await salesOf(setting());
          expect([keys, sales.length]).toEqual([keys, before + 1]);
          expect({ keys, ...sales[0] }).toMatchObject({ keys, ...sale });
          await pressAtOnce(visit, 'Enter', good(sku).barcode, 'Enter');
          await cartHas(visit, 1);
          expect(await visit.page.locator('table.cart input').inputValue()).toBe('1');
        }
      expect(visit.wrong).toEqual([]);
      await visit.context.close();
    });

    test('go to the button that Tab chose, and a key held down is pressed once', async () => {
      const visit = await atTheTill('PIL-AAA4');
      const before = (await salesOf(setting())).length;
      await pressAtOnce(visit, 'F9', 'Tab', 'Enter'); // from the amount to the way back
      await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
      for (let times = 0; times < 5; times += 1) await visit.page.keyboard.down('Enter');
      await visit.page.keyboard.up('Enter');
      expect(await visit.page.getByRole('dialog').count()).toBe(1);
      expect(await salesOf(setting())).toHaveLength(before);
      await visit.context.close();
    });

    test('belong to the open dialog also when a click has left the focus nowhere', async () => {
      const visit = await atTheTill('PIL-AAA4');
      const { page } = visit;
      await pressAtOnce(visit, 'F9');
      await page.getByRole('dialog').getByText('Carte').click();
      await page.getByRole('dialog').getByText('Espèces').click();
      await pressAtOnce(visit, '50');
      await page.getByRole('dialog').getByText('À payer', { exact: true }).click();
      await pressAtOnce(visit, '00');
      await page.getByRole('dialog').getByText('À payer', { exact: true }).click();
      await pressAtOnce(visit, 'Enter');
      expect((await newestSale(visit)).payment).toMatchObject({ method: 'cash', tenderedMinor: 500_000 });
      await visit.context.close();
    });

    test('wait for the article that was scanned before them', async () => {
      const visit = await atTheTill('PIL-AAA4');
      const release = await holdAnswers(visit, /\/products\?barcode=/);
      const [first, second] = [good('AMP-LED9'), good('AMP-LED15')];
      await pressAtOnce(visit, first.barcode, 'Enter', '+', '+', 'F8', '300', 'Enter');
      await pressAtOnce(visit, second.barcode, 'Enter', 'F9', '9000', 'Enter', 'Enter');
      expect(await visit.page.getByTestId('act').count()).toBe(0);
      release();
      const sale = await newestSale(visit);
      expect(sale.payment.tenderedMinor).toBe(900_000);
      expect(sale.lines.map(({ sku, quantity, unitPriceMinor }: any) => [sku, quantity, unitPriceMinor])).toEqual([
        ['PIL-AAA4', 1, 42_000],
        ['AMP-LED9', 3, 30_000],
        ['AMP-LED15', 1, 48_000],
      ]);
      await visit.context.close();
    });

    test('that are a scan leave the price dialog to the line it was opened for', async () => {
      const visit = await atTheTill('PIL-AAA4');
      await pressAtOnce(visit, 'F8', good('AMP-LED9').barcode, 'Enter');
      await cartHas(visit, 2);
      await pressAtOnce(visit, '400', 'Enter', 'F9', 'Enter');
      const { lines } = await newestSale(visit);
      expect(lines.map((line: any) => [line.sku, line.unitPriceMinor])).toEqual([
        ['PIL-AAA4', 40_000],
        ['AMP-LED9', 32_000],
      ]);
      await visit.context.close();
    });

    test('sell nothing when the article scanned before them is unknown, and say so', async () => {
      const visit = await atTheTill('PIL-AAA4');
      const before = (await salesOf(setting())).length;
      const release = await holdAnswers(visit, /\/products\?barcode=/);
      await pressAtOnce(visit, '99990000', 'Enter', 'F9', 'Enter');
      release();
      await visit.page
        .getByRole('dialog')
        .getByText(/Aucun article n’a le code 99990000/)
        .waitFor();
      expect(await salesOf(setting())).toHaveLength(before);
      await pressAtOnce(visit, 'Enter'); // without it, then
      await newestSale(visit);
      await visit.context.close();
    });

    test('take the article and the customer that they name, however late these are found', async () => {
      const visit = await atTheTill('PIL-AAA4');
      const { page } = visit;
      const releaseProducts = await holdAnswers(visit, /\/products\?text=/);
      await pressAtOnce(visit, 'rallonge', 'Enter');
      releaseProducts();
      await cartHas(visit, 2);
      expect(await page.locator('table.cart').textContent()).toContain('RAL-3M');
      const releaseCustomers = await holdAnswers(visit, /\/customers\?/);
      await pressAtOnce(visit, 'F4', 'fidele', 'Enter', 'Enter');
      releaseCustomers();
      await page.locator('.side').getByText('Client fidèle (exemple)').waitFor();
      await pressAtOnce(visit, 'F9', 'Enter');
      expect(await newestSale(visit)).toMatchObject({ customer: { name: 'Client fidèle (exemple)' } });
      await visit.context.close();
    });

    test('on the way to the till are its own: a scan is in the cart, words are in the field', async () => {
      const visit = await setting().visit('fr', { serviceWorkers: 'block' });
      const release = await holdAnswers(visit, /assets\/till-page-[^/]+\.js/);
      await comeIn(visit, 'cashier');
      await visit.page.waitForURL('**/till');
      await pressAtOnce(visit, good('PIL-AAA4').barcode, 'Enter', 'F9', 'Enter', 'rall');
      expect(await visit.page.locator('#scan').count()).toBe(0);
      release();
      await cartHas(visit, 1);
      expect(await visit.page.locator('#scan').inputValue()).toBe('rall');
      expect(await visit.page.getByRole('dialog').count()).toBe(0);
      expect(visit.wrong).toEqual([]);
      await visit.context.close();
    });
  });
}
