import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog, type CategoryView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { pictureCases } from './picture-cases.js';
import { variantCases } from './variant-cases.js';
import { priceListCases } from './price-list-cases.js';
import { refusalOf, sampleProduct, sampleStore, startService } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

priceListCases(() => service);
pictureCases(() => service);
variantCases(() => service);

const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
const aCategory = (name: string): Promise<CategoryView> =>
  service.call(catalog.createCategory, { categoryId: mint('category'), name });
const rename = ({ categoryId }: CategoryView, revision: number, name: string) =>
  service.call(catalog.changeCategory, { categoryId, revision, changes: { name } });
const namesOf = async (asked: object): Promise<string[]> =>
  (await service.call(catalog.searchProducts, asked)).items.map((one) => one.name);

test('a category is added and renamed once per command id, and listed by name', async () => {
  const input = { categoryId: mint('category'), name: 'Zestes' };
  const added = await service.call(catalog.createCategory, input, { commandId: 'test/create-category' });
  expect(await service.call(catalog.createCategory, input, { commandId: 'test/create-category' })).toEqual(added);
  expect(added).toMatchObject({ ...input, revision: 1 });
  const change = { categoryId: added.categoryId, revision: 1, changes: { name: 'Agrumes' } };
  const renamed = await service.call(catalog.changeCategory, change, { commandId: 'test/change-category' });
  expect(await service.call(catalog.changeCategory, change, { commandId: 'test/change-category' })).toEqual(renamed);
  expect(renamed).toMatchObject({ name: 'Agrumes', revision: 2, createdAt: added.createdAt });
  const zests = await aCategory('zestes');
  const { items } = await service.call(catalog.listCategories, {});
  expect(items.filter((one) => [renamed.categoryId, zests.categoryId].includes(one.categoryId))).toEqual([
    renamed,
    zests,
  ]);
});

test('a name belongs to one category, case and accents aside; a change names the revision it was made on', async () => {
  const drinks = await aCategory('Épicerie sèche');
  const other = await aCategory('Hygiène');
  expect(await refusalOf(aCategory('EPICERIE  SECHE'))).toMatchObject({
    code: 'category.name-taken',
    details: { categoryId: drinks.categoryId },
  });
  expect(await codeOf(rename(other, 1, 'epicerie seche'))).toBe('category.name-taken');
  expect(await codeOf(rename(other, 2, 'Soins'))).toBe('category.changed');
  expect(await codeOf(rename({ ...other, categoryId: mint('category') }, 1, 'Soins'))).toBe('category.unknown');
  expect(await codeOf(service.call(catalog.createCategory, { categoryId: other.categoryId, name: 'Soins' }))).toBe(
    'category.exists',
  );
  expect(await rename(drinks, 1, 'EPICERIE SECHE')).toMatchObject({ name: 'EPICERIE SECHE', revision: 2 });
});

test('of several that get one name at once, created or renamed, one has it', async () => {
  const before = await Promise.all(['Un', 'Deux'].map(aCategory));
  const outcomes = await Promise.allSettled([
    ...['Jouets', 'JOUETS', 'jouéts'].map(aCategory),
    ...before.map((one) => rename(one, 1, 'jouets')),
  ]);
  const refusals = outcomes.filter((one) => one.status === 'rejected');
  expect(refusals.map((one) => one.reason.code)).toEqual(Array(4).fill('category.name-taken'));
});

test('a product has a category that exists, changes it and leaves it; a quote names it', async () => {
  const [tea, coffee] = [await aCategory('Thés'), await aCategory('Cafés')];
  const input = sampleProduct({ categoryId: tea.categoryId });
  const { productId } = input;
  expect(await service.call(catalog.createProduct, input)).toMatchObject({ categoryId: tea.categoryId });
  const { storeId } = await service.call(catalog.createStore, sampleStore());
  const quoted = async () => {
    const lines = [{ lineId: mint('line'), productId }];
    return (await service.call(catalog.quoteProducts, { storeId, lines })).lines[0]!.categoryId;
  };
  const change = (revision: number, categoryId: string | null) =>
    service.call(catalog.changeProduct, { productId, revision, changes: { categoryId } });
  expect(await quoted()).toBe(tea.categoryId);
  expect(await codeOf(change(1, mint('category')))).toBe('category.unknown');
  expect(await codeOf(service.call(catalog.createProduct, sampleProduct({ categoryId: mint('category') })))).toBe(
    'category.unknown',
  );
  expect(await change(1, coffee.categoryId)).toMatchObject({ categoryId: coffee.categoryId, revision: 2 });
  expect(await quoted()).toBe(coffee.categoryId);
  expect(await change(2, null)).not.toHaveProperty('categoryId');
  expect(await service.call(catalog.readProduct, { productId })).not.toHaveProperty('categoryId');
  expect(await quoted()).toBeUndefined();
});

