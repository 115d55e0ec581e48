import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, catalogEvents, inventoryEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { TEST_ACTOR, type TestService } from '@comptoir/kit/testing';
import { startService, refusalOf, sampleProduct, sampleStore } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const codes = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;

describe('stores', () => {
  test('opened, read, listed; code and number are unique', async () => {
    const input = sampleStore();
    const opened = await service.call(catalog.createStore, input);
    expect(opened).toMatchObject(input);
    expect(await service.call(catalog.readStore, { storeId: input.storeId })).toEqual(opened);
    expect((await service.call(catalog.listStores, {})).items).toContainEqual(opened);
    expect(await codes(service.call(catalog.createStore, sampleStore({ code: input.code })))).toBe('store.code-taken');
    expect(await codes(service.call(catalog.createStore, sampleStore({ storeId: input.storeId })))).toBe(
      'store.exists',
    );
    expect(await codes(service.call(catalog.readStore, { storeId: mint('store') }))).toBe('store.unknown');
  });
});

describe('a store that is changed', () => {
  test('sells on its new terms from then on; a change names the revision it was made on', async () => {
    const { storeId } = await service.call(catalog.createStore, sampleStore());
    const { productId } = await service.call(catalog.createProduct, sampleProduct());
    const quoted = async () =>
      (await service.call(catalog.quoteProducts, { storeId, lines: [{ lineId: mint('line'), productId }] })).store;
    expect(await quoted()).toMatchObject({ pricesIncludeTax: false, cashRoundingMinor: 1, revision: 1 });
    const changes = { pricesIncludeTax: true, cashRoundingMinor: 500, name: 'Audin' };
    const input = { storeId, revision: 1, changes };
    const changed = await service.call(catalog.changeStore, input, { commandId: 'test/change-store' });
    expect(changed).toMatchObject({ ...changes, address: '1 rue Didouche Mourad, Alger', revision: 2 });
    const { scaleLayouts: _layouts, priceLists: _lists, ...frozen } = changed;
    expect(await quoted()).toEqual(frozen); // a sale does not keep what the tills are set to
    expect(await service.call(catalog.changeStore, input, { commandId: 'test/change-store' })).toEqual(changed);
    expect(await codes(service.call(catalog.changeStore, input))).toBe('store.changed');
    expect(await codes(service.call(catalog.changeStore, { ...input, storeId: mint('store') }))).toBe('store.unknown');
    expect(await codes(service.call(catalog.changeStore, { ...input, changes: {} }))).toBe('message.invalid');
  });

  test('by several at once is changed by one', async () => {
    const { storeId } = await service.call(catalog.createStore, sampleStore());
    const outcomes = await Promise.allSettled(
      ['Audin', 'Hydra', 'Bab El Oued'].map((name) =>
        service.call(catalog.changeStore, { storeId, revision: 1, changes: { name } }),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });
});

describe('products', () => {
  test('are counted in a unit that stays', async () => {
    const { productId, ...created } = await service.call(catalog.createProduct, sampleProduct({ unit: 'kg' }));
    expect(created).toMatchObject({ unit: 'kg', quantityDecimals: 3 });
    const change = (changes: object) => service.call(catalog.changeProduct, { productId, revision: 1, changes });
    expect(await codes(change({ unit: 'piece' }))).toBe('product.unit-fixed');
    expect(await change({ name: 'Comté', unit: 'kg' })).toMatchObject({ unit: 'kg', quantityDecimals: 3 });
  });

  test('created, read, changed against the present revision; an event is published each time', async () => {
    const input = sampleProduct({ barcodes: ['6130009990003'] });
    const created = await service.call(catalog.createProduct, input);
    expect(created).toMatchObject({ ...input, revision: 1, stock: [] });
    const changed = await service.call(catalog.changeProduct, {
      productId: input.productId,
      revision: 1,
      changes: { priceListMinor: 110 },
    });
    expect(changed).toMatchObject({ revision: 2, priceListMinor: 110, createdAt: created.createdAt });
    const refusal = await refusalOf(
      service.call(catalog.changeProduct, { productId: input.productId, revision: 1, changes: { name: 'late' } }),
    );
    expect([refusal.code, refusal.details.revision]).toEqual(['product.changed', 2]);
    expect(await service.call(catalog.readProduct, { productId: input.productId })).toEqual(changed);
    const publishedEvents = (await service.events(catalogEvents.productChanged))
      .map((event) => event.data)
      .filter((data) => data.productId === input.productId);
    expect(publishedEvents.map((data) => data.revision)).toEqual([1, 2]);
  });

  test('every price it had is listed with who set it, newest first; a change of something else adds none', async () => {
    const input = sampleProduct({ priceMinMinor: 90, priceListMinor: 100, priceMaxMinor: 120, taxRateBps: 1900 });
    const { productId } = input;
    const created = await service.call(catalog.createProduct, input);
    const change = (revision: number, changes: object, actor = TEST_ACTOR) =>
      service.call(catalog.changeProduct, { productId, revision, changes }, { actor });
    await change(1, { name: 'Autre nom', priceListMinor: 100 });
    const dearer = await change(2, { priceListMinor: 110 }, { ...TEST_ACTOR, id: 'usr_other' } as never);
    await change(3, { taxRateBps: 900 });
    const common = { productId, priceMinMinor: 90, priceMaxMinor: 120, currency: input.currency };
    const first = { ...common, priceListMinor: 100, taxRateBps: 1900, setAt: created.createdAt, setBy: TEST_ACTOR.id };
    const second = { ...common, priceListMinor: 110, taxRateBps: 1900, setAt: dearer.changedAt, setBy: 'usr_other' };
    const all = await service.call(catalog.listPrices, { productId });
    expect(all).toEqual({ items: [expect.objectContaining({ priceListMinor: 110, taxRateBps: 900 }), second, first] });
    const page = await service.call(catalog.listPrices, { productId, limit: 2 });
    expect(page.items).toHaveLength(2);
    expect(await service.call(catalog.listPrices, { productId, limit: 2, cursor: page.nextCursor })).toEqual({
      items: [first],
    });
    expect(await service.call(catalog.listPrices, { productId: mint('product') })).toEqual({ items: [] });
    await refusalOf(change(4, { priceListMinor: 130 }));
    expect((await service.call(catalog.listPrices, { productId })).items).toHaveLength(3);
  });

  test('concurrent changes of one revision: one wins', async () => {
    const { productId } = await service.call(catalog.createProduct, sampleProduct());
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((n) =>
        service.call(catalog.changeProduct, { productId, revision: 1, changes: { name: `Nom ${n}` } }),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  test('a race of products for one SKU, one barcode: one wins', async () => {
    const bySku = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => service.call(catalog.createProduct, sampleProduct({ sku: n % 2 ? 'RACE' : 'race' }))),
    );
    expect(bySku.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of bySku)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'product.sku-taken' });
    const byBarcode = await Promise.allSettled(
      [1, 2, 3, 4].map(() => service.call(catalog.createProduct, sampleProduct({ barcodes: ['RACE-0001'] }))),
    );
    expect(byBarcode.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of byBarcode)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'product.barcode-taken' });
  });

  test('a barcode taken off may go to another product, and not to two', async () => {
    const first = await service.call(catalog.createProduct, sampleProduct({ barcodes: ['MOVE-1', 'STAY-1'] }));
    const second = await service.call(catalog.createProduct, sampleProduct());
    const asked = { productId: second.productId, revision: 1, changes: { barcodes: ['MOVE-1'] } };
    expect(await codes(service.call(catalog.changeProduct, asked))).toBe('product.barcode-taken');
    await service.call(catalog.changeProduct, {
      productId: first.productId,
      revision: 1,
      changes: { barcodes: ['STAY-1'] },
    });
    await service.call(catalog.changeProduct, asked);
    expect(
      (await service.call(catalog.searchProducts, { barcode: 'MOVE-1' })).items.map((one) => one.productId),
    ).toEqual([second.productId]);
    expect(
      (await service.call(catalog.searchProducts, { barcode: 'STAY-1' })).items.map((one) => one.productId),
    ).toEqual([first.productId]);
  });

  test('prices stay in order, also after a partial change', async () => {
    expect(await codes(service.call(catalog.createProduct, sampleProduct({ priceMinMinor: 101 })))).toBe(
      'message.invalid',
    );
    const { productId } = await service.call(catalog.createProduct, sampleProduct());
    expect(
      await codes(service.call(catalog.changeProduct, { productId, revision: 1, changes: { priceMaxMinor: 99 } })),
    ).toBe('product.prices-out-of-order');
    expect(
      await codes(
        service.call(catalog.changeProduct, { productId: mint('product'), revision: 1, changes: { name: 'x' } }),
      ),
    ).toBe('product.unknown');
  });

  test('several are read in the order asked; unknown ones are named', async () => {
    const [a, b] = [
      await service.call(catalog.createProduct, sampleProduct()),
      await service.call(catalog.createProduct, sampleProduct()),
    ];
    expect((await service.call(catalog.readProducts, { productIds: [b.productId, a.productId] })).items).toEqual([
      b,
      a,
    ]);
    const missing = mint('product');
    expect(
      (await refusalOf(service.call(catalog.readProducts, { productIds: [a.productId, missing] }))).details,
    ).toEqual({
      productIds: [missing],
    });
    expect(await codes(service.call(catalog.readProduct, { productId: missing }))).toBe('product.unknown');
  });
});

