import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from '@comptoir/contracts';
import type { TestService } from '@comptoir/kit/testing';
import { startService, sampleProduct } from './fixtures.js';

let service: TestService;
const NAMES = [
  'Café moulu 250 g',
  'Café en grains 1 kg',
  'Cafetière italienne',
  'Thé vert (gunpowder)',
  'Écran 24 pouces',
  'Câble HDMI 2 m',
  'Cable cabling kit',
  'شاي أخضر',
  'Zeste',
  '100% coton',
];
beforeAll(async () => {
  service = await startService();
  for (const [index, name] of NAMES.entries()) {
    await service.call(
      catalog.createProduct,
      sampleProduct({ name, sku: `Sku.${index}`, barcodes: [`613000000${index}`] }),
    );
  }
});
afterAll(() => service.stop());

const namesBy = async (asked: { text?: string; sku?: string; barcode?: string }): Promise<string[]> =>
  (await service.call(catalog.searchProducts, asked)).items.map((one) => one.name).sort();
const some = (...indexes: number[]): string[] => indexes.map((index) => NAMES[index]!).sort();

test.each([
  ['the start of a word', { text: 'caf' }, some(0, 1, 2)],
  ['one letter', { text: 'c' }, some(0, 1, 2, 5, 6, 9)],
  ['accents and case aside', { text: 'CAFÉ' }, some(0, 1, 2)],
  ['typed without the accent', { text: 'ecran' }, some(4)],
  ['every word must start one', { text: 'café grai' }, some(1)],
  ['words in any order', { text: 'kg caf' }, some(1)],
  ['the middle of a word is not its start', { text: 'afe' }, []],
  ['a product with two fitting words once', { text: 'cab' }, some(5, 6)],
  ['another script', { text: 'شاي' }, some(7)],
  ['digits', { text: '2' }, some(0, 4, 5)],
  ['signs only', { text: '%.*' }, []],
  ['a pattern is only text', { text: '.*' }, []],
  ['the SKU, case aside', { sku: 'sKU.4' }, some(4)],
  ['not the start of a SKU', { sku: 'sku' }, []],
  ['the barcode', { barcode: '6130000003' }, some(3)],
  ['not the start of a barcode', { barcode: '613000' }, []],
  ['SKU and text together', { sku: 'sku.4', text: 'café' }, []],
  ['SKU and barcode of two products', { sku: 'sku.4', barcode: '6130000003' }, []],
])('finds by %s', async (_name, asked, expected) => expect(await namesBy(asked)).toEqual(expected));

test.each([undefined, 'c'])('pages of %s hold every product once, in order of name', async (text) => {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await service.call(catalog.searchProducts, { text, limit: 2, cursor });
    expect(page.items.length).toBeLessThanOrEqual(2);
    all.push(...page.items.map((one) => one.name));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect([...all].sort()).toEqual(text ? some(0, 1, 2, 5, 6, 9) : [...NAMES].sort());
  if (!text) expect(all.slice(0, 3)).toEqual(['100% coton', 'Cable cabling kit', 'Câble HDMI 2 m']);
});

test('a renamed product is found by its new name only', async () => {
  const created = await service.call(catalog.createProduct, sampleProduct({ name: 'Bouilloire noire' }));
  await service.call(catalog.changeProduct, {
    productId: created.productId,
    revision: 1,
    changes: { name: 'Bouilloire rouge' },
  });
  expect([await namesBy({ text: 'noire' }), await namesBy({ text: 'rouge' }), await namesBy({ text: 'boui' })]).toEqual(
    [[], ['Bouilloire rouge'], ['Bouilloire rouge']],
  );
  await service.call(catalog.changeProduct, {
    productId: created.productId,
    revision: 2,
    changes: { name: 'Noire bouilloire' },
  });
  expect([await namesBy({ text: 'noire' }), await namesBy({ text: 'rouge' })]).toEqual([['Noire bouilloire'], []]);
});
