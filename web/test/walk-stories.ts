import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { businessDayOf } from '@comptoir/contracts';
import { priceDocument } from '@comptoir/contracts/pricing';
import { describe, expect, test } from '@jest/globals';
import { rootDir } from '../../deploy/src/paths.js';
import {
  eventually,
  LANGUAGES,
  productOf,
  scanAll,
  sellByApi,
  settings,
  signIn,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
  type Language,
} from './browser-fixture.js';
import { overflowing, seriousViolations, stillness } from './page-checks.js';

const SCREENS = settings.COMPTOIR_SCREENS === '1' ? join(rootDir, 'docs', 'screens') : undefined;
/** A desk, a tablet held upright, a small one, a phone. */
const WIDTHS = [1440, 820, 620, 390] as const;
/** The colours that a language is looked at in: each page is seen light and dark. */
const COLOURS: Readonly<Record<Language, 'light' | 'dark'>> = { fr: 'light', en: 'dark', ar: 'light' };
/** Widths whose pictures are kept in docs/screens. */
const PICTURES: Readonly<Record<Language, readonly number[]>> = { fr: [1440, 390], en: [], ar: [1440] };
/** Letters that no page of this language is without, and none of another one has in its title. */
const LETTERS: Readonly<Record<Language, RegExp>> = { fr: /[a-zé]/i, en: /[a-z]/i, ar: /[\u0621-\u064A]/ };

/** Pages of one record, whose title is its name or number. */
const NAMED_BY_DATA: ReadonlySet<string> = new Set([
  'customer',
  'product',
  'sale',
  'delivery',
  'supplier',
  'purchase-order',
  'transfer',
  'stock-count',
  'stock-count-review',
]);

/** A sale below the lowest price, which waits for a manager. */
async function askManager({ system, storeId, tillSessionId }: BrowserFixture, sku: string): Promise<void> {
  const product = (await system.owner.get(`/products?sku=${sku}`)).items[0];
  const [{ customerId }] = (await system.owner.get('/customers?kind=walkIn&limit=1')).items;
  const line = { productId: product.productId, quantity: 1, unitPriceMinor: product.priceMinMinor - 100_00 };
  const { orderId, revision } = await system.cashier.post('/orders', {
    storeId,
    customerId,
    documentType: 'BON_DE_VENTE',
    taxed: true,
    approvalRequested: false,
    note: 'Modèle d’exposition',
    lines: [line],
  });
  const { quantityDecimals, taxRateBps } = product;
  const { pricesIncludeTax } = await system.owner.get(`/stores/${storeId}`);
  const { grossMinor } = priceDocument([{ ...line, quantityDecimals, taxRateBps }], { pricesIncludeTax });
  const payment = { method: 'cash', amountMinor: grossMinor };
  expect(await system.cashier.post(`/orders/${orderId}/checkout`, { revision, payment, tillSessionId })).toMatchObject({
    stage: 'waitingForApproval',
  });
}

/** A purchase order of which something is outstanding: one that was sent and of which a part has come, or a draft. */
async function orderGoods({ system, storeId }: BrowserFixture, supplierId: string, isSent: boolean): Promise<any> {
  const { productId } = await productOf({ system, storeId } as BrowserFixture, 'TV-55');
  const lines = [{ productId, quantity: 3, expectedCostMinor: 30_000_000 }];
  const order = await system.owner.post('/purchase-orders', {
    storeId,
    supplierId,
    expectedDay: '2027-01-15',
    note: 'Livrer par l’arrière-cour, rue Didouche Mourad, avant midi',
    lines,
  });
  if (!isSent) return order;
  const { purchaseOrderId, revision } = order;
  await system.owner.post(`/purchase-orders/${purchaseOrderId}/send`, { revision });
  await system.owner.post('/deliveries', {
    storeId,
    purchaseOrderId,
    lines: [{ productId, quantity: 1, costMinor: 10_500_000 }],
  });
  return order;
}

