import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isShown, rangesOf, searchKeysOf, searchOf, wordsOf } from './search-keys.js';

test.each([
  ['Café crème 250 g', ['250', 'cafe', 'creme', 'g']],
  ['Écran LED 24" (Full-HD)', ['24', 'ecran', 'full', 'hd', 'led']],
  ['Thé thé THÉ', ['the']],
  ['شاي أخضر', ['اخضر', 'شاي']],
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
        const product = { _id: 'prd_1', name: name.join(' ') };
        const search = searchOf(typed.join(' '))!;
        const shown = searchKeysOf(product).filter(
          (key) => key.startsWith(search.prefix) && isShown(search, key, wordsOf(product.name)),
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
