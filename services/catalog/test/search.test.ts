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
  'Œuvre complète',
  'Plan Große Straße',
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
  ['one letter', { text: 'c' }, some(0, 1, 2, 5, 6, 9, 10)],
  ['accents and case aside', { text: 'CAFÉ' }, some(0, 1, 2)],
  ['typed without the accent', { text: 'ecran' }, some(4)],
  ['every word must start one', { text: 'café grai' }, some(1)],
  ['words in any order', { text: 'kg caf' }, some(1)],
  ['the middle of a word is not its start', { text: 'afe' }, []],
  ['a product with two fitting words once', { text: 'cab' }, some(5, 6)],
  ['another script', { text: 'شاي' }, some(7)],
  ['digits, of the name and the SKU', { text: '2' }, some(0, 2, 4, 5)],
  ['a SKU typed as text', { text: 'sku-4' }, some(4)],
  ['a SKU typed as one word', { text: 'SKU4' }, some(4)],
  ['a barcode typed as text', { text: '6130000003' }, some(3)],
  ['ligatures typed as letters', { text: 'oeuvre' }, some(10)],
  ['and as they are', { text: 'ŒUVRE' }, some(10)],
  ['ß typed as ss', { text: 'strasse' }, some(11)],
  ['a letter missing', { text: 'cafetere' }, some(2)],
  ['the first letter wrong', { text: 'xafetiere' }, some(2)],
  ['two letters swapped, and another word', { text: 'cafeteire ital' }, some(2)],
  ['an error in the shorter word', { text: 'cafetiere itelienne' }, some(2)],
  ['an error only when nothing is without', { text: 'cable' }, some(5, 6)],
  ['not with two errors', { text: 'xafetere' }, []],
  ['not with an error in a code', { text: '6130000099' }, []],
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
  expect([...all].sort()).toEqual(text ? some(0, 1, 2, 5, 6, 9, 10) : [...NAMES].sort());
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
