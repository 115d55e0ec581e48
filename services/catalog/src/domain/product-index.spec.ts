import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { searchWords, wordsOf } from '@comptoir/contracts';
import { cursorOf, placeOf, ProductIndex, type IndexedProduct, type Place } from './product-index.js';
import { wordsOfProduct } from './search-keys.js';

const product = (number: number, fields: Partial<IndexedProduct>): IndexedProduct => ({
  _id: `prd_${String(number).padStart(4, '0')}`,
  revision: 1,
  name: 'x',
  sku: `S-${number}`,
  barcodes: [],
  ...fields,
});

/** Letters that must be typed anew, left out, put in or swapped to make one text of another (optimal string alignment). */
function distance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_row, i) =>
    Array.from({ length: other.length + 1 }, (_cell, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= one.length; i += 1)
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + same,
        swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
  return rows[one.length]![other.length]!;
}

/** The slow and obvious search: errors of each product, looked for word by word and beginning by beginning. */
function errorsOf(text: string, one: IndexedProduct): number | undefined {
  const words = wordsOfProduct(one);
  const begins = (typed: string): boolean => words.some((word) => word.startsWith(typed));
  if (begins(searchWords(text).join(''))) return 0;
  const wrong = wordsOf(text).filter((typed) => !begins(typed));
  if (wrong.length === 0) return 0;
  const [typed] = wrong;
  if (wrong.length > 1 || !/^\p{L}{4,}$/u.test(typed!)) return undefined;
  const isNear = words.some((word) =>
    [typed!.length - 1, typed!.length, typed!.length + 1].some(
      (length) => length <= word.length && distance(typed!, word.slice(0, length)) === 1,
    ),
  );
  return isNear ? 1 : undefined;
}

const word = fc
  .array(fc.constantFrom('a', 'b', 'c', 'é', '1'), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(''));
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
const products = fc
  .array(
    fc.record({
      name: words,
      sku: fc.tuple(word, word).map(([one, other]) => `${one}-${other}`.replaceAll('é', 'e')),
      brand: fc.option(word, { nil: undefined }),
      archivedAt: fc.option(fc.constant('then'), { nil: undefined }),
      categoryId: fc.constantFrom('cat_1', 'cat_2', undefined),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((fields, number) => product(number, fields as Partial<IndexedProduct>)));

describe('the index', () => {
  test('finds what the slow search finds, those with an error last, page by page', () => {
    fc.assert(
      fc.property(products, words, fc.integer({ min: 1, max: 4 }), (all, text, limit) => {
        const index = new ProductIndex();
        for (const one of all) index.put(one);
        const shown: { productId: string; isWithError: boolean }[] = [];
        let after: Place | undefined;
        for (;;) {
          const page = index.search({ text, state: 'active', after, limit });
          shown.push(...page);
          if (page.length < limit) break;
          after = placeOf(cursorOf(page.at(-1)!));
        }
        const expected = all.filter((one) => one.archivedAt === undefined && errorsOf(text, one) !== undefined);
        expect(shown.map(({ productId }) => productId).toSorted()).toEqual(expected.map(({ _id }) => _id).toSorted());
        const errors = shown.map(({ productId }) =>
          errorsOf(
            text,
            all.find(({ _id }) => _id === productId)!,
          ),
        );
        expect(shown.map(({ isWithError }) => (isWithError ? 1 : 0))).toEqual(errors);
        expect(errors).toEqual(errors.toSorted());
      }),
      { numRuns: 2_000 },
    );
  });

  test('that was changed is the index of what it was changed to', () => {
    fc.assert(
      fc.property(products, products, words, (before, after, text) => {
        const [changed, fresh] = [new ProductIndex(), new ProductIndex()];
        const later = after.map((one) => ({ ...one, revision: 2 }));
        for (const one of before) changed.put(one);
        changed.search({ text, state: 'any', limit: 5 });
        for (const one of later) changed.put(one);
        for (const one of before) changed.put(one); // a late one changes nothing
        for (const one of [...later, ...before.slice(later.length)]) fresh.put(one);
        for (const wanted of [{ text }, {}, { categoryId: 'cat_1' }, { text, categoryId: 'cat_2' }])
          for (const state of ['active', 'archived', 'any'] as const)
            expect(changed.search({ ...wanted, state, limit: 50 })).toEqual(
              fresh.search({ ...wanted, state, limit: 50 }),
            );
        expect(changed.brands(undefined, 50)).toEqual(fresh.brands(undefined, 50));
      }),
      { numRuns: 500 },
    );
  });
});

const NAMES = ['Câble', 'Câble HDMI', 'Mini câble', 'Câblerie', 'Cabre', 'Table'];
const index = new ProductIndex();
for (const [number, name] of NAMES.entries()) index.put(product(number, { name, barcodes: [`61300010${number}`] }));

test.each([
  ['cable', ['Câble', 'Câble HDMI', 'Mini câble', 'Câblerie', 'Cabre', 'Table']],
  ['cabl', ['Câble', 'Câblerie', 'Câble HDMI', 'Mini câble', 'Cabre', 'Table']],
  ['HDMI cable', ['Câble HDMI']],
  ['hdim cable', ['Câble HDMI']],
  ['hdim cabel', []],
  ['61300010', NAMES],
  ['613000104', ['Cabre']],
  ['S4', ['Cabre']],
  ['s-4', ['Cabre']],
  ['...', []],
])('%s finds, best first, %j', (text, names) => {
  const hits = index.search({ text, state: 'active', limit: 10 });
  const found = hits.map(({ productId }) => NAMES[Number(productId.slice(4))]!);
  expect(text === '61300010' ? found.toSorted() : found).toEqual(text === '61300010' ? names.toSorted() : names);
});

test.each(['', 'cafe/prd_1', '~x', '12', '1234567~x'])('%j is no cursor', (cursor) => {
  expect(placeOf(cursor)).toBeUndefined();
});
