import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { priceDocument } from '@comptoir/contracts/pricing';
import { readConfig } from '@comptoir/kit/config';
import { testSettings } from '@comptoir/kit/test-settings';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import { chromium, type BrowserContext, type CDPSession, type Page, type Route } from 'playwright-core';
import { demoGoods } from '../../deploy/src/demo-goods.js';
import { fillDemoShop } from '../../deploy/src/demo-shop.js';
import { eventually, startTestSystem, type TestSystem } from '../../deploy/test/system/system.js';

export { eventually };

/** Languages of the pages. */
export const LANGUAGES = ['fr', 'en', 'ar'] as const;
/** A language of the pages. */
export type Language = (typeof LANGUAGES)[number];

/** Configuration of the tests. */
export const settings = readConfig(testSettings);

const CHROMIUM = [settings.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One demo shop and one browser for all stories. */
export interface BrowserFixture {
  readonly system: TestSystem;
  readonly storeId: string;
  /** The open session of the store’s only till, which every machine of it is. */
  readonly tillSessionId: string;
  readonly otherStoreId: string;
  /** Opens a separate browser context, as another machine would have; with the errors of its pages. */
  openSession(language?: Language, more?: object): Promise<BrowserSession>;
}

/** One person's browser context and page. */
export interface BrowserSession {
  readonly page: Page;
  readonly context: BrowserContext;
  /** For what playwright has no API: keys without a pause, a slow processor. */
  readonly devtools: CDPSession;
  /** Errors that reached the console or the window. */
  readonly pageErrors: string[];
  /** Ends the session; nothing of it is left to the next one. */
  close(): Promise<void>;
}

/** What a person's machine is like: the language of the browser, and options of playwright's contexts. */
export interface BrowserOptions {
  readonly language?: Language | undefined;
  readonly more?: object | undefined;
}

/** A browser without anything open. */
export interface TestBrowser {
  /** Opens a separate browser context on pages of this address, as another machine would have; with the errors of its pages. */
  open(baseURL: string, options?: BrowserOptions): Promise<BrowserSession>;
  close(): Promise<void>;
}

/** A desk, a tablet held upright, a phone. */
export const VIEWPORTS = {
  1440: { width: 1440, height: 900 },
  820: { width: 820, height: 1180 },
  390: { width: 390, height: 844 },
} as const;

/** An address of the server at which no page begins. */
const EMPTY = '/api/v1/live';
const LOCALES = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-DZ' } as const;

/** Leaves a page, and takes with it what the browser has kept of its visit. */
async function forget(page: Page): Promise<void> {
  await page.goto(EMPTY);
  await page.evaluate(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  await page.goto('about:blank');
}

/** Starts a browser of its own. */
export async function startBrowser(): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-chromium-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, `--disk-cache-dir=${folder}`] });
  const viewport = VIEWPORTS[settings.COMPTOIR_STORY_WIDTH];
  /** Closed sessions of ordinary machines by address and language: a page opens much faster where it was open before. */
  const free = new Map<string, BrowserSession[]>();
  const openNew = async (baseURL: string, { language = 'fr', more }: BrowserOptions): Promise<BrowserSession> => {
    const context = await browser.newContext({
      locale: LOCALES[language],
      viewport,
      baseURL,
      serviceWorkers: 'block', // each session would fill a cache of its own; stories of a lost network have theirs
      ...more,
    });
    const page = await context.newPage();
    const pageErrors: string[] = [];
    page.on('pageerror', (error) => pageErrors.push(String(error)));
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        !/Failed to load resource|ERR_/.test(message.text()) &&
        pageErrors.push(message.text()),
    );
    page.setDefaultTimeout(30_000);
    const devtools = await context.newCDPSession(page);
    const session: BrowserSession = {
      page,
      context,
      devtools,
      pageErrors,
      async close() {
        if (more) return context.close();
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        page.removeAllListeners('request');
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
        await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
        await page.setViewportSize(viewport);
        await forget(page);
        pageErrors.length = 0;
        return void free.get(`${language} ${baseURL}`)!.push(session);
      },
    };
    return session;
  };
  return {
    async open(baseURL, options = {}) {
      const key = `${options.language ?? 'fr'} ${baseURL}`;
      if (!free.has(key)) free.set(key, []);
      return (options.more ? undefined : free.get(key)!.pop()) ?? openNew(baseURL, options);
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const FLOAT_MINOR = 2_000_000;

/** Opens a till of a store; answers the session. */
export async function openTill({ owner }: TestSystem, storeId: string, till = 'T1'): Promise<string> {
  return (await owner.post(`/stores/${storeId}/tills/${till}/sessions`, { floatMinor: FLOAT_MINOR })).sessionId;
}

const opened: { fixture?: BrowserFixture; close: (() => Promise<unknown>)[] } = { close: [] };

async function open(): Promise<BrowserFixture> {
  const browser = await startBrowser();
  opened.close.push(() => browser.close());
  const system = await startTestSystem({ COMPTOIR_DEMO: '1' });
  opened.close.push(() => system.close());
  await fillDemoShop(system.shop.url, () => undefined);
  const { items } = await system.owner.get('/stores');
  const idOf = (code: string): string => items.find((one: { code: string }) => one.code === code).storeId;
  const storeId = idOf('ALG1');
  return {
    system,
    storeId,
    tillSessionId: await openTill(system, storeId),
    otherStoreId: idOf('ORA1'),
    openSession: (language, more) => browser.open(system.shop.url, { language, more }),
  };
}

/** Runs tests where there is a Chromium; without one they are skipped with a warning. */
export function whereChromiumIs(name: string, defineTests: () => void): void {
  if (!CHROMIUM)
    console.warn(
      'No Chromium was found, so the pages are not tested: install Debian’s chromium, or name one in CHROMIUM.',
    );
  (CHROMIUM ? describe : describe.skip)(name, defineTests);
}

/** Runs the stories in a real browser against a real system. */
export function inChromium(name: string, defineTests: (fixture: () => BrowserFixture) => void): void {
  jest.setTimeout(180_000); // a busy machine; every wait inside has its own deadline
  whereChromiumIs(name, () => {
    beforeAll(async () => {
      opened.fixture = await open();
    }, 150_000);
    afterAll(async () => {
      for (const close of opened.close.splice(0).toReversed()) await close();
    }, 60_000);
    defineTests(() => opened.fixture!);
  });
}

const ROLE_NAMES = {
  fr: {
    cashier: 'Caissier',
    manager: 'Responsable',
    owner: 'Propriétaire',
    accountant: 'Comptable',
    stockKeeper: 'Magasinier',
    auditor: 'Auditeur',
  },
  en: {
    cashier: 'Cashier',
    manager: 'Manager',
    owner: 'Owner',
    accountant: 'Accountant',
    stockKeeper: 'Stock keeper',
    auditor: 'Auditor',
  },
  ar: {
    cashier: 'أمين الصندوق',
    manager: 'المسؤول',
    owner: 'المالك',
    accountant: 'المحاسب',
    stockKeeper: 'أمين المخزن',
    auditor: 'المدقق',
  },
} as const;

type Role = keyof (typeof ROLE_NAMES)['en'];
const SESSION = 'comptoir.session';
/** The session of each demo person who has signed in, as the browser has kept it. */
const signedIn = new Map<Role, string>();

/** Signs in as one of the demo people: with one click, and later with the session that the browser kept. */
export async function signIn({ page }: BrowserSession, role: Role, path = '/'): Promise<void> {
  const kept = signedIn.get(role);
  if (kept !== undefined) {
    await page.goto(EMPTY);
    await page.evaluate(([key, session]) => sessionStorage.setItem(key, session), [SESSION, kept] as const);
  }
  await page.goto(path);
  if (kept === undefined) {
    await page.locator('.sign-in').waitFor(); // the language is known with the first page
    const language = (await page.locator('html').getAttribute('lang')) as Language;
    await page.getByRole('button', { name: ROLE_NAMES[language][role], exact: true }).click();
  }
  await page.waitForURL((url) => url.pathname !== '/' && !url.pathname.startsWith('/sign-in'));
  signedIn.set(role, (await page.evaluate((key) => sessionStorage.getItem(key), SESSION))!);
}

/** Goes to a page of the office by its navigation: at the side, or on a phone behind its last button. */
export async function goTo({ page }: BrowserSession, path: string): Promise<void> {
  const atTheSide = page.locator(`.office-side a[href="${path}"]`);
  if (await atTheSide.isVisible()) return atTheSide.click();
  await page.locator('.office-bottom button').click();
  return page.locator(`.office-drawer a[href="${path}"]`).click();
}

/** Waits until the till is ready for a scan. */
export async function tillReady({ page }: BrowserSession): Promise<void> {
  await page.locator('#scan').waitFor();
}

/** The demo product of a SKU. */
export function demoProduct(sku: string) {
  const found = demoGoods.find((one) => one.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found;
}

const KEY_CODES: Readonly<Record<string, readonly [virtualKeyCode: number, text?: string]>> = {
  Tab: [9],
  Enter: [13, '\r'],
  Escape: [27],
  ArrowUp: [38],
  F4: [115],
  F8: [119],
  F9: [120],
  '+': [187, '+'],
  '-': [189, '-'],
};

const BETWEEN_KEYS_S = 0.002;

/**
 * Presses keys without waiting for any of them, 2 ms apart by the browser's clock: keys by their names, and texts as the
 * keys of their letters.
 */
export async function pressAtOnce({ devtools }: BrowserSession, ...keys: readonly string[]): Promise<void> {
  const names = keys.flatMap((key) => (key in KEY_CODES ? [key] : key.split('')));
  const startedAt = Date.now() / 1_000;
  const sent = names.flatMap((key, index) => {
    const timestamp = startedAt + index * BETWEEN_KEYS_S;
    const [windowsVirtualKeyCode, text] = KEY_CODES[key] ?? [key.toUpperCase().charCodeAt(0), key];
    const down = text === undefined ? ({ type: 'rawKeyDown' } as const) : ({ type: 'keyDown', text } as const);
    return [down, { type: 'keyUp' } as const].map((event) =>
      devtools.send('Input.dispatchKeyEvent', { key, windowsVirtualKeyCode, timestamp, ...event }),
    );
  });
  await Promise.all(sent);
}

/** Scans as a wedge scanner does: the digits at once, then Enter, whatever has the focus. */
export async function scan(session: BrowserSession, sku: string): Promise<void> {
  await pressAtOnce(session, demoProduct(sku).barcode, 'Enter');
}

/** Types as a person does: slower than a scanner. */
export async function typeByHand({ page }: BrowserSession, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 55 });
}

/** Waits until the list below the scan field is of all that was typed: Enter then takes from it. */
export async function listed({ page }: BrowserSession): Promise<void> {
  await page.locator('#found[aria-busy=false] [role=option]').first().waitFor();
}

/** Waits for lines in the cart. */
export async function cartHas({ page }: BrowserSession, lines: number): Promise<void> {
  await page
    .locator('table.cart tbody tr')
    .nth(lines - 1)
    .waitFor();
}

/**
 * Handles the requests of a page to a path from now on. The browser of an open page goes on for a moment without asking
 * after an interception was set, so this waits until a request of its own was caught.
 */
export async function intercept(
  page: Page,
  path: Parameters<Page['route']>[0],
  handler: (route: Route) => Promise<unknown>,
): Promise<void> {
  await page.route(path, handler);
  if (page.url() === 'about:blank') return;
  await page.route('**/caught', (route) => route.fulfill({ status: 204 }));
  await eventually(async () =>
    expect(await page.evaluate(() => fetch('/caught').then(({ status }) => status))).toBe(204),
  );
}

/** Holds the responses of a path back until the returned function is called. */
export async function holdAnswers({ page }: BrowserSession, path: RegExp): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await intercept(page, path, async (route) => {
    await released;
    await route.continue();
  });
  return () => release();
}

