import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isNear,
  isShown,
  nearSearchOf,
  rangesOf,
  searchKeysOf,
  searchOf,
  wordsOf,
  wordsOfProduct,
} from './search-keys.js';

test.each([
  ['Café crème 250 g', ['250', 'cafe', 'creme', 'g']],
  ['Écran LED 24" (Full-HD)', ['24', 'ecran', 'full', 'hd', 'led']],
  ['Thé thé THÉ', ['the']],
  ['شاي أخضر', ['اخضر', 'شاي']],
  ['Œuvre de la Straße', ['de', 'la', 'oeuvre', 'strasse']],
  ['***', []],
])('words of %s', (name, words) => expect(wordsOf(name)).toEqual(words));

describe('rangesOf', () => {
  const holds = (ranges: readonly (readonly [string, string])[], key: string): number =>
    ranges.filter(([from, to]) => key >= from && key < to).length;
  test('hold every key of the prefix once, in order, and none before the cursor', () => {
    const part = fc.stringMatching(/^[a-z0-9اخ /]{0,4}$/);
    fc.assert(
      fc.property(part, part, part, (prefix, rest, cursor) => {
        const key = prefix + rest;
        expect(holds(rangesOf(prefix), key)).toBe(1);
        const after = prefix + cursor;
        expect(holds(rangesOf(prefix, after), key)).toBe(key > after ? 1 : 0);
        const bounds = rangesOf(prefix, after).flat();
        expect([...bounds].sort()).toEqual(bounds);
      }),
    );
  });
});

test('a search shows each product that fits once, whatever its words', () => {
  const word = fc.stringMatching(/^[ab]{1,3}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      fc.array(word, { minLength: 1, maxLength: 2 }),
      (name, typed) => {
        const product = { _id: 'prd_1', name: name.join(' '), sku: '9', barcodes: [] };
        const search = searchOf(typed.join(' '))!;
        const shown = searchKeysOf(product).filter(
          (key) => key.startsWith(search.prefix) && isShown(search, key, wordsOfProduct(product)),
        );
        expect(shown).toHaveLength(typed.every((one) => name.some((other) => other.startsWith(one))) ? 1 : 0);
        const all = searchOf(undefined)!;
        expect(searchKeysOf(product).filter((key) => key.startsWith(all.prefix) && isShown(all, key, []))).toHaveLength(
          1,
        );
      },
    ),
  );
  expect(searchOf(' - ')).toBeUndefined();
});

test('a product is found by its name, its SKU in parts and as one word, and its barcodes', () => {
  const product = { name: 'Téléviseur 55', sku: 'TV-LED', barcodes: ['6130001', '6130002'] };
  expect(wordsOfProduct(product)).toEqual(['55', '6130001', '6130002', 'led', 'televiseur', 'tv', 'tvled']);
});

describe('with one typing error', () => {
  const product = { _id: 'prd_1', name: 'Bouilloire électrique', sku: 'KET-17', barcodes: ['2130100000004'] };
  const found = (text: string): boolean => {
    const search = nearSearchOf(text);
    const keyFits = search?.prefixes.some((prefix) => searchKeysOf(product).some((key) => key.startsWith(prefix)));
    return keyFits === true && isNear(search!.words, wordsOfProduct(product));
  };

  test('every word of five letters and more is found, wherever the error is; two errors are not forgiven', () => {
    const letter = fc.constantFrom('a', 'e', 'l', 'r', 'x', 'z');
    const error = fc.constantFrom('missing', 'more', 'wrong', 'swapped');
    fc.assert(
      fc.property(fc.constantFrom('bouilloire', 'electrique'), error, fc.nat(9), letter, (word, kind, at, other) => {
        const [before, here, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
        const [next = '', ...rest] = after;
        const typed = {
          missing: before + after,
          more: before + other + here + after,
          wrong: before + other + after,
          swapped: before + next + here + rest.join(''),
        }[kind];
        expect([typed, found(typed)]).toEqual([typed, true]);
      }),
    );
    expect(['bouylloyre', 'xbouilloirex', 'eletriqu bouiloir'].map(found)).toEqual([false, false, false]);
  });

  test.each([
    ['bouiloir elec', true],
    ['bouilloire eletr', true],
    ['boil', true],
    ['bool', false],
    ['KET-18', false],
    ['2130100000005', false],
  ])('“%s” finds it: %s', (text, expected) => expect(found(text)).toBe(expected));
});
