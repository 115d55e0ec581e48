import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  endingPrefix,
  isNear,
  isShown,
  nameKeyOf,
  nearSearchOf,
  rangesOf,
  searchKeysOf,
  searchOf,
  wordsOf,
} from './search-keys.js';

const recordOf = (name: string, _id = 'rec_1') => ({ _id, name, words: wordsOf(name) });

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

test('a search shows each record that fits once, whatever its words', () => {
  const word = fc.stringMatching(/^[ab]{1,3}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      fc.array(word, { minLength: 1, maxLength: 2 }),
      (name, typed) => {
        const record = recordOf(name.join(' '));
        const search = searchOf(typed.join(' '))!;
        const shown = searchKeysOf(record).filter(
          (key) => key.startsWith(search.prefix) && isShown(search, key, record.words),
        );
        expect(shown).toHaveLength(typed.every((one) => name.some((other) => other.startsWith(one))) ? 1 : 0);
        const all = searchOf(undefined)!;
        expect(isShown(all, nameKeyOf(record), [])).toBe(nameKeyOf(record).startsWith(all.prefix));
      },
    ),
  );
  expect(searchOf(' - ')).toBeUndefined();
});

test('a number is found by its last digits', () => {
  const keys = searchKeysOf({ ...recordOf('Amina'), numbers: ['0770998877'] });
  expect(keys.filter((key) => key.startsWith(endingPrefix('8877')))).toHaveLength(1);
  expect(keys.filter((key) => key.startsWith(endingPrefix('0770')))).toHaveLength(0);
});

describe('with one typing error', () => {
  const record = {
    ...recordOf('Bouilloire électrique'),
    words: wordsOf('Bouilloire électrique KET 17 ket17 2130100000004'),
  };
  const found = (text: string): boolean => {
    const search = nearSearchOf(text);
    const keyFits = search?.prefixes.some((prefix) => searchKeysOf(record).some((key) => key.startsWith(prefix)));
    return keyFits === true && isNear(search!.words, record.words);
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