describe('bundles', () => {
  test('have parts that are kept, are quoted with them as they are, and have the stock of the scarcest', async () => {
    const { storeId } = await service.call(catalog.createStore, sampleStore());
    const cup = await service.call(catalog.createProduct, sampleProduct({ name: 'Tasse' }));
    const tea = await service.call(catalog.createProduct, sampleProduct({ name: 'Thé', unit: 'kg' }));
    const parts = [
      { productId: cup.productId, quantity: 2 },
      { productId: tea.productId, quantity: 250 },
    ];
    const input = sampleProduct({ name: 'Coffret', parts });
    const { productId } = await service.call(catalog.createProduct, input);
    const told = (await service.events(catalogEvents.productChanged)).filter(({ data }) => data.isBundle);
    expect(told.map(({ data }) => data.productId)).toEqual([productId]);
    for (const [of, available] of [[cup.productId, 7] as const, [tea.productId, 800] as const])
      await service.publish(inventoryEvents.stockChanged, { storeId, productId: of, available, version: 4 });
    await service.eventually(async () =>
      expect((await service.call(catalog.readProduct, { productId })).stock).toEqual([
        { storeId, available: 3, version: 8, low: true },
      ]),
    );
    const { items } = await service.call(catalog.readProducts, { productIds: [productId, cup.productId] });
    expect(items.map((one) => one.stock[0]!.available)).toEqual([3, 7]);
    const quoted = async (of = productId) => {
      const lines = [{ lineId: mint('line'), productId: of }];
      return (await service.call(catalog.quoteProducts, { storeId, lines })).lines[0]!;
    };
    const reads: string[] = [];
    service.connection.set('debug', (collection: string, method: string) => void reads.push(`${collection}.${method}`));
    await quoted(cup.productId);
    expect(reads).toEqual(['stores.findOne', 'products.find']);
    const before = await quoted();
    service.connection.set('debug', false);
    expect(reads.slice(2)).toEqual(['stores.findOne', 'products.find', 'products.find']);
    expect(before.parts).toEqual([
      expect.objectContaining({ productId: cup.productId, name: 'Tasse', quantity: 2, unit: 'piece' }),
      expect.objectContaining({ productId: tea.productId, quantity: 250, unit: 'kg', quantityDecimals: 3 }),
    ]);
    const change = (revision: number, changes: object, of = productId) =>
      service.call(catalog.changeProduct, { productId: of, revision, changes });
    const changed = await change(1, { parts: parts.slice(1) });
    expect(changed).toMatchObject({ parts: parts.slice(1), stock: [{ available: 3, version: 4 }] });
    expect((await quoted()).parts).toEqual(before.parts!.slice(1));
    expect(await codes(change(1, { parts }, cup.productId))).toBe('product.bundle-fixed');
    expect(await codes(change(2, { currency: 'EUR' }))).toBe('price.currency-mismatch');
    expect(await codes(change(2, { parts: [{ productId, quantity: 1 }] }))).toBe('product.part-is-bundle');
    expect(await codes(change(2, { parts: [...parts, parts[0]!] }))).toBe('message.invalid');
    const outer = sampleProduct({ parts: [{ productId, quantity: 1 }] });
    expect(await codes(service.call(catalog.createProduct, outer))).toBe('product.part-is-bundle');
    await change(1, { archived: true }, tea.productId);
    expect(await codes(quoted())).toBe('product.archived');
    expect(await codes(change(2, { parts }))).toBe('product.archived');
    expect((await service.call(catalog.readProductsBySku, { skus: [input.sku] })).items[0]).toMatchObject({
      productId,
      isBundle: true,
    });
  });
});