/** Delays the answers about products, as a slow network does. */
export async function slowProducts({ page }: BrowserSession, ms: number): Promise<void> {
  await intercept(page, /\/products\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await route.continue();
  });
}

/** SKU and quantity of each line of the cart. */
export function cartLines({ page }: BrowserSession): Promise<[sku: string, quantity: number][]> {
  return page
    .locator('table.cart tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('.line-more span')?.textContent ?? '',
        Number(row.querySelector<HTMLInputElement>('input')?.value),
      ]),
    );
}

/** Opens the payment dialog and waits for it. */
export async function payDialog({ page }: BrowserSession): Promise<void> {
  await page.keyboard.press('F9');
  await page.getByRole('dialog').waitFor();
}

/** Sets another price on the tag for the selected line. */
export async function negotiate(session: BrowserSession, price: string): Promise<void> {
  const { page } = session;
  await page.keyboard.press('F8');
  await page.getByRole('dialog').waitFor();
  await typeByHand(session, price);
  await page.keyboard.press('Enter');
}

/** Scans, pays the exact amount in cash and waits for the receipt; returns its number. */
export async function sellForCash(session: BrowserSession, skus: readonly string[]): Promise<string> {
  await scanAll(session, skus);
  await payDialog(session);
  await session.page.keyboard.press('Enter');
  return numberOf(session);
}

