import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  cartHas,
  demoProduct,
  signIn,
  eventually,
  intercept,
  numberOf,
  payDialog,
  pressAtOnce,
  productOf,
  salesOf,
  scan,
  scanAll,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

const UNREACHABLE = /Le serveur du magasin ne répond pas/;

/** Loses the answer of the next POST to a path, which takes effect; returns how many were lost so far. */
async function loseAnswerOf(page: Page, path: string): Promise<() => number> {
  let lost = 0;
  await intercept(
    page,
    (url) => url.pathname.endsWith(path),
    async (route) => {
      if (lost > 0 || route.request().method() !== 'POST') return route.continue();
      lost += 1;
      await route.fetch({ timeout: 50_000 }).catch(() => undefined); // it took effect
      return route.abort('connectionreset');
    },
  );
  return () => lost;
}

/** One sale and no more, of one unit of the product. */
async function soldOnce(
  fixture: BrowserFixture,
  before: { sales: number; available: number },
  sku: string,
): Promise<void> {
  expect(await salesOf(fixture)).toHaveLength(before.sales + 1);
  await eventually(async () => expect(await availableOf(fixture, sku)).toBe(before.available - 1));
}

async function availableOf(fixture: BrowserFixture, sku: string): Promise<number> {
  return (await productOf(fixture, sku)).stock.find((one: any) => one.storeId === fixture.storeId).available;
}

async function salesAndStock(fixture: BrowserFixture, sku: string): Promise<{ sales: number; available: number }> {
  return { sales: (await salesOf(fixture)).length, available: await availableOf(fixture, sku) };
}

/** Waits until all files for a reload without the gateway are cached. */
async function pagesCached({ page }: BrowserSession): Promise<void> {
  await page.waitForFunction(async () => {
    const files = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/assets/'));
    const cached = await Promise.all(['/', ...files].map((path) => caches.match(path)));
    return cached.every((one) => one !== undefined);
  });
}

