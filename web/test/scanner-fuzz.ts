import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { demoGoods } from '../../deploy/src/demo-goods.js';
import {
  cartHas,
  demoProduct,
  eventually,
  intercept,
  numberOf,
  payDialog,
  pressAtOnce,
  productOf,
  settings,
  signIn,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

/** Where the focus is, or what the till shows, when the scanner begins. */
const PLACES = [
  'scan field',
  'nowhere',
  'person’s menu',
  'quantity',
  'payment button',
  'customer dialog',
  'price dialog',
  'payment dialog',
  'receipt',
  'sale under way',
] as const;
type Place = (typeof PLACES)[number];

const DELAYS_MS = [0, 40, 300];
const GAPS_MS = [0, 0, 20, 120, 250];
/** Every code is looked up once in a minute, so a case takes goods that the cases before it on its till did not. */
const GOODS = demoGoods.map(({ sku }) => sku);
const KNOWN_PER_CASE = 3;
const UNKNOWN = ['99990000', '99990017'] as const;
/** In the cart, or sold, before the scanner begins; in stock for every case. */
const FIRST = { sku: 'FUZZ-1', barcode: '2139900000013' } as const;
const MOST_SCANS = 6;
/** Tills that scan at once: most of their time is waiting. */
const TILLS = [0, 1, 2];
const CASES = Number(settings.COMPTOIR_SCAN_CASES);
const MS_PER_CASE = 20_000;

/** One case of the fuzz. */
interface Case {
  readonly place: Place;
  /** What the network adds to every answer. */
  readonly delayMs: number;
  /** The time from one scan to the next; without any, all keys come at once. */
  readonly gapMs: number;
  /** How many Enters the scanner sends after a code. */
  readonly enters: 1 | 2;
  /** SKUs of known products, and unknown codes. */
  readonly scans: readonly string[];
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The case of a number. The first ones show every place, the others are random. */
function caseOf(seed: number, number: number): Case {
  const random = randomOf(seed + number);
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const known = Array.from(
    { length: KNOWN_PER_CASE },
    (_none, at) => GOODS[(Math.floor(number / TILLS.length) * KNOWN_PER_CASE + at) % GOODS.length]!,
  );
  return {
    place: PLACES[number] ?? oneOf(PLACES),
    delayMs: oneOf(DELAYS_MS),
    gapMs: oneOf(GAPS_MS),
    enters: oneOf([1, 2]),
    scans: Array.from({ length: 1 + Math.floor(random() * MOST_SCANS) }, () =>
      oneOf(random() < 0.15 ? UNKNOWN : known),
    ),
  };
}

const isUnknown = (scanned: string): boolean => UNKNOWN.some((code) => code === scanned);
const isSold = (place: Place): boolean => place === 'receipt' || place === 'sale under way';
const isEmpty = (place: Place): boolean => ['scan field', 'nowhere', 'person’s menu'].includes(place) || isSold(place);

/** The lines of the cart after a case: each product once, in the order of its first scan. */
function expectedLines({ place, scans }: Case): [sku: string, quantity: number][] {
  const lines = new Map<string, number>(isEmpty(place) ? [] : [[FIRST.sku, 1]]);
  for (const sku of scans) if (!isUnknown(sku)) lines.set(sku, (lines.get(sku) ?? 0) + 1);
  return [...lines];
}

/** Brings the till to the place of a case. */
async function goTo(session: BrowserSession, place: Place): Promise<void> {
  const { page } = session;
  if (!isEmpty(place) || isSold(place)) {
    await pressAtOnce(session, FIRST.barcode, 'Enter');
    await cartHas(session, 1);
  }
  switch (place) {
    case 'nowhere':
      return page.evaluate(() => (document.activeElement as HTMLElement).blur());
    case 'person’s menu':
      return page.getByRole('button', { name: /^Signed in/ }).focus();
    case 'quantity':
      return page.locator('table.cart input').focus();
    case 'payment button':
      return page.getByRole('button', { name: /^Take payment/ }).focus();
    case 'customer dialog':
    case 'price dialog':
      await pressAtOnce(session, place === 'price dialog' ? 'F8' : 'F4');
      return page.getByRole('dialog').waitFor();
    case 'payment dialog':
      return payDialog(session);
    case 'receipt':
    case 'sale under way':
      await payDialog(session);
      await pressAtOnce(session, 'Enter');
      if (place === 'receipt') await numberOf(session);
      else await page.getByRole('dialog').waitFor({ state: 'detached' });
      return undefined;
    default:
      return page.locator('#scan').focus();
  }
}

/** Scans as the scanner of the case does. */
async function scanAs(session: BrowserSession, { scans, enters, gapMs }: Case): Promise<void> {
  const suffix = Array.from({ length: enters }, () => 'Enter');
  const bursts = scans.map((one) => [isUnknown(one) ? one : demoProduct(one).barcode, ...suffix]);
  if (gapMs === 0) return pressAtOnce(session, ...bursts.flat());
  for (const burst of bursts) {
    await pressAtOnce(session, ...burst);
    await session.page.waitForTimeout(gapMs);
  }
}

/** What the till shows: lines, unknown codes, waiting scans, texts in fields, and dialogs. */
function shown({ page }: BrowserSession) {
  return page.evaluate(() => {
    const all = <E extends Element>(selector: string): E[] => [...document.querySelectorAll<E>(selector)];
    return {
      lines: all('table.cart tbody tr').map((row) => [
        row.querySelector('.line-more span')?.textContent ?? '',
        Number(row.querySelector<HTMLInputElement>('input')?.value),
      ]),
      unknown: [...(all('.unknown-codes').at(-1)?.querySelectorAll('li') ?? [])].map(
        (one) => /\d{8}/.exec(one.textContent ?? '')?.[0],
      ),
      waiting: all('[data-testid=waiting-scans]').length,
      texts: all<HTMLInputElement>('#scan, [role=dialog] input:not([type=radio]), [role=dialog] textarea')
        .map((field) => field.value)
        .join(''),
      dialogs: all('[role=dialog]').filter((one) => one.getClientRects().length > 0).length,
      selling: all('[data-testid=pending-sale]').length,
    };
  });
}

/** Empties the till for the next case. */
async function reset(session: BrowserSession): Promise<void> {
  const { page } = session;
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const putAway = page.getByRole('button', { name: /^Put .* away$/ });
  while ((await putAway.count()) > 0) await putAway.first().click();
  const clear = page.getByRole('button', { name: 'Empty the cart' });
  if ((await clear.count()) > 0) await clear.click();
  if ((await page.getByTestId('sold').count()) > 0) await page.keyboard.press('Escape');
  await page.getByText('The cart is empty').waitFor();
}

async function addFirst({ system, storeId }: BrowserFixture): Promise<void> {
  const { productId } = await system.owner.post('/products', {
    sku: FIRST.sku,
    name: 'Scanner test',
    barcodes: [FIRST.barcode],
    priceMinMinor: 100,
    priceListMinor: 100,
    priceMaxMinor: 100,
    currency: 'DZD',
    taxRateBps: 1_900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
  });
  const lines = [{ productId, quantity: CASES, costMinor: CASES * 50 }];
  await system.owner.post('/deliveries', { storeId, supplierName: 'Scanner test', reference: 'FUZZ', lines });
}

/** Waits for the till; says which case found it not ready, and what is on the page instead. */
async function readyFor(session: BrowserSession, about: string): Promise<void> {
  await tillReady(session).catch(async (error: unknown) => {
    const says = (await session.page.locator('body').innerText()).slice(0, 800);
    throw new Error(`${about}: the till is not ready; ${session.pageErrors.join(' ')} the page says: ${says}`, {
      cause: error,
    });
  });
}

/** Goes through the cases of one till; returns how many of them sold. */
async function scanCases(fixture: BrowserFixture, seed: number, till: number): Promise<number> {
  const session = await fixture.openSession('en');
  await signIn(session, 'cashier');
  await tillReady(session);
  let delayMs = 0;
  await intercept(session.page, /\/api\/v1\/(products|orders)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await route.continue();
  });
  const salesBegun = new Set<string | undefined>();
  session.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/orders'))
      salesBegun.add(request.headers()['idempotency-key']);
  });
  let sales = 0;
  for (let number = till; number < CASES; number += TILLS.length) {
    const one = caseOf(seed, number);
    const about = `case ${number} of COMPTOIR_SEED=${seed}: ${JSON.stringify(one)}`;
    delayMs = 0;
    await readyFor(session, about);
    await goTo(session, one.place);
    ({ delayMs } = one);
    await scanAs(session, one);
    const expected = {
      lines: expectedLines(one),
      unknown: one.scans.filter(isUnknown),
      waiting: 0,
      texts: '',
      dialogs: one.place.endsWith('dialog') ? 1 : 0,
      selling: 0,
    };
    let seen: unknown;
    await eventually(async () => {
      seen = await shown(session);
      if (!isDeepStrictEqual(seen, expected)) throw new Error('not yet'); // without the cost of a message
    }).catch(() => expect([about, seen]).toEqual([about, expected]));
    sales += isSold(one.place) ? 1 : 0;
    expect([about, salesBegun.size]).toEqual([about, sales]);
    await reset(session);
  }
  expect(session.pageErrors).toEqual([]);
  await session.close();
  return sales;
}

/** Scans at random, from a seed: none is lost, none counts twice, and nothing is sold by itself. */
export function scannerFuzz(fixture: () => BrowserFixture): void {
  describe('a scanner', () => {
    test(
      `in ${CASES} random cases loses nothing, doubles nothing and sells nothing`,
      async () => {
        const seed = Number(settings.COMPTOIR_SEED ?? Date.now() % 2 ** 31);
        await addFirst(fixture());
        const sold = await Promise.all(TILLS.map((till) => scanCases(fixture(), seed, till)));
        const sales = sold.reduce((all, one) => all + one, 0);
        await eventually(async () => {
          const { stock } = await productOf(fixture(), FIRST.sku);
          const here = stock.find((store: any) => store.storeId === fixture().storeId);
          expect([seed, here.available]).toEqual([seed, CASES - sales]);
        });
      },
      60_000 + CASES * MS_PER_CASE,
    );
  });
}
