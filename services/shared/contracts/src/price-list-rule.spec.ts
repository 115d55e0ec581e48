import { describe, expect, test } from '@jest/globals';
import { offerFor, offersOf, winningList, type PriceListTerms } from './price-list-rule.js';

const list = (priceListId: string, terms: Partial<PriceListTerms> = {}): PriceListTerms => ({
  priceListId,
  name: `List ${priceListId}`,
  from: '2026-01-01',
  currency: 'DZD',
  ...terms,
});
const at = { storeId: 'sto_1', day: '2026-06-15' };

describe('the list that wins', () => {
  const store = { storeId: 'sto_1' };
  const trade = { group: 'Trade' };
  test.each<[string, PriceListTerms[], string | undefined, string | undefined]>([
    ['none of none', [], 'Trade', undefined],
    ['one for all', [list('a')], undefined, 'a'],
    ['that of the store before one for all', [list('a', { from: '2026-06-01' }), list('b', store)], undefined, 'b'],
    ['none of another store', [list('a', { storeId: 'sto_2' })], undefined, undefined],
    ['that of the group before that of the store', [list('a', store), list('b', trade)], 'Trade', 'b'],
    [
      'that of group and store before that of the group',
      [list('a', trade), list('b', { ...trade, ...store })],
      'Trade',
      'b',
    ],
    ['none of a group for who is in none', [list('a', trade)], undefined, undefined],
    ['none of another group', [list('a', trade)], 'Staff', undefined],
    ['a group as people write it', [list('a', { group: 'Détaillants' })], ' DETAILLANTS ', 'a'],
    ['the later start', [list('a', { from: '2026-06-01' }), list('b', { from: '2026-06-10' })], undefined, 'b'],
    ['the lower id of one start', [list('b'), list('a')], undefined, 'a'],
    ['none that has not begun', [list('a', { from: '2026-06-16' })], undefined, undefined],
    ['one on its first day', [list('a', { from: '2026-06-15' })], undefined, 'a'],
    ['one on its last day', [list('a', { until: '2026-06-15' })], undefined, 'a'],
    ['none that has ended', [list('a', { until: '2026-06-14' })], undefined, undefined],
  ])('%s', (_name, lists, group, winner) => {
    expect(winningList(lists, { ...at, group })?.priceListId).toBe(winner);
  });
});

const band = (minor: number) => ({ priceMinMinor: minor - 10, priceListMinor: minor, priceMaxMinor: minor + 10 });

test('a list in another currency, or without the product, decides nothing', () => {
  const product = { ...band(100), currency: 'DZD', listPrices: [{ priceListId: 'a', ...band(80) }] };
  expect(offersOf(product, [list('a', { currency: 'EUR' }), list('b', { storeId: 'sto_1' })], at)).toEqual(band(100));
  expect(offersOf(product, [list('a'), list('b', { storeId: 'sto_1' })], at)).toEqual({
    ...band(80),
    priceList: { priceListId: 'a', name: 'List a' },
  });
});

/** Numbers from 0 to 1 that are the same in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

test('for any lists, the offer is that of the first in one order of all that hold for the customer', () => {
  const next = random(7);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  for (let round = 0; round < 500; round += 1) {
    const lists = Array.from({ length: Math.floor(next() * 8) }, (_none, index) =>
      list(`l${(index * 5) % 8}`, {
        storeId: pick([undefined, 'sto_1', 'sto_2']),
        group: pick([undefined, 'Trade', 'Staff']),
        from: pick(['2026-06-01', '2026-06-14', '2026-06-20']),
        until: pick([undefined, '2026-06-10', '2026-06-30']),
      }),
    );
    const listPrices = lists
      .filter(() => next() > 0.2)
      .map(({ priceListId }, index) => ({ priceListId, ...band(200 + index) }));
    const offers = offersOf({ ...band(100), currency: 'DZD', listPrices }, lists, at);
    for (const group of [undefined, 'trade', 'Staff', 'Nobody']) {
      const key = (one: PriceListTerms): string =>
        [
          one.group ? 0 : 1,
          one.storeId ? 0 : 1,
          99_999_999 - Number(one.from.replaceAll('-', '')),
          one.priceListId,
        ].join('/');
      const [first] = lists
        .filter((one) => listPrices.some((price) => price.priceListId === one.priceListId))
        .filter((one) => one.storeId !== 'sto_2' && one.from <= at.day && !(one.until && one.until < at.day))
        .filter((one) => !one.group || one.group.toLowerCase() === group?.toLowerCase())
        .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
      const price = listPrices.find((one) => one.priceListId === first?.priceListId);
      expect(offerFor(offers, group)).toEqual(
        first && price
          ? {
              ...band(price.priceListMinor),
              priceList: { priceListId: first.priceListId, name: first.name },
            }
          : band(100),
      );
    }
  }
});