/** A bill of a delivery that was dearer than it came, and goods of it that went back. */
async function billGoods({ system, storeId }: BrowserFixture, supplierId: string) {
  const { productId } = await productOf({ system, storeId } as BrowserFixture, 'TV-55');
  const { deliveryId, batches } = await system.owner.post('/deliveries', {
    storeId,
    supplierId,
    lines: [{ productId, quantity: 4, costMinor: 40_000_000 }],
  });
  const [{ batchId }] = batches;
  const line = { kind: 'goods', deliveryId, batchId, quantity: 4, netMinor: 41_000_000, taxRateBps: 1_900 };
  const { billId } = await system.owner.post('/supplier-bills', {
    kind: 'bill',
    storeId,
    supplierId,
    number: 'FA-2026-00417',
    billDay: businessDayOf(new Date().toISOString(), 'Africa/Algiers'),
    lines: [line],
  });
  const { supplierReturnId } = await system.owner.post('/supplier-returns', {
    storeId,
    supplierId,
    reason: 'Dalle fissurée à l’arrivée',
    lines: [{ batchId, quantity: 1 }],
  });
  return { deliveryId, billId, supplierReturnId };
}

/** A transfer on the road to the store, and one that it is asked for. */
async function transferGoods({ system, storeId, otherStoreId }: BrowserFixture): Promise<[any, any]> {
  const { productId } = await productOf({ system, storeId } as BrowserFixture, 'TV-55');
  const lines = [{ productId, quantity: 1 }];
  const note = 'Livrer par l’arrière-cour, rue Didouche Mourad, avant midi';
  return [
    await system.owner.post('/transfers/shipments', { storeId: otherStoreId, toStoreId: storeId, note, lines }),
    await system.owner.post('/transfers', { storeId: otherStoreId, fromStoreId: storeId, lines }),
  ];
}

/** A stock count with an entry: open, or in review with more than there should be. A write-off comes with it. */
async function countGoods(
  { system: { owner }, storeId }: BrowserFixture,
  productId: string,
  isReviewed: boolean,
): Promise<string> {
  const lines = [{ productId, quantity: 1 }];
  await owner.post('/write-offs', { storeId, reason: 'damaged', note: 'Écran fendu à la livraison', lines });
  const scope = { kind: 'products', productIds: [productId] };
  const { stockCountId } = await owner.post('/stock-counts', { storeId, scope, note: 'Inventaire du soir' });
  const entry = { productId, quantity: 3, place: 'Réserve, étagère du haut' };
  await owner.post(`/stock-counts/${stockCountId}/entries`, entry);
  if (isReviewed) await owner.post(`/stock-counts/${stockCountId}/review`, { revision: 1 });
  return stockCountId;
}