test('products are searched within a category, by name and page by page', async () => {
  const { categoryId } = await aCategory('Papeterie');
  for (const name of ['Stylo bleu', 'Cahier', 'Agrafeuse'])
    await service.call(catalog.createProduct, sampleProduct({ name, categoryId, sku: `pap-${name.slice(0, 5)}` }));
  const { productId } = await service.call(
    catalog.createProduct,
    sampleProduct({ name: 'Stylo rouge', sku: 'pap-rouge' }),
  );
  expect(await namesOf({ categoryId })).toEqual(['Agrafeuse', 'Cahier', 'Stylo bleu']);
  expect(await namesOf({ categoryId, text: 'styl' })).toEqual(['Stylo bleu']);
  expect(await namesOf({ categoryId, text: 'agrafuese' })).toEqual(['Agrafeuse']);
  expect(await namesOf({ categoryId, sku: 'PAP-CAHIE' })).toEqual(['Cahier']);
  expect(await namesOf({ categoryId, sku: 'pap-rouge' })).toEqual([]);
  expect(await namesOf({ categoryId: mint('category') })).toEqual([]);
  const first = await service.call(catalog.searchProducts, { categoryId, limit: 2 });
  const second = await service.call(catalog.searchProducts, { categoryId, limit: 2, cursor: first.nextCursor });
  expect([first, second].map((page) => page.items.map((one) => one.name))).toEqual([
    ['Agrafeuse', 'Cahier'],
    ['Stylo bleu'],
  ]);
  await service.call(catalog.changeProduct, { productId, revision: 1, changes: { categoryId } });
  expect(await namesOf({ categoryId, text: 'styl' })).toEqual(['Stylo bleu', 'Stylo rouge']);
  await service.call(catalog.changeProduct, { productId, revision: 2, changes: { categoryId: null } });
  expect(await namesOf({ categoryId })).toEqual(['Agrafeuse', 'Cahier', 'Stylo bleu']);
  expect(await namesOf({ text: 'stylo rouge' })).toEqual(['Stylo rouge']);
});

test('a product is found by its new SKU and barcode at once, and not by the old ones', async () => {
  const { productId } = await service.call(
    catalog.createProduct,
    sampleProduct({ name: 'Gomme', sku: 'ancienne', barcodes: ['6139990001'] }),
  );
  const changes = { sku: 'nouvelle', barcodes: ['6139990002'] };
  await service.call(catalog.changeProduct, { productId, revision: 1, changes });
  for (const text of ['nouvelle', '6139990002', 'gomme nouvelle']) expect(await namesOf({ text })).toEqual(['Gomme']);
  for (const text of ['ancienne', '6139990001']) expect(await namesOf({ text })).toEqual([]);
});

test.each<[string, string, object]>([
  ['a name of blanks', 'createCategory', { categoryId: mint('category'), name: '  ' }],
  ['a name too long', 'createCategory', { categoryId: mint('category'), name: 'x'.repeat(81) }],
  ['an operator for a name', 'createCategory', { categoryId: mint('category'), name: { $ne: '' } }],
  ['nothing to change', 'changeCategory', { categoryId: mint('category'), revision: 1, changes: {} }],
  ['a category that is none', 'createProduct', { ...sampleProduct(), categoryId: mint('store') }],
  ['no category for a new product', 'createProduct', { ...sampleProduct(), categoryId: null }],
])('%s is refused and nothing is written', async (_name, message, input) => {
  const counts = () => Promise.all(['categories', 'products', 'commands'].map((name) => service.count(name)));
  const before = await counts();
  const envelope = { actor: { id: 'usr_1', role: 'manager' }, input, commandId: mint('event') };
  expect(JSON.stringify(await service.raw(`catalog.${message}`, JSON.stringify(envelope)))).toContain(
    'message.invalid',
  );
  expect(await counts()).toEqual(before);
});