/** Scans one after the other and waits for all of them in the cart. */
export async function scanAll(session: BrowserSession, skus: readonly string[]): Promise<void> {
  for (const sku of skus) await scan(session, sku);
  await cartHas(session, new Set(skus).size);
}

/** The number on the receipt, once it is shown. */
export async function numberOf({ page }: BrowserSession): Promise<string> {
  const number = page.getByTestId('number');
  await number.waitFor({ timeout: 45_000 }).catch(async (error: unknown) => {
    throw new Error(`no receipt; the page says: ${(await page.locator('main').innerText()).slice(0, 1500)}`, {
      cause: error,
    });
  });
  return (await number.textContent()) ?? '';
}

/** What the browser prints at a click: the text of the sheet. The browser's own dialog is left out. */
export async function printedBy({ page }: BrowserSession, click: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    delete document.body.dataset['printed'];
    window.print = () => {
      document.body.dataset['printed'] = document.getElementById('print')!.textContent ?? '';
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await click();
  await page.waitForFunction(() => document.body.dataset['printed'] !== undefined);
  return page.evaluate(() => document.body.dataset['printed'] ?? '');
}

/** A text with every kind of space as a plain one. */
export function plain(text: string | null): string {
  return (text ?? '').replaceAll(/\s/g, ' ');
}

/** Sells through the API, at list price and paid in full in cash where nothing else is said; returns the sale. */
export async function sellByApi(
  { system, storeId, tillSessionId }: BrowserFixture,
  lines: readonly (readonly [sku: string, quantity: number])[],
  {
    customer,
    documentType = 'BON_DE_VENTE',
    means = 'cash',
  }: { customer?: { customerId: string }; documentType?: 'BON_DE_VENTE' | 'FACTURE'; means?: 'cash' | 'account' } = {},
): Promise<any> {
  const { owner } = system;
  const products = await Promise.all(lines.map(async ([sku]) => (await owner.get(`/products?sku=${sku}`)).items[0]));
  const asked = products.map((product, at) => ({
    productId: product.productId,
    quantity: lines[at]?.[1] ?? 1,
    quantityDecimals: product.quantityDecimals,
    unitPriceMinor: product.priceListMinor,
    taxRateBps: product.taxRateBps,
  }));
  const { customerId } = customer ?? (await owner.get('/customers?kind=walkIn&limit=1')).items[0];
  const { orderId, revision } = await owner.post('/orders', {
    storeId,
    customerId,
    documentType,
    taxed: true,
    approvalRequested: false,
    lines: asked.map(({ productId, quantity }) => ({ productId, quantity })),
  });
  const { pricesIncludeTax } = await owner.get(`/stores/${storeId}`);
  const amountMinor = priceDocument(asked, { pricesIncludeTax }).grossMinor;
  const payment = means === 'cash' ? { payment: { method: means, amountMinor } } : {};
  return (await owner.post(`/orders/${orderId}/checkout`, { revision, tillSessionId, ...payment })).sale;
}

/** Every sale of a store, from the API. */
export async function salesOf(fixture: BrowserFixture, storeId = fixture.storeId): Promise<any[]> {
  return (await fixture.system.owner.get(`/sales?storeId=${storeId}&limit=200`)).items;
}

/** Product of a SKU, from the API. */
export async function productOf(fixture: BrowserFixture, sku: string): Promise<any> {
  return (await fixture.system.owner.get(`/products?sku=${sku}`)).items[0];
}