/** Failure stories of the till: one sale, and the till shows its outcome. */
export function failureStories(fixture: () => BrowserFixture): void {
  const open = async (sku: string): Promise<BrowserSession> => {
    const session = await fixture().openSession('fr', { serviceWorkers: 'allow' });
    await signIn(session, 'cashier');
    await tillReady(session);
    await scanAll(session, [sku]);
    await payDialog(session);
    return session;
  };

  test('a double click sells once', async () => {
    const before = await salesAndStock(fixture(), 'SOU-SF');
    const session = await open('SOU-SF');
    await session.page.getByRole('dialog').getByRole('button', { name: 'Encaisser' }).dblclick();
    await numberOf(session);
    await soldOnce(fixture(), before, 'SOU-SF');
    await session.close();
  });

  test('a reload in the middle sells once, and the till shows the outcome', async () => {
    const before = await salesAndStock(fixture(), 'CLA-AZ');
    const session = await open('CLA-AZ');
    const { page } = session;
    const requested = page.waitForRequest((request) => request.url().endsWith('/checkout'));
    await page.keyboard.press('Enter');
    await requested;
    await page.reload();
    expect(await numberOf(session)).toMatch(/^ALG1-B-/);
    await page.reload(); // the receipt is still there until the next customer
    await numberOf(session);
    await soldOnce(fixture(), before, 'CLA-AZ');
    await session.close();
  });

  test.each(['/orders', '/checkout'])('the lost answer of %s: retried under the same key, sold once', async (path) => {
    const before = await salesAndStock(fixture(), 'CHG-25W');
    const session = await open('CHG-25W');
    const { page } = session;
    const lost = await loseAnswerOf(page, path);
    await page.keyboard.press('Enter');
    await numberOf(session);
    expect(lost()).toBe(1);
    await soldOnce(fixture(), before, 'CHG-25W');
    await session.close();
  });

  test('the lost answer of a delivery: asked again by the same button, received once', async () => {
    const deliveries = async (): Promise<any[]> =>
      (await fixture().system.owner.get(`/deliveries?storeId=${fixture().storeId}&limit=200`)).items;
    const before = (await deliveries()).length;
    const session = await fixture().openSession('en');
    const { page } = session;
    await signIn(session, 'stockKeeper', '/deliveries/new');
    await page.getByLabel('Scan or search a product').waitFor();
    await pressAtOnce(session, demoProduct('BAL-CUI').barcode, 'Enter');
    await page.getByLabel(/^Cost of the line:/).fill('100');
    await loseAnswerOf(page, '/deliveries');
    const receive = page.getByRole('button', { name: 'Receive one product' });
    await receive.click();
    await page.getByRole('alert').waitFor();
    await receive.click();
    await page.getByRole('heading', { level: 1, name: 'Delivery', exact: true }).waitFor();
    expect(await deliveries()).toHaveLength(before + 1);
    await session.close();
  });

  describe('kill -9 of the gateway', () => {
    test('in the middle of finishing a sale: shown within two seconds, stored across a reload, resumed by itself, sold once', async () => {
      const sku = 'VER-6';
      const before = await salesAndStock(fixture(), sku);
      const session = await open(sku);
      const { page } = session;
      await pagesCached(session);
      const pid = await fixture().system.pid('gateway');
      const requested = page.waitForRequest(
        (request) => request.url().endsWith('/orders') && request.method() === 'POST',
      );
      await page.keyboard.press('Enter');
      await requested;
      process.kill(pid, 'SIGKILL');
      const killedAt = performance.now();
      await page.locator('.connection-banner').getByText(UNREACHABLE).waitFor();
      expect(performance.now() - killedAt).toBeLessThan(2_000);
      await page.getByTestId('pending-sale').waitFor();
      await page.reload().catch(() => undefined); // loaded without the gateway, from the cache
      await page.locator('.brand').waitFor();
      await eventually(async () =>
        expect((await page.getByTestId('pending-sale').count()) + (await page.getByTestId('sold').count())).toBe(1),
      );
      expect(await numberOf(session)).toMatch(/^ALG1-B-/);
      await soldOnce(fixture(), before, sku);
      await session.close();
    });
  });

  test('a cart begun while the gateway is unreachable is kept: what was scanned is in it once the gateway is back', async () => {
    const session = await fixture().openSession('fr', { serviceWorkers: 'allow' });
    const { page, context } = session;
    await signIn(session, 'cashier');
    await tillReady(session);
    await pagesCached(session);
    await context.setOffline(true);
    await page.locator('.connection-banner').getByText(UNREACHABLE).waitFor();
    for (const sku of ['CAS-24', 'POE-28']) await scan(session, sku);
    const waiting = page.getByText(demoProduct('POE-28').barcode);
    await waiting.first().waitFor();
    await page.reload();
    await waiting.first().waitFor();
    await context.setOffline(false);
    await cartHas(session, 2);
    await payDialog(session);
    await page.keyboard.press('Enter');
    await numberOf(session);
    await session.close();
  });

  test('with the gateway unreachable before the payment the cart survives a reload, and the sale completes once it is back', async () => {
    const session = await fixture().openSession('fr', { serviceWorkers: 'allow' });
    const { page, context } = session;
    await signIn(session, 'cashier');
    await tillReady(session);
    await scanAll(session, ['CAS-24', 'POE-28']);
    await pagesCached(session);
    await context.setOffline(true);
    await page.locator('.connection-banner').getByText(UNREACHABLE).waitFor();
    await page.reload();
    await cartHas(session, 2);
    await payDialog(session);
    await page.keyboard.press('Enter');
    await page
      .getByTestId('pending-sale')
      .getByText(/sera faite qu’une fois|ne sera faite/)
      .waitFor();
    const before = (await salesOf(fixture())).length;
    await context.setOffline(false);
    await numberOf(session);
    expect(await salesOf(fixture())).toHaveLength(before + 1);
    await session.close();
  });
}
