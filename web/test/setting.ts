import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@comptoir/kit/config';
import { testSettings } from '@comptoir/kit/test-settings';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { demoGoods } from '../../deploy/src/demo-goods.js';
import { fillDemoShop } from '../../deploy/src/demo-shop.js';
import { eventually, startTestSystem, type TestSystem } from '../../deploy/test/system/system.js';

export { eventually };

/** Languages the stories are told in. */
export const LANGUAGES = ['fr', 'en'] as const;
/** A language of the pages. */
export type Language = (typeof LANGUAGES)[number];

/** Settings of the tests. */
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
export interface Setting {
  readonly system: TestSystem;
  readonly storeId: string;
  readonly otherStoreId: string;
  /** A browser of its own, as another machine would have; with what went wrong on its pages. */
  visit(language?: Language, more?: object): Promise<Visit>;
}

/** Someone at a browser. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What playwright has no words for: keys without a pause, a slow processor. */
  readonly devtools: CDPSession;
  /** Errors that reached the console or the window. */
  readonly wrong: string[];
}

const opened: { setting?: Setting; close: (() => Promise<unknown>)[] } = { close: [] };

async function open(): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-chromium-'));
  opened.close.push(() => rm(folder, { recursive: true, force: true }));
  const system = await startTestSystem({ COMPTOIR_DEMO: '1' });
  opened.close.push(() => system.close());
  await fillDemoShop(system.shop.url, () => undefined);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, `--disk-cache-dir=${folder}`] });
  opened.close.push(() => browser.close());
  const { items } = await system.owner.get('/stores');
  const idOf = (code: string): string => items.find((one: { code: string }) => one.code === code).storeId;
  return {
    system,
    storeId: idOf('ALG1'),
    otherStoreId: idOf('ORA1'),
    async visit(language = 'fr', more = {}) {
      const context = await browser.newContext({
        locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        viewport: { width: 1440, height: 900 },
        baseURL: system.shop.url,
        ...more,
      });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on(
        'console',
        (message) =>
          message.type() === 'error' &&
          !/Failed to load resource|ERR_/.test(message.text()) &&
          wrong.push(message.text()),
      );
      page.setDefaultTimeout(30_000);
      return { page, context, devtools: await context.newCDPSession(page), wrong };
    },
  };
}

/** Tells the stories in a real browser against a real shop; where there is no Chromium they are skipped, and it is said. */
export function inChromium(tell: (setting: () => Setting) => void): void {
  if (!CHROMIUM)
    console.warn(
      'No Chromium was found, so the pages are not tested: install Debian’s chromium, or name one in CHROMIUM.',
    );
  (CHROMIUM ? describe : describe.skip)('the pages', () => {
    beforeAll(async () => {
      opened.setting = await open();
    }, 150_000);
    afterAll(async () => {
      for (const close of opened.close.splice(0).toReversed()) await close();
    }, 60_000);
    tell(() => opened.setting!);
  });
}

const ROLE_NAMES = {
  fr: { cashier: 'Caissier', manager: 'Responsable', owner: 'Propriétaire', accountant: 'Comptable' },
  en: { cashier: 'Cashier', manager: 'Manager', owner: 'Owner', accountant: 'Accountant' },
} as const;

/** Comes in as one of the demo people, with one click. */
export async function comeIn({ page }: Visit, role: keyof (typeof ROLE_NAMES)['en'], path = '/'): Promise<void> {
  await page.goto(path);
  const language = (await page.locator('html').getAttribute('lang')) as Language;
  await page.getByRole('button', { name: ROLE_NAMES[language][role], exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Waits until the till is ready for a scan. */
export async function tillReady({ page }: Visit): Promise<void> {
  await page.locator('#scan').waitFor();
}

/** The good of a SKU. */
export function good(sku: string) {
  const found = demoGoods.find((one) => one.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found;
}

const KEY_CODES: Readonly<Record<string, readonly [virtualKeyCode: number, text?: string]>> = {
  Tab: [9],
  Enter: [13, '\r'],
  Escape: [27],
  F4: [115],
  F8: [119],
  F9: [120],
  '+': [187, '+'],
};

const BETWEEN_KEYS_S = 0.002;

/**
 * Presses keys without waiting for any of them, 2 ms apart by the browser's clock: keys by their names, and texts as the
 * keys of their letters.
 */
export async function pressAtOnce({ devtools }: Visit, ...keys: readonly string[]): Promise<void> {
  const names = keys.flatMap((key) => (key in KEY_CODES ? [key] : key.split('')));
  const begun = Date.now() / 1_000;
  const sent = names.flatMap((key, index) => {
    const timestamp = begun + index * BETWEEN_KEYS_S;
    const [windowsVirtualKeyCode, text] = KEY_CODES[key] ?? [key.toUpperCase().charCodeAt(0), key];
    const down = text === undefined ? ({ type: 'rawKeyDown' } as const) : ({ type: 'keyDown', text } as const);
    return [down, { type: 'keyUp' } as const].map((event) =>
      devtools.send('Input.dispatchKeyEvent', { key, windowsVirtualKeyCode, timestamp, ...event }),
    );
  });
  await Promise.all(sent);
}

/** Scans as a wedge scanner does: the digits at once, then Enter, whatever has the focus. */
export async function scan(visit: Visit, sku: string): Promise<void> {
  await pressAtOnce(visit, good(sku).barcode, 'Enter');
}

/** Types as a hand does: slower than a scanner. */
export async function typeByHand({ page }: Visit, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 55 });
}

/** Waits for lines in the cart. */
export async function cartHas({ page }: Visit, lines: number): Promise<void> {
  await page
    .locator('table.cart tbody tr')
    .nth(lines - 1)
    .waitFor();
}

/** Opens the payment and waits for it. */
export async function payDialog({ page }: Visit): Promise<void> {
  await page.keyboard.press('F9');
  await page.getByRole('dialog').waitFor();
}

/** Gives the chosen line another price, before tax. */
export async function negotiate(visit: Visit, price: string): Promise<void> {
  const { page } = visit;
  await page.keyboard.press('F8');
  await page.getByRole('dialog').waitFor();
  await typeByHand(visit, price);
  await page.keyboard.press('Enter');
}

/** Scans, pays the exact amount in cash and waits for the receipt; answers its number. */
export async function sellForCash(visit: Visit, skus: readonly string[]): Promise<string> {
  await scanAll(visit, skus);
  await payDialog(visit);
  await visit.page.keyboard.press('Enter');
  return numberOf(visit);
}

/** Scans one after the other and waits for all of them in the cart. */
export async function scanAll(visit: Visit, skus: readonly string[]): Promise<void> {
  for (const sku of skus) await scan(visit, sku);
  await cartHas(visit, new Set(skus).size);
}

/** The number on the receipt, once it is there. */
export async function numberOf({ page }: Visit): Promise<string> {
  const number = page.getByTestId('number');
  await number.waitFor({ timeout: 45_000 }).catch(async (error: unknown) => {
    throw new Error(`no receipt; the page says: ${(await page.locator('main').innerText()).slice(0, 1500)}`, {
      cause: error,
    });
  });
  return (await number.textContent()) ?? '';
}

/** Every sale of a store, as the books have it. */
export async function salesOf(setting: Setting, storeId = setting.storeId): Promise<any[]> {
  return (await setting.system.owner.get(`/sales?storeId=${storeId}&limit=200`)).items;
}

/** Product of a SKU, as the catalog has it. */
export async function productOf(setting: Setting, sku: string): Promise<any> {
  return (await setting.system.owner.get(`/products?sku=${sku}`)).items[0];
}
