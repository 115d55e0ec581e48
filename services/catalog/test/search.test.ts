import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from '@comptoir/contracts';
import { TEST_ACTOR, type TestService } from '@comptoir/kit/testing';
import { mint } from '@comptoir/kit';
import { refusalOf, sampleProduct, sampleStore, startService } from './fixtures.js';

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
  ['words that fit and none with an error', { text: 'cable' }, some(5, 6)],
  ['a SKU without its separator, as it begins', { text: 'SKU1' }, some(1, 10, 11)],
  ['words that are one in the name', { text: 'cafe tiere' }, some(2)],
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

test('what fits comes first, as well as it fits; what has a typing error comes last and is named', async () => {
  const names = ['Perceuse', 'Perceuse visseuse', 'Grande perceuse', 'Perceuses', 'Perceuze bleue'];
  const ids: string[] = [];
  for (const name of names.toReversed())
    ids.unshift((await service.call(catalog.createProduct, sampleProduct({ name }))).productId);
  const found = await service.call(catalog.searchProducts, { text: 'perceuse' });
  expect(found.items.map((one) => one.name)).toEqual(names);
  expect(found.withTypingError).toEqual([ids[4]]);
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await service.call(catalog.searchProducts, { text: 'perceuse', limit: 2, cursor });
    pages.push(...page.items.map((one) => one.name));
    expect(page.withTypingError).toEqual(page.items.map((one) => one.productId).filter((one) => one === ids[4]));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(pages).toEqual(names);
});

test('brands are found by the start of a word, those of most products first', async () => {
  const branded = async (brand: string, name: string) =>
    (await service.call(catalog.createProduct, sampleProduct({ brand, name }))).productId;
  const first = await branded('Étoile du Sud', 'Lampe A');
  await branded('Étoile du Sud', 'Lampe B');
  await branded('Sudoku', 'Jeu');
  const brands = async (text?: string) => (await service.call(catalog.listBrands, { text })).items;
  expect(await brands('sud')).toEqual([
    { brand: 'Étoile du Sud', products: 2 },
    { brand: 'Sudoku', products: 1 },
  ]);
  expect(await brands('etoile')).toEqual([{ brand: 'Étoile du Sud', products: 2 }]);
  expect(await namesBy({ text: 'etoile' })).toEqual(['Lampe A', 'Lampe B']);
  await service.call(catalog.changeProduct, { productId: first, revision: 1, changes: { brand: null } });
  expect(await brands('etoile')).toEqual([{ brand: 'Étoile du Sud', products: 1 }]);
  expect(await namesBy({ text: 'etoile' })).toEqual(['Lampe B']);
});

test('an archived product is found as one only, keeps its codes, is not sold, and is brought back', async () => {
  const input = sampleProduct({ name: 'Magnétoscope', sku: 'VHS-1', barcodes: ['VHS-0001'] });
  const { productId } = await service.call(catalog.createProduct, input);
  const { storeId } = await service.call(catalog.createStore, sampleStore());
  const archived = await service.call(catalog.changeProduct, { productId, revision: 1, changes: { archived: true } });
  expect(archived).toMatchObject({ archivedAt: archived.changedAt, archivedBy: TEST_ACTOR.id });
  const asks = [{ text: 'magneto' }, { sku: 'vhs-1' }, { barcode: 'VHS-0001' }];
  const found = async (state?: 'archived' | 'any') => {
    const all = asks.map((one) => service.call(catalog.searchProducts, { ...one, ...(state ? { state } : {}) }));
    return (await Promise.all(all)).map(({ items }) => items.length);
  };
  expect([await found(), await found('archived'), await found('any')]).toEqual([
    [0, 0, 0],
    [1, 1, 1],
    [1, 1, 1],
  ]);
  const quote = () => service.call(catalog.quoteProducts, { storeId, lines: [{ lineId: mint('line'), productId }] });
  expect((await refusalOf(quote())).code).toBe('product.archived');
  const taken = service.call(catalog.createProduct, sampleProduct({ barcodes: ['VHS-0001'] }));
  expect((await refusalOf(taken)).code).toBe('product.barcode-taken');
  expect(await service.call(catalog.readProduct, { productId })).toEqual(archived);
  const back = await service.call(catalog.changeProduct, { productId, revision: 2, changes: { archived: false } });
  expect(back.archivedAt).toBeUndefined();
  expect([await found(), await found('archived')]).toEqual([
    [1, 1, 1],
    [0, 0, 0],
  ]);
  expect((await quote()).lines[0]?.name).toBe('Magnétoscope');
});

test('a barcode with a wrong check digit is refused with the right one', async () => {
  const refusal = await refusalOf(
    service.call(catalog.createProduct, sampleProduct({ barcodes: ['OK-1234', '4006381333930'] })),
  );
  expect([refusal.code, refusal.details]).toEqual([
    'product.check-digit-wrong',
    { barcode: '4006381333930', right: '4006381333931' },
  ]);
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
