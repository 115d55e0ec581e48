import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog, catalogEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { refusalOf, sampleProduct, startService } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const fields = { name: 'Coffee', priceListMinor: 500, currency: 'DZD' as const, taxRateBps: 1900 };
const row = (line: number, sku: string, more: object = {}) => ({
  line,
  productId: mint('product'),
  sku,
  fields: { ...fields, ...more },
});
const bySku = async (sku: string) => (await service.call(catalog.searchProducts, { sku })).items[0];

test('rows are compared, then written once per command id; the same rows again change nothing', async () => {
  const known = await service.call(catalog.createProduct, sampleProduct({ sku: 'IMP-K', priceMaxMinor: 900 }));
  const rows = [
    row(2, 'IMP-1', { barcodes: ['70000009'] }),
    row(3, 'imp-k', { name: 'Renamed', priceListMinor: 100 }),
    row(4, 'IMP-2', { barcodes: ['70000009'] }),
  ];
  const compared = await service.call(catalog.compareProducts, { rows });
  expect(compared.items.map(({ outcome }) => outcome)).toEqual(['new', 'changed', 'refused']);
  expect(await bySku('IMP-1')).toBeUndefined();

  const written = { added: 1, changed: 1, unchanged: 0, refused: [expect.objectContaining({ line: 4 })] };
  const asked = { rows, allOrNothing: false };
  const options = { commandId: 'test/import-rows' };
  expect(await service.call(catalog.importProducts, asked, options)).toEqual(written);
  expect(await service.call(catalog.importProducts, asked, options)).toEqual(written);
  expect(await bySku('IMP-1')).toMatchObject({ productId: rows[0]!.productId, barcodes: ['70000009'], revision: 1 });
  expect(await bySku('IMP-K')).toMatchObject({ productId: known.productId, name: 'Renamed', revision: 2 });
  expect((await service.call(catalog.searchProducts, { text: 'coff imp1' })).items).toHaveLength(1);
  expect((await service.call(catalog.listPrices, { productId: rows[0]!.productId })).items).toHaveLength(1);

  const [told, ...others] = (await service.events(catalogEvents.productsChanged)).map(({ data }) => data.products);
  expect(others).toEqual([]);
  expect(told).toMatchObject([
    { sku: 'IMP-1', revision: 1, lowStockThreshold: 0 },
    { productId: known.productId, name: 'Renamed', revision: 2 },
  ]);

  const again = await service.call(catalog.importProducts, { rows: rows.slice(0, 2), allOrNothing: true });
  expect(again).toEqual({ added: 0, changed: 0, unchanged: 2, refused: [] });
});

test('all or nothing writes nothing where a row is refused', async () => {
  const rows = [row(2, 'IMP-3'), row(3, 'IMP-4', { priceMinMinor: 600 })];
  const reply = await service.call(catalog.importProducts, { rows, allOrNothing: true });
  expect(reply).toEqual({
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: [expect.objectContaining({ line: 3, code: 'product.prices-out-of-order' })],
  });
  expect(await bySku('IMP-3')).toBeUndefined();
});

test('two imports of one new SKU at once: one adds it', async () => {
  const replies = await Promise.all(
    [1, 2, 3].map(() => service.call(catalog.importProducts, { rows: [row(2, 'IMP-RACE')], allOrNothing: false })),
  );
  expect(replies.map(({ added }) => added).toSorted()).toEqual([0, 0, 1]);
});

test('a full chunk is one message; one row more, or a row without its SKU, is refused', async () => {
  const rows = Array.from({ length: 500 }, (_none, at) => row(at + 2, `IMP-FULL-${at}`));
  expect(await service.call(catalog.importProducts, { rows, allOrNothing: true })).toMatchObject({ added: 500 });
  const tooMany = [...rows, row(502, 'IMP-FULL-500')];
  const refused = await refusalOf(service.call(catalog.importProducts, { rows: tooMany, allOrNothing: true }));
  expect(refused.code).toBe('message.invalid');
  expect((await refusalOf(service.call(catalog.compareProducts, { rows: [row(2, '')] }))).code).toBe('message.invalid');
});
