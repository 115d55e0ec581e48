import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyWalk, SteppedWalk, type Walk } from './key-walk.js';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2026, 11, 31);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const ulid = (ms: number, rest: number): string => {
  let text = '';
  for (let time = ms; text.length < 10; time = Math.floor(time / 32)) text = ALPHABET[time % 32] + text;
  return text + String(rest).padStart(16, '0');
};

/** Reads as a service does: the rows of the range in order, at most `limit`. */
function walk(prefixes: string[], stored: readonly string[], limit: number): { read: string[]; pages: number[] } {
  return readOver(new KeyWalk(prefixes, FROM, TO, limit), stored, limit);
}

function readOver(walking: Walk, stored: readonly string[], limit: number): { read: string[]; pages: number[] } {
  const ids = [...new Set(stored)].toSorted((a, b) => (a < b ? -1 : 1));
  const [read, pages]: [string[], number[]] = [[], []];
  for (let range = walking.next(); range; range = walking.next()) {
    const { after = '', upTo } = range;
    const inRange = ids.filter((id) => id > after && (upTo === undefined || id <= upTo));
    const page = inRange.slice(0, limit);
    read.push(...page);
    pages.push(inRange.length);
    walking.took({
      count: page.length,
      first: page[0],
      next: inRange.length > limit ? page.at(-1) : undefined,
    });
    if (pages.length > 5_000) throw new Error('the walk does not end');
  }
  return { read, pages };
}

test('every id is read once and in order, whatever its form and time', () => {
  const id = fc.oneof(
    fc.tuple(fc.integer({ min: FROM - HOUR, max: TO + HOUR }), fc.nat(99)).map(([ms, rest]) => `bat_${ulid(ms, rest)}`),
    fc.tuple(fc.integer({ min: FROM, max: FROM + 50 }), fc.nat(9999)).map(([ms, rest]) => `mov_${ulid(ms, rest)}`),
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }),
    fc.constantFrom('bat_', 'bat_x', 'bat_01', `bat_${ulid(FROM, 1)}x`, 'mov_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'zzz'),
  );
  fc.assert(
    fc.property(fc.array(id, { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (stored, limit) => {
      const expected = [...new Set(stored)].toSorted((a, b) => (a < b ? -1 : 1));
      expect(walk(['mov_', 'bat_'], stored, limit).read).toEqual(expected);
    }),
  );
});

test('a busy year is read in ranges that hold about a page each', () => {
  const stored = Array.from({ length: 20_000 }, (_unused, index) => `mov_${ulid(FROM + index * 26 * 60_000, index)}`);
  const { read, pages } = walk(['mov_'], stored, 500);
  expect(read).toHaveLength(20_000);
  expect(Math.max(...pages)).toBeLessThan(2_500);
  expect(pages.length).toBeLessThan(120);
});

test('thirty thousand ids of one moment: the first range holds them all, the later ones few', () => {
  const stored = Array.from({ length: 30_000 }, (_unused, index) => `bat_${ulid(FROM + 9 * HOUR, index * 32)}`);
  const { pages } = walk(['bat_'], stored, 500);
  expect(pages.reduce((sum, held) => sum + held, 0)).toBeLessThan(4 * 30_000);
  expect(pages.length).toBeLessThan(250);
});

test('an installation without records takes few questions', () => {
  expect(walk(['bat_', 'mov_'], [], 500).pages.length).toBeLessThan(15);
});

describe('a walk with given ends', () => {
  test('reads every id once and in order, also those before, between and after its ends', () => {
    const text = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', 'b', '/', '1') });
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 60 }),
        fc.array(text, { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (stored, ends, limit) => {
          const expected = [...new Set(stored)].toSorted((a, b) => (a < b ? -1 : 1));
          expect(readOver(new SteppedWalk(ends), stored, limit).read).toEqual(expected);
        },
      ),
    );
  });

  test('reads a year of days in ranges that hold a day each', () => {
    const days = Array.from({ length: 365 }, (_none, at) => new Date(FROM + at * 24 * HOUR).toISOString().slice(0, 10));
    const stored = days.flatMap((day) => Array.from({ length: 40 }, (_none, at) => `sto_1/${day}/cus_${at}`));
    const { read, pages } = readOver(new SteppedWalk(days.map((day) => `sto_1/${day}`)), stored, 20);
    expect(read).toHaveLength(stored.length);
    expect(Math.max(...pages)).toBe(40);
  });
});
