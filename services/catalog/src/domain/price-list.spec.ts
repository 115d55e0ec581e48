import { describe, expect, test } from '@jest/globals';
import { MAX_LISTS_OF_PRODUCT, MAX_PRICE_LISTS, MAX_TERMS } from '@comptoir/contracts';
import { decideChangePriceList, decideCreatePriceList, decideSetListPrices } from './price-list.js';
import type { PriceList, Product, Store } from './records.js';

const moment = { now: '2026-06-01T10:00:00.000Z', actor: { id: 'usr_1', role: 'manager' as const } };
const stores = [
  { _id: 'sto_1', currency: 'DZD' },
  { _id: 'sto_2', currency: 'DZD' },
] as Store[];
const input = { priceListId: 'plt_1', name: 'Week', from: '2026-06-01', currency: 'DZD' as const };
const nothing = { list: null, register: null, stores };

describe('terms', () => {
  test('a list of a store is known there, one of all everywhere; the register counts them', () => {
    const own = decideCreatePriceList(nothing, { ...input, storeId: 'sto_2' }, moment);
    expect(own.stores.map(({ _id, priceLists }) => [_id, priceLists?.length])).toEqual([['sto_2', 1]]);
    expect(own.register).toEqual({ _id: 'all', lists: 1, revision: 1 });
    const all = decideCreatePriceList({ ...nothing, register: own.register }, input, moment);
    expect(all.stores.map(({ _id }) => _id)).toEqual(['sto_1', 'sto_2']);
    expect(all.register).toMatchObject({ lists: 2, revision: 2 });
  });

  test('a change keeps what the list was, and replaces it in the stores', () => {
    const { list, stores: known, register } = decideCreatePriceList(nothing, { ...input, until: '2026-06-30' }, moment);
    const changes = { name: 'Month', until: null };
    const after = decideChangePriceList(
      { list, register, stores: known },
      { priceListId: 'plt_1', revision: 1, changes },
      moment,
    );
    expect(after.list).not.toHaveProperty('until');
    expect(after.list.versions).toMatchObject([
      { name: 'Week', until: '2026-06-30' },
      { name: 'Month', setBy: 'usr_1' },
    ]);
    expect(after.stores.map(({ priceLists }) => priceLists)).toEqual(
      Array(2).fill([{ priceListId: 'plt_1', name: 'Month', from: '2026-06-01', currency: 'DZD' }]),
    );
    expect(after.register.lists).toBe(1);
  });

  const list: PriceList = decideCreatePriceList(nothing, input, moment).list;
  const full = { ...list, versions: Array(MAX_TERMS).fill(list.versions[0]) };
  const register = { _id: 'all' as const, lists: MAX_PRICE_LISTS, revision: 9 };
  test.each<[string, string, () => unknown]>([
    ['a list that is there', 'price-list.exists', () => decideCreatePriceList({ ...nothing, list }, input, moment)],
    [
      'an end before its beginning',
      'price-list.period-wrong',
      () => decideCreatePriceList(nothing, { ...input, until: '2026-05-31' }, moment),
    ],
    [
      'another currency than the store',
      'price.currency-mismatch',
      () => decideCreatePriceList(nothing, { ...input, storeId: 'sto_1', currency: 'EUR' }, moment),
    ],
    ['one list too many', 'price-list.too-many', () => decideCreatePriceList({ ...nothing, register }, input, moment)],
    [
      'one change too many',
      'price-list.too-many',
      () =>
        decideChangePriceList(
          { ...nothing, list: full },
          { priceListId: 'plt_1', revision: 1, changes: { name: 'x' } },
          moment,
        ),
    ],
    [
      'an unknown list',
      'price-list.unknown',
      () => decideChangePriceList(nothing, { priceListId: 'plt_1', revision: 1, changes: { name: 'x' } }, moment),
    ],
  ])('%s is refused', (_name, code, run) => {
    expect(run).toThrow(expect.objectContaining({ code }));
  });
});

describe('prices', () => {
  const list = decideCreatePriceList(nothing, input, moment).list;
  const product = {
    _id: 'prd_1',
    name: 'Kettle',
    sku: 'K',
    currency: 'DZD',
    taxRateBps: 1_900,
    priceMinMinor: 90,
    priceListMinor: 100,
    priceMaxMinor: 120,
    revision: 3,
    changedAt: 'then',
  } as Product;
  const set = (price: object | null, of: Product = product) =>
    decideSetListPrices(
      { list, products: [of] },
      { priceListId: 'plt_1', prices: [{ productId: 'prd_1', price: price as never }] },
      moment,
    );

  test.each([
    [{ priceListMinor: 95 }, [90, 95, 120]],
    [{ priceListMinor: 80 }, [80, 80, 120]],
    [{ priceListMinor: 150 }, [90, 150, 150]],
    [{ priceListMinor: 95, priceMinMinor: 95, priceMaxMinor: 95 }, [95, 95, 95]],
  ])('the band of %j', (price, band) => {
    const [saved] = set(price).saved;
    const { priceMinMinor, priceListMinor, priceMaxMinor } = saved!.price;
    expect([priceMinMinor, priceListMinor, priceMaxMinor]).toEqual(band);
    expect(saved!.product).toMatchObject({ revision: 4, priceListIds: ['plt_1'], priceListMinor: 100 });
    expect(saved!.price).toMatchObject({ _id: 'prd_1/000000004', priceList: { priceListId: 'plt_1', name: 'Week' } });
  });

  test('what is so already is not written; off the list, nothing of it is left with the product', () => {
    const [saved] = set({ priceListMinor: 95 }).saved;
    expect(set({ priceListMinor: 95 }, saved!.product).saved).toEqual([]);
    const off = set(null, saved!.product);
    expect(off.saved[0]!.price).toMatchObject({ isOff: true, priceListMinor: 95 });
    expect(off.saved[0]!.product).not.toHaveProperty('listPrices');
    expect(off.items).toEqual([]);
    expect(set(null).saved).toEqual([]);
  });

  test('a product is on so many lists and no more', () => {
    const listPrices = Array.from({ length: MAX_LISTS_OF_PRODUCT }, (_none, at) => ({
      priceListId: `plt_x${at}`,
      priceMinMinor: 1,
      priceListMinor: 1,
      priceMaxMinor: 1,
    }));
    expect(() => set({ priceListMinor: 95 }, { ...product, listPrices })).toThrow(
      expect.objectContaining({ code: 'price-list.too-many' }),
    );
  });
});