/** Every page of the office by its name in docs/screens; those of one record with the record. */
async function pagesOf({
  system,
  storeId,
  tillSessionId,
  otherStoreId,
}: BrowserFixture): Promise<[name: string, path: string][]> {
  const fixture = { system, storeId, tillSessionId, otherStoreId } as BrowserFixture;
  const customer = await system.owner.post('/customers', {
    kind: 'company',
    name: 'Comptoir des Îles et du Grand Large, société à responsabilité limitée',
    profile: 'DZ',
    identifiers: [{ kind: 'nif', value: '000016001234567' }],
    phone: '023 45 67 89',
    address: { street: '14, rue Didouche Mourad', postcode: '16000', city: 'Alger', country: 'DZ' },
    paymentTermsDays: 30,
    creditLimit: { minor: 50_000_000, currency: 'DZD' },
  });
  const { saleId, orderId } = await sellByApi(
    fixture,
    [
      ['TV-55', 1],
      ['CAB-USBC', 2],
    ],
    { customer, documentType: 'FACTURE' },
  );
  await askManager(fixture, 'ROB-PET');
  const { productId } = await productOf(fixture, 'TV-55');
  const [{ supplierId }] = (await system.owner.get('/suppliers?limit=1')).items;
  const [order, draft] = [await orderGoods(fixture, supplierId, true), await orderGoods(fixture, supplierId, false)];
  const billed = await billGoods(fixture, supplierId);
  const [coming, asked] = await transferGoods(fixture);
  const [[delivery], [entry], [guarantee]] = await Promise.all([
    system.owner.get(`/deliveries?storeId=${storeId}&limit=1`).then(({ items }) => items),
    system.owner.get(`/ledger/entries?storeId=${storeId}&limit=1`).then(({ items }) => items),
    eventually(async () => {
      const { items } = await system.owner.get(`/guarantees?saleId=${saleId}`);
      expect(items).toHaveLength(1);
      return items;
    }),
  ]);
  return [
    ['overview', '/overview'],
    ['day', '/day'],
    ['month', '/overview?period=month'],
    ['margin', '/margin'],
    ['margin-by-category', '/margin?by=category'],
    ['business-day', `/days/${businessDayOf(new Date().toISOString(), 'Africa/Algiers')}`],
    ['sales', '/sales'],
    ['sale', `/sales/${saleId}`],
    ['payments', '/payments'],
    ['till-reports', '/till-reports'],
    ['orders', '/orders'],
    ['order', `/orders/${orderId}`],
    ['documents', '/documents'],
    ['guarantees', '/guarantees'],
    ['guarantee', `/guarantees/${guarantee.guaranteeId}`],
    ['approvals', '/approvals'],
    ['customers', '/customers'],
    ['customer', `/customers/${customer.customerId}`],
    ['products', '/products'],
    ['categories', '/categories'],
    ['price-lists', '/price-lists'],
    ['imports', '/imports'],
    ['labels', '/labels'],
    ['product', `/products/${productId}`],
    ['new-product', '/products/new'],
    ['stock', '/stock'],
    ['deliveries', '/deliveries'],
    ['delivery', `/deliveries/${delivery.deliveryId}`],
    ['new-delivery', '/deliveries/new'],
    ['alerts', '/alerts'],
    ['what-to-order', '/what-to-order?show=all'],
    ['stock-ages', '/stock-ages'],
    ['stock-card', '/stock-card'],
    ['stock-values', '/stock-values'],
    ['expiring', '/expiring'],
    ['stock-places', '/stock-places'],
    ['stock-traces', '/stock-traces'],
    ['purchase-orders', '/purchase-orders'],
    ['purchase-order', `/purchase-orders/${order.purchaseOrderId}`],
    ['new-purchase-order', '/purchase-orders/new'],
    ['change-purchase-order', `/purchase-orders/${draft.purchaseOrderId}/change`],
    ['receive-purchase-order', `/deliveries/new?purchaseOrderId=${order.purchaseOrderId}`],
    ['supplier-bills', '/supplier-bills'],
    ['supplier-bill', `/supplier-bills/${billed.billId}`],
    ['new-supplier-bill', `/supplier-bills/new?deliveryId=${billed.deliveryId}&extra=true`],
    ['new-credit-note', `/supplier-bills/credit?supplierReturnId=${billed.supplierReturnId}`],
    ['supplier-returns', '/supplier-returns'],
    ['aged-payables', '/aged-payables'],
    ['transfers', '/transfers'],
    ['transfer', `/transfers/${coming.transferId}`],
    ['new-transfer', '/transfers/new'],
    ['ship-transfer', `/transfers/${asked.transferId}/ship`],
    ['receive-transfer', `/transfers/${coming.transferId}/receive`],
    ['stock-counts', '/stock-counts'],
    ['new-stock-count', '/stock-counts/new'],
    ['stock-count', `/stock-counts/${await countGoods(fixture, productId, false)}`],
    ['stock-count-review', `/stock-counts/${await countGoods(fixture, productId, true)}`],
    ['write-offs', '/write-offs'],
    ['new-write-off', '/write-offs/new'],
    ['suppliers', '/suppliers'],
    ['supplier', `/suppliers/${supplierId}`],
    ['journal', '/journal'],
    ['trial-balance', '/trial-balance'],
    ['general-ledger', '/general-ledger'],
    ['account-statement', '/account-statement'],
    ['accounts', '/accounts'],
    ['new-entry', '/entry'],
    ['movement', '/movement'],
    ['opening', '/opening'],
    ['periods', '/periods'],
    ['fec', '/fec'],
    ['tax', '/tax'],
    ['profit-and-loss', '/profit-and-loss'],
    ['aged-receivables', '/aged-receivables'],
    ['customer-statement', `/customer-statement?customerId=${customer.customerId}`],
    ['entry', `/journal/${entry.entryId}`],
    ['companies', '/companies'],
    ['days', '/days'],
    ['controls', '/controls'],
    ['operations', '/operations'],
    ['webhooks', '/webhooks'],
    ['stores', '/stores'],
    ['new-store', '/stores/new'],
  ];
}