describe('quoteProducts', () => {
  test('store and frozen lines in the order asked; unknown and foreign products are refused', async () => {
    const store = await service.call(catalog.createStore, sampleStore());
    const [a, b, foreign] = [
      await service.call(catalog.createProduct, sampleProduct()),
      await service.call(catalog.createProduct, sampleProduct()),
      await service.call(catalog.createProduct, sampleProduct({ currency: 'EUR' })),
    ];
    const lines = [b, a, b].map(({ productId }) => ({ lineId: mint('line'), productId }));
    const quote = await service.call(catalog.quoteProducts, { storeId: store.storeId, lines });
    const { scaleLayouts: _layouts, ...frozen } = store;
    expect(quote.store).toEqual(frozen);
    expect(quote.lines.map(({ lineId, productId }) => ({ lineId, productId }))).toEqual(lines);
    expect(quote.lines[1]).toMatchObject({
      sku: a.sku,
      name: a.name,
      priceMinMinor: 90,
      priceMaxMinor: 120,
      taxRateBps: 1900,
      warrantyMonths: 12,
      productRevision: 1,
    });
    const ask = (productId: string, storeId = store.storeId) =>
      service.call(catalog.quoteProducts, { storeId, lines: [...lines, { lineId: mint('line'), productId }] });
    const missing = mint('product');
    expect(await refusalOf(ask(missing))).toMatchObject({
      code: 'product.unknown',
      details: { productIds: [missing] },
    });
    expect(await refusalOf(ask(foreign.productId))).toMatchObject({
      code: 'price.currency-mismatch',
      details: { productIds: [foreign.productId] },
    });
    expect(await codes(ask(a.productId, mint('store')))).toBe('store.unknown');
  });
});

