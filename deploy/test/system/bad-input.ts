import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { pauseSchedules } from './pause-schedules.js';
import { eventually, type TestSystem } from './system.js';
import { cash, checkout, draft, openStoreFixture, stockOf, stockUp, type StoreFixture } from './store-fixture.js';

const b64 = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const SERVICES = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty', 'gateway'] as const;

/** Number of documents in every collection of the shop, so that "nothing written" is looked at everywhere. */
async function allRecords(system: TestSystem): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const service of SERVICES) {
    const db = system.mongo.db(`comptoir_${service}`);
    for (const { name } of await db.listCollections().toArray())
      if (name !== 'requestKeys')
        // a key is kept with the request that it was sent with, also where that is refused
        counts[`${service}.${name}`] = await db.collection(name).countDocuments({});
  }
  return counts;
}

/** Bad input over HTTP: the right status, the field and the fault named, nothing written. */
export function badInput(system: () => TestSystem): void {
  let fixture: StoreFixture;
  let productId: string;
  const open = async (): Promise<StoreFixture> => {
    if (!fixture) {
      fixture = await openStoreFixture(system());
      productId = await stockUp(fixture, [[5, 500]]);
      await pauseSchedules(system()); // one that is due writes too
      // the news of it has arrived everywhere: from here on, whatever is written was written by the bad input
      await eventually(async () =>
        expect((await system().cashier.get(`/products/${productId}`)).stock).toMatchObject([{ available: 5 }]),
      );
      await eventually(async () =>
        expect(
          await system().mongo.db('comptoir_sales').collection('entries').countDocuments({ storeId: fixture.storeId }),
        ).toBe(1),
      );
    }
    return fixture;
  };
  const raw = (path: string, init: RequestInit & { headers?: Record<string, string> }) =>
    fetch(new URL(`/api/v1${path}`, system().shop.url), init);

  /** What a person sends is refused, with the field that is at fault, and nothing is written. */
  async function refuses(
    person: 'owner' | 'manager',
    path: string,
    body: object,
    field: string,
    status: number,
  ): Promise<void> {
    const at = await open();
    const filled = JSON.parse(
      JSON.stringify(body)
        .replaceAll('"STORE"', `"${at.storeId}"`)
        .replaceAll('"PRODUCT"', `"${productId}"`)
        .replaceAll('"WALKIN"', `"${at.walkIn}"`),
    );
    const before = await allRecords(system());
    const answer = await system()[person].ask('POST', path, filled);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      status,
      type: expect.stringMatching(/^urn:comptoir:problem:/),
      detail: expect.any(String),
      reference: expect.any(String),
    });
    if (field) expect(answer.body.issues.map((issue: any) => issue.field)).toContain(field);
    expect(await allRecords(system())).toEqual(before);
  }

  describe('a body', () => {
    const list = { name: 'A list', from: '2026-01-01', currency: 'DZD' };
    const product = {
      sku: 'BAD-1',
      name: 'Bad',
      barcodes: [],
      currency: 'DZD',
      taxRateBps: 1900,
      warrantyMonths: 0,
      lowStockThreshold: 0,
      priceMinMinor: 1,
      priceListMinor: 2,
      priceMaxMinor: 3,
    };
    const UNKNOWN_CATEGORY = 'cat_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const UNKNOWN_STORE = 'sto_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const UNKNOWN_SUPPLIER = 'sup_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const huge = Number.MAX_SAFE_INTEGER + 2;
    test.each<[string, string, object, string, number]>([
      ['a wrong type', '/products', { ...product, name: 7 }, 'name', 400],
      ['a missing field', '/products', { ...product, sku: undefined }, 'sku', 400],
      ['an unknown field', '/products', { ...product, cost: 1 }, 'cost', 400],
      ['a price as a float', '/products', { ...product, priceListMinor: 2.5 }, 'priceListMinor', 400],
      ['a price past the safe integers', '/products', { ...product, priceMaxMinor: huge }, 'priceMaxMinor', 400],
      ['a price past the limit', '/products', { ...product, priceMaxMinor: 1e12 + 1 }, 'priceMaxMinor', 400],
      [
        'a cost past the limit',
        '/deliveries',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', quantity: 1, costMinor: 1e12 + 1 }] },
        'lines.0.costMinor',
        400,
      ],
      [
        'the cost of a unit instead of that of the line',
        '/deliveries',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', quantity: 1, costMinor: 1, unitCostMinor: 1 }] },
        'lines.0.unitCostMinor',
        400,
      ],
      [
        'costs that add up past the limit',
        '/deliveries',
        {
          storeId: 'STORE',
          lines: [
            { productId: 'PRODUCT', quantity: 1, costMinor: 1e12 },
            { productId: 'PRODUCT', quantity: 1, costMinor: 1 },
          ],
        },
        '',
        422,
      ],
      [
        'a currency that is not the store’s',
        '/deliveries',
        { storeId: 'STORE', currency: 'EUR', lines: [{ productId: 'PRODUCT', quantity: 1, costMinor: 1 }] },
        '',
        422,
      ],
      ['prices out of order', '/products', { ...product, priceMinMinor: 9 }, 'priceListMinor', 400],
      ['a negative price', '/products', { ...product, priceMinMinor: -1 }, 'priceMinMinor', 400],
      ['a tax above 100 %', '/products', { ...product, taxRateBps: 10_001 }, 'taxRateBps', 400],
      ['a category that is none', '/products', { ...product, categoryId: 'STORE' }, 'categoryId', 400],
      ['a category that nobody knows', '/products', { ...product, categoryId: UNKNOWN_CATEGORY }, '', 404],
      ['a brand of nothing', '/products', { ...product, brand: ' ' }, 'brand', 400],
      ['an operator as a brand', '/products', { ...product, brand: { $ne: '' } }, 'brand', 400],
      ['a new product that is archived', '/products', { ...product, archived: true }, 'archived', 400],
      ['a wrong check digit', '/products', { ...product, barcodes: ['4006381333930'] }, '', 400],
      ['a category without a name', '/categories', { name: ' ' }, 'name', 400],
      ['a name of a category that is too long', '/categories', { name: 'x'.repeat(81) }, 'name', 400],
      ['an operator as the name of a category', '/categories', { name: { $ne: '' } }, 'name', 400],
      ['a price list without a name', '/price-lists', { ...list, name: ' ' }, 'name', 400],
      ['a price list from a day that is none', '/price-lists', { ...list, from: '2026-02-30' }, 'from', 400],
      ['a price list that ends before it begins', '/price-lists', { ...list, until: '2020-01-01' }, '', 400],
      ['an operator as the group of a price list', '/price-lists', { ...list, group: { $ne: '' } }, 'group', 400],
      ['a supplier without a name', '/suppliers', { name: ' ' }, 'name', 400],
      [
        'a number that a supplier cannot have',
        '/suppliers',
        { name: 'x', profile: 'DZ', identifiers: [{ kind: 'nif', value: '12' }] },
        'identifiers.0.value',
        400,
      ],
      [
        'a purchase order without lines',
        '/purchase-orders',
        { storeId: 'STORE', supplierId: UNKNOWN_SUPPLIER, lines: [] },
        'lines',
        400,
      ],
      [
        'a purchase order of a supplier that nobody knows',
        '/purchase-orders',
        {
          storeId: 'STORE',
          supplierId: UNKNOWN_SUPPLIER,
          lines: [{ productId: 'PRODUCT', quantity: 1, expectedCostMinor: 1 }],
        },
        '',
        404,
      ],
      [
        'a purchase order of half a piece',
        '/purchase-orders',
        {
          storeId: 'STORE',
          supplierId: UNKNOWN_SUPPLIER,
          lines: [{ productId: 'PRODUCT', quantity: 0.5, expectedCostMinor: 1 }],
        },
        'lines.0.quantity',
        400,
      ],
      [
        'a purchase order with a number of one’s own',
        '/purchase-orders',
        {
          storeId: 'STORE',
          supplierId: UNKNOWN_SUPPLIER,
          number: 'X-PO-2026-000001',
          lines: [{ productId: 'PRODUCT', quantity: 1, expectedCostMinor: 1 }],
        },
        'number',
        400,
      ],
      ['a write-off without lines', '/write-offs', { storeId: 'STORE', reason: 'damaged', lines: [] }, 'lines', 400],
      [
        'a write-off for no reason',
        '/write-offs',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', quantity: 1 }] },
        'reason',
        400,
      ],
      [
        'a write-off at a cost of one’s own',
        '/write-offs',
        { storeId: 'STORE', reason: 'damaged', limitMinor: 1, lines: [{ productId: 'PRODUCT', quantity: 1 }] },
        'limitMinor',
        400,
      ],
      [
        'a stock count of categories with products of one’s own',
        '/stock-counts',
        { storeId: 'STORE', scope: { kind: 'categories', categoryIds: [], productIds: ['PRODUCT'] } },
        'scope.categoryIds',
        400,
      ],
      [
        'an entry of a stock count that nobody knows',
        '/stock-counts/cnt_01ARZ3NDEKTSV4RRFFQ69G5FAV/entries',
        { productId: 'PRODUCT', quantity: 1 },
        '',
        404,
      ],
      [
        'a negative count',
        '/stock-counts/cnt_01ARZ3NDEKTSV4RRFFQ69G5FAV/entries',
        { productId: 'PRODUCT', quantity: -1 },
        'quantity',
        400,
      ],
      [
        'a bill that is neither a bill nor a credit note',
        '/supplier-bills',
        {
          storeId: 'STORE',
          supplierId: UNKNOWN_SUPPLIER,
          kind: 'quote',
          number: 'x',
          billDay: '2026-01-01',
          lines: [],
        },
        'kind',
        400,
      ],
      [
        'a return to a supplier of nothing',
        '/supplier-returns',
        { storeId: 'STORE', supplierId: UNKNOWN_SUPPLIER, reason: 'x', lines: [] },
        'lines',
        400,
      ],
      ['what to order without lines', '/what-to-order/drafts', { storeId: 'STORE', lines: [] }, 'lines', 400],
      [
        'what to order of half a piece',
        '/what-to-order/drafts',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', supplierId: UNKNOWN_SUPPLIER, quantity: 0.5 }] },
        'lines.0.quantity',
        400,
      ],
      [
        'what to order of a supplier that nobody knows',
        '/what-to-order/drafts',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', supplierId: UNKNOWN_SUPPLIER, quantity: 1 }] },
        '',
        404,
      ],
      [
        'a delivery of an order that nobody knows',
        '/deliveries',
        {
          storeId: 'STORE',
          purchaseOrderId: 'por_01ARZ3NDEKTSV4RRFFQ69G5FAV',
          lines: [{ productId: 'PRODUCT', quantity: 1, costMinor: 1 }],
        },
        '',
        404,
      ],
      [
        'a transfer without lines',
        '/transfers',
        { storeId: 'STORE', fromStoreId: UNKNOWN_STORE, lines: [] },
        'lines',
        400,
      ],
      [
        'a transfer of half a piece',
        '/transfers',
        { storeId: 'STORE', fromStoreId: UNKNOWN_STORE, lines: [{ productId: 'PRODUCT', quantity: 0.5 }] },
        'lines.0.quantity',
        400,
      ],
      [
        'a transfer from a store that nobody knows',
        '/transfers',
        { storeId: 'STORE', fromStoreId: UNKNOWN_STORE, lines: [{ productId: 'PRODUCT', quantity: 1 }] },
        '',
        404,
      ],
      [
        'a transfer from a store to itself',
        '/transfers',
        { storeId: 'STORE', fromStoreId: 'STORE', lines: [{ productId: 'PRODUCT', quantity: 1 }] },
        '',
        422,
      ],
      [
        'a shipment at a cost of one’s own',
        '/transfers/shipments',
        { storeId: 'STORE', toStoreId: UNKNOWN_STORE, lines: [{ productId: 'PRODUCT', quantity: 1, costMinor: 1 }] },
        'lines.0.costMinor',
        400,
      ],
      [
        'a receipt of nothing',
        '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/receive',
        { revision: 1, lines: [{ productId: 'PRODUCT', receivedQuantity: 0 }] },
        'lines.0',
        400,
      ],
      ['a transfer that nobody knows', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/return', { reason: 'x' }, '', 404],
      ['an operator as a text', '/products', { ...product, sku: { $gt: '' } }, 'sku', 400],
      ['an operator as a key', '/products', { ...product, $where: '1' }, '$where', 400],
      [
        'a negative quantity',
        '/deliveries',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', quantity: -1, costMinor: 1 }] },
        'lines.0.quantity',
        400,
      ],
      [
        'a fractional quantity',
        '/deliveries',
        { storeId: 'STORE', lines: [{ productId: 'PRODUCT', quantity: 1.5, costMinor: 1 }] },
        'lines.0.quantity',
        400,
      ],
      [
        'an id of another kind',
        '/deliveries',
        { storeId: 'PRODUCT', lines: [{ productId: 'PRODUCT', quantity: 1, costMinor: 1 }] },
        'storeId',
        400,
      ],
      [
        'an unknown id',
        '/deliveries',
        { storeId: 'STORE', lines: [{ productId: 'prd_01ARZ3NDEKTSV4RRFFQ69G5FAV', quantity: 1, costMinor: 1 }] },
        '',
        404,
      ],
      ['no lines', '/deliveries', { storeId: 'STORE', lines: [] }, 'lines', 400],
      [
        'a wrong document type',
        '/orders',
        { storeId: 'STORE', customerId: 'WALKIN', documentType: 'INVOICE', lines: [] },
        'documentType',
        400,
      ],
      [
        'an operator as an id',
        '/orders',
        { storeId: { $ne: null }, customerId: 'WALKIN', documentType: 'FACTURE', lines: [] },
        'storeId',
        400,
      ],
      [
        'mass assignment',
        '/orders',
        { storeId: 'STORE', customerId: 'WALKIN', documentType: 'FACTURE', lines: [], state: 'paid' },
        'state',
        400,
      ],
      [
        'an unknown customer',
        '/orders',
        { storeId: 'STORE', customerId: 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV', documentType: 'FACTURE', lines: [] },
        '',
        404,
      ],
    ])('with %s is refused', (_name, ...refused) => refuses('manager', ...refused));

    const taking = '/deliveries/dlv_01ARZ3NDEKTSV4RRFFQ69G5FAV/take-back';
    test.each<[string, string, object, string, number]>([
      ['opening stock of no lines', '/openings/goods/csv', { storeId: 'STORE', csv: '' }, 'csv', 400],
      ['an operator as its file', '/openings/goods/csv', { storeId: 'STORE', csv: { $ne: '' } }, 'csv', 400],
      ['it in a store of another kind', '/openings/goods/csv', { storeId: 'PRODUCT', csv: 'sku' }, 'storeId', 400],
      [
        'an operator as a SKU of it',
        '/openings/goods/csv',
        { storeId: 'STORE', csv: 'sku,quantity,cost\n{"$ne":""},1,1' },
        'line 2, sku',
        422,
      ],
      ['no columns to look at', '/openings/goods/csv/preview', { storeId: 'STORE', csv: 'x' }, 'line 1, sku', 422],
      [
        'more than a file to look at',
        '/openings/goods/csv/preview',
        { storeId: 'STORE', csv: 'x', post: 1 },
        'post',
        400,
      ],
      [
        'a payment to a supplier that pays nothing',
        '/supplier-payments',
        { storeId: 'STORE', supplierId: UNKNOWN_SUPPLIER, method: 'transfer', amountMinor: 1, allocations: [] },
        'allocations',
        400,
      ],
      ['no reason to take stock back', taking, {}, 'reason', 400],
      ['an operator as that reason', taking, { reason: { $gt: '' } }, 'reason', 400],
      ['stock to take back that there is not', taking, { reason: 'r' }, '', 404],
    ])('with %s is refused', (_name, ...refused) => refuses('owner', ...refused));

    test.each([
      ['that is not JSON', '{"sku": ', 400, 'body.not-json'],
      ['with __proto__', '{"__proto__": {"role": "owner"}}', 400, undefined],
      ['over a megabyte', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'body.too-large'],
      ['with a number past every limit', '{"priceListMinor": 1e400}', 400, 'message.invalid'],
      ['deep as a well', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400, 'message.invalid'],
    ])('%s is refused', async (_name, bytes, status, code) => {
      const answer = await raw('/products', {
        method: 'POST',
        body: bytes,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'bad-body-key',
          authorization: `Bearer ${await system().token('manager')}`,
        },
      });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      if (code) expect(await answer.json()).toMatchObject({ code });
    });

    test('of another media type is refused', async () => {
      const answer = await raw('/products', {
        method: 'POST',
        body: 'sku=1',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Bearer ${await system().token('manager')}`,
        },
      });
      expect(answer.status).toBe(415);
    });
  });

  describe('a request', () => {
    test('without Idempotency-Key, or with one of another act, is refused', async () => {
      const at = await open();
      const token = await system().token('cashier');
      const bare = await raw('/customers', {
        method: 'POST',
        body: '{"kind":"person","name":"A"}',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      });
      expect([bare.status, ((await bare.json()) as any).issues[0].field]).toEqual([400, 'Idempotency-Key']);
      const key = `same-key-${at.storeId}`;
      const first = await system().cashier.ask('POST', '/customers', { kind: 'person', name: 'A' }, key);
      const again = await system().cashier.ask('POST', '/customers', { kind: 'person', name: 'A' }, key);
      const other = await system().cashier.ask('POST', '/customers', { kind: 'person', name: 'B' }, key);
      const otherPerson = await system().manager.ask('POST', '/customers', { kind: 'person', name: 'B' }, key);
      expect([first.status, again.status, other.status, otherPerson.status]).toEqual([201, 201, 409, 201]);
      expect(again.body.customerId).toBe(first.body.customerId);
      expect(otherPerson.body.customerId).not.toBe(first.body.customerId);
    });

    test.each([
      ['/products?limit=0', 'limit'],
      ['/products?limit=ten', 'limit'],
      ['/products?categoryId=x', 'categoryId'],
      ['/products?storeId[$ne]=1', 'storeId[$ne]'],
      ['/orders?state=sold', 'state'],
      ['/orders/prd_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'orderId'],
    ])('for %s is refused with the field named', async (path, field) => {
      const answer = await system().manager.ask('GET', path);
      expect(answer.status).toBe(400);
      expect(answer.body.issues[0].field).toBe(field);
    });

    test.each([
      '/orders/ord_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '/sales/sal_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '/invoices/inv_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '/guarantees/gua_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '/products/prd_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '/nothing/here',
    ])('for %s is answered 404', async (path) => {
      const answer = await system().manager.ask('GET', path);
      expect([answer.status, answer.body.status]).toEqual([404, 404]);
    });

    test('for a checkout past the limit of a document is refused and leaves nothing', async () => {
      const at = await open();
      const dear = await stockUp(at, [[3, 1]], {
        priceMinMinor: 1,
        priceListMinor: 1_000_000_000_000,
        priceMaxMinor: 1_000_000_000_000,
      });
      const order = await draft(at, [{ productId: dear, quantity: 3 }]);
      expect(await checkout(at, order, cash(1))).toMatchObject({ status: 422, body: { code: 'amount.too-large' } });
      expect(await stockOf(at, dear)).toMatchObject({ available: 3, held: 0 });
    });
  });

  describe('a token', () => {
    const claims = () => ({
      sub: 'usr_x',
      name: 'x',
      role: 'owner',
      stores: null,
      iss: 'comptoir',
      aud: 'comptoir-api',
      iat: 1,
      exp: 4_000_000_000,
    });
    const real = () => system().token('cashier');
    const forged: [string, () => Promise<string>][] = [
      ['of alg none', async () => `${b64({ alg: 'none' })}.${b64(claims())}.`],
      [
        'signed with HS256',
        async () => {
          const head = `${b64({ alg: 'HS256', kid: (JSON.parse(Buffer.from((await real()).split('.')[0] as string, 'base64url').toString()) as any).kid })}.${b64(claims())}`;
          return `${head}.${createHmac('sha256', 'secret').update(head).digest('base64url')}`;
        },
      ],
      [
        'signed with another key under our kid',
        async () => {
          const head = `${(await real()).split('.')[0]}.${b64(claims())}`;
          return `${head}.${sign(null, Buffer.from(head), generateKeyPairSync('ed25519').privateKey).toString('base64url')}`;
        },
      ],
      [
        'with an edited role',
        async () => {
          const [head, body, signature] = (await real()).split('.') as [string, string, string];
          return `${head}.${b64({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), role: 'owner' })}.${signature}`;
        },
      ],
      [
        'with a kid that is a path',
        async () => `${b64({ alg: 'EdDSA', kid: '../../etc/passwd' })}.${b64(claims())}.${b64('x')}`,
      ],
      ['that is no token', async () => 'certainly-not'],
    ];
    test.each(forged)('%s is answered 401, always alike', async (_name, make) => {
      const answer = await raw('/stores', { headers: { authorization: `Bearer ${await make()}` } });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({
        code: 'auth.required',
        detail: 'Please sign in: the access token is missing, wrong or expired.',
      });
    });

    test.each([
      ['that has expired', { exp: 2 }],
      ['of another issuer', { iss: 'elsewhere' }],
      ['for another audience', { aud: 'elsewhere' }],
    ])('%s is answered 401, though signed with our key', async (_name, change) => {
      const key = await system().mongo.db('comptoir_gateway').collection('keys').findOne({});
      const signed = (body: object): string => {
        const head = `${b64({ alg: 'EdDSA', kid: String(key?._id) })}.${b64(body)}`;
        return `${head}.${sign(null, Buffer.from(head), createPrivateKey({ key: key?.privateJwk, format: 'jwk' })).toString('base64url')}`;
      };
      const ask = (token: string) => raw('/stores', { headers: { authorization: `Bearer ${token}` } });
      expect((await ask(signed(claims()))).status).toBe(200);
      const answer = await ask(signed({ ...claims(), ...change }));
      expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'auth.required' })]);
    });

    test('that is missing is answered 401; a wrong password too', async () => {
      expect(await system().nobody.ask('GET', '/stores')).toMatchObject({
        status: 401,
        body: { code: 'auth.required' },
      });
      expect(
        await system().nobody.ask('POST', '/auth/login', { email: 'owner@demo.example', password: 'wrong-one' }),
      ).toMatchObject({ status: 401, body: { code: 'auth.wrong' } });
      expect(await system().nobody.ask('POST', '/auth/login', { email: { $ne: '' }, password: 'x' })).toMatchObject({
        status: 400,
      });
    });
  });

  test.each([
    ['POST', '/products', {}],
    ['POST', '/categories', {}],
    ['POST', '/price-lists', {}],
    ['POST', '/products/prd_01ARZ3NDEKTSV4RRFFQ69G5FAV/variants', {}],
    ['POST', '/products/prd_01ARZ3NDEKTSV4RRFFQ69G5FAV/picture', {}],
    ['PATCH', '/price-lists/plt_01ARZ3NDEKTSV4RRFFQ69G5FAV', {}],
    ['PUT', '/price-lists/plt_01ARZ3NDEKTSV4RRFFQ69G5FAV/prices', {}],
    ['POST', '/suppliers', {}],
    ['GET', '/suppliers', undefined],
    ['POST', '/purchase-orders', {}],
    ['GET', '/purchase-orders', undefined],
    ['PATCH', '/purchase-orders/por_01ARZ3NDEKTSV4RRFFQ69G5FAV', {}],
    ['POST', '/purchase-orders/por_01ARZ3NDEKTSV4RRFFQ69G5FAV/send', {}],
    ['POST', '/purchase-orders/por_01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel', {}],
    ['POST', '/purchase-orders/por_01ARZ3NDEKTSV4RRFFQ69G5FAV/close', {}],
    ['POST', '/supplier-bills', {}],
    ['GET', '/supplier-bills', undefined],
    ['POST', '/supplier-returns', {}],
    ['POST', '/supplier-payments', {}],
    ['GET', '/open-bills', undefined],
    ['POST', '/transfers/shipments', {}],
    ['POST', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/ship', {}],
    ['POST', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/receive', {}],
    ['POST', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/lose-rest', {}],
    ['POST', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/return', {}],
    ['POST', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/refuse', {}],
    ['POST', '/transfers/trf_01ARZ3NDEKTSV4RRFFQ69G5FAV/close', {}],
    ['POST', '/write-offs', {}],
    ['GET', '/write-offs', undefined],
    ['POST', '/stock-counts', {}],
    ['GET', '/stock-counts', undefined],
    ['POST', '/stock-counts/cnt_01ARZ3NDEKTSV4RRFFQ69G5FAV/entries', {}],
    ['GET', '/stock-counts/cnt_01ARZ3NDEKTSV4RRFFQ69G5FAV/lines', undefined],
    ['POST', '/stock-counts/cnt_01ARZ3NDEKTSV4RRFFQ69G5FAV/post', {}],
    ['GET', '/what-to-order', undefined],
    ['GET', '/stock-ages', undefined],
    ['GET', '/stock-cards', undefined],
    ['GET', '/stock-values', undefined],
    ['GET', '/stock-traces?number=ALG1-F-2026-000001', undefined],
    ['GET', '/stock-traces/bat_01ARZ3NDEKTSV4RRFFQ69G5FAV', undefined],
    ['GET', '/stock-values/summary', undefined],
    ['POST', '/deliveries/dlv_01ARZ3NDEKTSV4RRFFQ69G5FAV/corrections', {}],
    ['POST', '/webhooks', {}],
    ['GET', '/webhooks', undefined],
    ['POST', '/what-to-order/drafts', {}],
    ['POST', '/stock-alerts/alr_01ARZ3NDEKTSV4RRFFQ69G5FAV/seen', undefined],
    ['POST', '/deliveries', {}],
    ['POST', '/stores', {}],
    ['POST', '/audit', undefined],
    ['GET', '/ledger/trial-balance', undefined],
    ['GET', '/ledger/entries', undefined],
    ['POST', '/orders/ord_01ARZ3NDEKTSV4RRFFQ69G5FAV/approve', {}],
    ['POST', '/sales/sal_01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel', {}],
  ])('a cashier who asks for %s %s is refused', async (method, path, body) => {
    expect(await system().cashier.ask(method, path, body)).toMatchObject({
      status: 403,
      body: { code: 'role.not-allowed' },
    });
  });
}