/** Opens a page: by its link in the navigation where it has one, which is quicker, else by its address. */
async function open({ page }: BrowserSession, path: string): Promise<void> {
  const link = page.locator(`.office-side a[href="${path}"]`);
  if ((await link.count()) === 0) return void (await page.goto(path));
  await link.click();
  const [name = ''] = (await link.innerText()).trim().split('\n'); // a count may follow it
  await page.locator('main h1').filter({ hasText: name }).first().waitFor();
}

/** Waits until a page shows its data: nothing is busy, and nothing stands for what is to come. */
async function settled({ page }: BrowserSession): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy=true], .mantine-Skeleton-root, .mantine-Loader-root') === null,
  );
}

/** Looks at what is open at every width: nothing reaches beyond the window. */
async function lookAt({ page }: BrowserSession, name: string, language: Language): Promise<string[]> {
  const wrong: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    wrong.push(...(await overflowing(page)).map((part) => `${name} at ${width}: ${part}`));
    if (SCREENS && PICTURES[language].includes(width))
      await page.screenshot({ path: join(SCREENS, `${name}-${width}${language === 'fr' ? '' : `-${language}`}.png`) });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return wrong;
}

/** Every page in every language: at four widths, light and dark, for axe, without errors; with screenshots in docs/screens when COMPTOIR_SCREENS is 1. */
export function walkStories(fixture: () => BrowserFixture): void {
  describe('a walk through every page', () => {
    const walk = async (language: Language, pages: readonly (readonly [name: string, path: string])[]) => {
      const session = await fixture().openSession(language, { colorScheme: COLOURS[language] });
      const { page } = session;
      await signIn(session, 'owner', '/overview');
      const wrong: string[] = [];
      for (const [index, [name, path]] of pages.entries()) {
        await open(session, path);
        await settled(session);
        const title = (await page.locator('main h1').first().textContent()) ?? '';
        if (!NAMED_BY_DATA.has(name) && !LETTERS[language].test(title)) wrong.push(`${name} is called ${title}`);
        wrong.push(...(await lookAt(session, name, language)));
        if (index % LANGUAGES.length === LANGUAGES.indexOf(language)) {
          await stillness(page);
          wrong.push(...(await seriousViolations(page)).map((found) => `${name}: ${found}`));
        }
        const words = await page.locator('body').innerText();
        const keys = words.match(/\b[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*\b(?!\.)/g) ?? [];
        wrong.push(
          ...keys
            .filter((key) => /^(page|nav|filter|form|line|sale|day|till|product)\./.test(key))
            .map((key) => `${name} says ${key}`),
        );
      }
      expect([language, wrong]).toEqual([language, []]);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    };

    let pages: ReturnType<typeof pagesOf> | undefined;
    test.each(LANGUAGES)(
      'in %s: nothing too wide, nothing serious for axe, nothing left untranslated',
      async (language) => {
        if (SCREENS) await mkdir(SCREENS, { recursive: true });
        pages ??= pagesOf(fixture());
        await walk(language, await pages);
      },
    );

    test('the till in Arabic stands from right to left, and sells by the keyboard', async () => {
      const session = await fixture().openSession('ar');
      const { page } = session;
      await signIn(session, 'cashier', '/till');
      await tillReady(session);
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      await scanAll(session, ['COC-6L', 'CAB-USBC']);
      const [cart, side] = [
        await page.locator('table.cart').boundingBox(),
        await page.getByRole('button', { name: 'الدفع' }).boundingBox(),
      ];
      expect(cart!.x).toBeGreaterThan(side!.x);
      expect(await lookAt(session, 'till', 'ar')).toEqual([]);
      expect(await seriousViolations(page)).toEqual([]);
      await page.keyboard.press('F9');
      await page.getByRole('dialog', { name: 'الدفع' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByTestId('number').waitFor();
      // a number of a document reads from left to right also among Arabic words
      expect(await page.getByTestId('number').textContent()).toMatch(
        /^[\u2066-\u2069]?ALG1-B-\d{4}-\d{6}[\u2066-\u2069]?$/,
      );
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