test.each<[string, string, unknown]>([
  ['an operator for text', 'searchProducts', { text: { $regex: '.*' } }],
  ['an operator for a barcode', 'searchProducts', { barcode: { $ne: '' } }],
  ['an operator for a cursor', 'searchProducts', { cursor: { $gt: '' } }],
  ['an operator for an id', 'readProduct', { productId: { $gt: '' } }],
  ['an id of another kind', 'readProduct', { productId: mint('store') }],
  ['an operator for a brand', 'listBrands', { text: { $gt: '' } }],
  ['a brand of nothing', 'createProduct', { ...sampleProduct(), brand: ' ' }],
  ['a state that is none', 'searchProducts', { state: 'gone' }],
  ['a cursor of another list', 'searchProducts', { cursor: 'cafe/prd_1' }],
  [
    'an archive that is not yes or no',
    'changeProduct',
    { productId: mint('product'), revision: 1, changes: { archived: 1 } },
  ],
  ['a bundle of nothing', 'createProduct', { ...sampleProduct(), parts: [] }],
  [
    'a part of half a unit',
    'createProduct',
    { ...sampleProduct(), parts: [{ productId: mint('product'), quantity: 0.5 }] },
  ],
  ['a price as a float', 'createProduct', { ...sampleProduct(), priceListMinor: 99.5 }],
  ['a negative price', 'createProduct', { ...sampleProduct(), priceMinMinor: -1 }],
  ['an unknown field', 'createProduct', { ...sampleProduct(), stock: [] }],
  ['a SKU with an operator', 'createProduct', { ...sampleProduct(), sku: '$where' }],
  ['nothing to change', 'changeProduct', { productId: mint('product'), revision: 1, changes: {} }],
  ['an unknown change', 'changeProduct', { productId: mint('product'), revision: 1, changes: { revision: 9 } }],
])('%s is refused and nothing is written', async (_name, message, input) => {
  const before = await Promise.all(['products', 'barcodes', 'commands'].map((name) => service.count(name)));
  const envelope = {
    actor: TEST_ACTOR,
    input,
    ...(/^(read|search|list)/.test(message) ? {} : { commandId: mint('event') }),
  };
  expect(JSON.stringify(await service.raw(`catalog.${message}`, JSON.stringify(envelope)))).toContain(
    'message.invalid',
  );
  expect(await Promise.all(['products', 'barcodes', 'commands'].map((name) => service.count(name)))).toEqual(before);
});

test('products are read by SKU, case aside, several at once: those that no product has are left out', async () => {
  const created = [];
  for (const fields of [{ unit: 'kg' as const }, { currency: 'EUR' as const }])
    created.push(await service.call(catalog.createProduct, sampleProduct(fields)));
  const [first, second] = created;
  const skus = [second!.sku, first!.sku.toLowerCase(), 'NO-SUCH-SKU', second!.sku];
  const { items } = await service.call(catalog.readProductsBySku, { skus });
  expect(items.map(({ sku, productId, currency }) => [sku, productId, currency])).toEqual([
    [skus[0], second!.productId, 'EUR'],
    [skus[1], first!.productId, 'DZD'],
    [skus[3], second!.productId, 'EUR'],
  ]);
  expect(items[1]).toMatchObject({ name: first!.name, unit: 'kg', quantityDecimals: 3 });
  const plan = await service.connection
    .collection('products')
    .find({ skuKey: { $in: ['a', 'b'] } })
    .explain();
  expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
});
