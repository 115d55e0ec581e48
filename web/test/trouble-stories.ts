import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  comeIn,
  eventually,
  LANGUAGES,
  numberOf,
  payDialog,
  productOf,
  salesOf,
  scanAll,
  tillReady,
  type Setting,
  type Visit,
} from './setting.js';

const GONE = { fr: /Le serveur du magasin ne répond pas/, en: /server does not answer/ } as const;

/** One sale and no more, of one unit of the product. */
async function soldOnce(setting: Setting, before: { sales: number; available: number }, sku: string): Promise<void> {
  expect(await salesOf(setting)).toHaveLength(before.sales + 1);
  await eventually(async () => expect(await availableOf(setting, sku)).toBe(before.available - 1));
}

async function availableOf(setting: Setting, sku: string): Promise<number> {
  return (await productOf(setting, sku)).stock.find((one: any) => one.storeId === setting.storeId).available;
}

async function standOf(setting: Setting, sku: string): Promise<{ sales: number; available: number }> {
  return { sales: (await salesOf(setting)).length, available: await availableOf(setting, sku) };
}

/** Waits until the browser keeps all that the page needs for a reload without the gateway. */
async function pagesKept({ page }: Visit): Promise<void> {
  await page.waitForFunction(async () => {
    const files = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/assets/'));
    const kept = await Promise.all(['/', ...files].map((path) => caches.match(path)));
    return kept.every((one) => one !== undefined);
  });
}

/** Stories of a till in trouble: one sale, and the till says what became of it. */
export function troubleStories(setting: () => Setting): void {
  const open = async (language: 'fr' | 'en', sku: string): Promise<Visit> => {
    const visit = await setting().visit(language);
    await comeIn(visit, 'cashier');
    await tillReady(visit);
    await scanAll(visit, [sku]);
    await payDialog(visit);
    return visit;
  };

  test('a double click sells once', async () => {
    const before = await standOf(setting(), 'SOU-SF');
    const visit = await open('fr', 'SOU-SF');
    await visit.page.getByRole('button', { name: 'Conclure la vente' }).dblclick();
    await numberOf(visit);
    await soldOnce(setting(), before, 'SOU-SF');
    await visit.context.close();
  });

  test('a reload in the middle sells once, and the till says what became of it', async () => {
    const before = await standOf(setting(), 'CLA-AZ');
    const visit = await open('en', 'CLA-AZ');
    const { page } = visit;
    const asked = page.waitForRequest((request) => request.url().endsWith('/checkout'));
    await page.keyboard.press('Enter');
    await asked;
    await page.reload();
    expect(await numberOf(visit)).toMatch(/^ALG1-B-/);
    await page.reload(); // the receipt is still there until the next customer
    await numberOf(visit);
    await soldOnce(setting(), before, 'CLA-AZ');
    await visit.context.close();
  });

  test.each(['/orders', '/checkout'])(
    'the answer of %s lost on its way: asked again under the same number, sold once',
    async (path) => {
      const before = await standOf(setting(), 'CHG-25W');
      const visit = await open('fr', 'CHG-25W');
      const { page } = visit;
      let lost = 0;
      await page.route(
        (url) => url.pathname.endsWith(path),
        async (route) => {
          if (lost > 0 || route.request().method() !== 'POST') return route.continue();
          lost += 1;
          await route.fetch({ timeout: 50_000 }).catch(() => undefined); // it took effect
          return route.abort('connectionreset');
        },
      );
      await page.keyboard.press('Enter');
      await numberOf(visit);
      expect(lost).toBe(1);
      await soldOnce(setting(), before, 'CHG-25W');
      await visit.context.close();
    },
  );

  describe.each(LANGUAGES)('kill -9 of the gateway, in %s', (language) => {
    test('in the middle of finishing a sale: said within two seconds, kept over a reload, goes on by itself, sold once', async () => {
      const sku = language === 'fr' ? 'VER-6' : 'BAL-CUI';
      const before = await standOf(setting(), sku);
      const visit = await open(language, sku);
      const { page } = visit;
      await pagesKept(visit);
      const pid = await setting().system.pid('gateway');
      const asked = page.waitForRequest((request) => request.url().endsWith('/orders') && request.method() === 'POST');
      await page.keyboard.press('Enter');
      await asked;
      process.kill(pid, 'SIGKILL');
      const killedAt = performance.now();
      await page.locator('.link-note').getByText(GONE[language]).waitFor();
      expect(performance.now() - killedAt).toBeLessThan(2_000);
      await page.getByTestId('act').waitFor();
      await page.reload().catch(() => undefined); // loaded without the gateway, from what the browser keeps
      await page.locator('.brand').waitFor();
      await eventually(async () =>
        expect((await page.getByTestId('act').count()) + (await page.getByTestId('sold').count())).toBe(1),
      );
      expect(await numberOf(visit)).toMatch(/^ALG1-B-/);
      await soldOnce(setting(), before, sku);
      await visit.context.close();
    });
  });

  test('with the gateway gone before the payment the cart is kept over a reload, and the sale goes through once it is back', async () => {
    const visit = await setting().visit('fr');
    const { page, context } = visit;
    await comeIn(visit, 'cashier');
    await tillReady(visit);
    await scanAll(visit, ['CAS-24', 'POE-28']);
    await pagesKept(visit);
    await context.setOffline(true);
    await page.locator('.link-note').getByText(GONE.fr).waitFor();
    await page.reload();
    await cartHas(visit, 2);
    await payDialog(visit);
    await page.keyboard.press('Enter');
    await page
      .getByTestId('act')
      .getByText(/sera faite qu’une fois|ne sera faite/)
      .waitFor();
    const before = (await salesOf(setting())).length;
    await context.setOffline(false);
    await numberOf(visit);
    expect(await salesOf(setting())).toHaveLength(before + 1);
    await context.close();
  });
}
