import { describe, expect, test } from '@jest/globals';
import { businessDayOf, catalog, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { refusalOf, sampleProduct, sampleStore } from './fixtures.js';

/** Price lists: what they cost in a quote, in a store that comes later, in the history, and in races. */
export function priceListCases(serviceOf: () => TestService): void {
  const today = businessDayOf(new Date().toISOString(), 'Africa/Algiers');
  const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
  const aList = (fields: Partial<InputOf<typeof catalog.createPriceList>> = {}, commandId?: string) =>
    serviceOf().call(
      catalog.createPriceList,
      { priceListId: mint('priceList'), name: 'Soldes', from: today, currency: 'DZD', ...fields },
      commandId === undefined ? {} : { commandId },
    );
  const aProduct = async (): Promise<string> =>
    (await serviceOf().call(catalog.createProduct, sampleProduct())).productId;
  const aStore = async (): Promise<string> => (await serviceOf().call(catalog.createStore, sampleStore())).storeId;
  const quoted = async (storeId: string, productId: string) => {
    const lines = [{ lineId: mint('line'), productId }];
    return (await serviceOf().call(catalog.quoteProducts, { storeId, lines })).lines[0]!;
  };
  const set = (priceListId: string, productId: string, priceListMinor: number | null, commandId?: string) =>
    serviceOf().call(
      catalog.setListPrices,
      { priceListId, prices: [{ productId, price: priceListMinor === null ? null : { priceListMinor } }] },
      commandId === undefined ? {} : { commandId },
    );

  describe('price lists', () => {
    test('a store quotes its list before that of all, a group has its own, and a store that opens later knows them', async () => {
      const [storeId, productId] = [await aStore(), await aProduct()];
      const all = await aList({ name: 'Partout' });
      const own = await aList({ name: 'Ici', storeId });
      const trade = await aList({ name: 'Gros', group: 'Détaillants' });
      await set(all.priceListId, productId, 95);
      expect(await set(own.priceListId, productId, 80, 'test/own')).toEqual(
        await set(own.priceListId, productId, 80, 'test/own'),
      );
      await set(trade.priceListId, productId, 70);
      expect(await quoted(storeId, productId)).toMatchObject({
        priceMinMinor: 80,
        priceListMinor: 80,
        priceMaxMinor: 120,
        priceList: { priceListId: own.priceListId, name: 'Ici' },
        groupPrices: [{ group: 'Détaillants', priceListMinor: 70, priceList: { priceListId: trade.priceListId } }],
      });
      const later = await aStore();
      expect(await quoted(later, productId)).toMatchObject({ priceListMinor: 95, priceList: { name: 'Partout' } });
      await serviceOf().call(catalog.changePriceList, {
        priceListId: own.priceListId,
        revision: 1,
        changes: { name: 'Ici aussi', from: '2020-01-01', until: '2020-12-31' },
      });
      expect(await quoted(storeId, productId)).toMatchObject({ priceListMinor: 95 });
      const { priceLists } = await serviceOf().call(catalog.readStore, { storeId });
      expect(priceLists?.map(({ name }) => name)).toEqual(expect.arrayContaining(['Partout', 'Ici aussi', 'Gros']));
      const { items } = await serviceOf().call(catalog.listPriceLists, {});
      expect(items.find((one) => one.priceListId === own.priceListId)).toMatchObject({
        revision: 2,
        versions: [
          { name: 'Ici', from: today },
          { name: 'Ici aussi', until: '2020-12-31', setBy: expect.any(String) },
        ],
      });
      await set(all.priceListId, productId, null);
      expect(await quoted(storeId, productId)).toMatchObject({ priceListMinor: 100 });
      expect((await serviceOf().call(catalog.readPriceList, { priceListId: all.priceListId })).items).toEqual([]);
      const history = (await serviceOf().call(catalog.listPrices, { productId })).items;
      expect(history.map(({ priceListMinor, priceList, isOff }) => [priceListMinor, priceList?.name, isOff])).toEqual([
        [95, 'Partout', true],
        [70, 'Gros', undefined],
        [80, 'Ici', undefined],
        [95, 'Partout', undefined],
        [100, undefined, undefined],
      ]);
    });

    test('a price is changed once per command and read page by page; prices keep their order, product and list exist', async () => {
      const { priceListId } = await aList();
      const productIds = [await aProduct(), await aProduct(), await aProduct()];
      for (const productId of productIds) await set(priceListId, productId, 90);
      await set(priceListId, productIds[0]!, 90);
      expect(await serviceOf().call(catalog.readProduct, { productId: productIds[0]! })).toMatchObject({ revision: 2 });
      const first = await serviceOf().call(catalog.readPriceList, { priceListId, limit: 2 });
      const second = await serviceOf().call(catalog.readPriceList, { priceListId, limit: 2, cursor: first.nextCursor });
      expect([first, second].map(({ items }) => items.map((one) => one.productId))).toEqual([
        productIds.slice(0, 2),
        productIds.slice(2),
      ]);
      const plan = await serviceOf().connection.collection('products').find({ priceListIds: priceListId }).explain();
      expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
      const price = { priceListMinor: 90, priceMinMinor: 91 };
      const prices = [{ productId: productIds[0]!, price }];
      expect(await codeOf(serviceOf().call(catalog.setListPrices, { priceListId, prices }))).toBe(
        'product.prices-out-of-order',
      );
      expect(await codeOf(set(mint('priceList'), productIds[0]!, 90))).toBe('price-list.unknown');
      expect(await codeOf(set(priceListId, mint('product'), 90))).toBe('product.unknown');
      const { priceListId: euro } = await aList({ currency: 'EUR' });
      expect(await codeOf(set(euro, productIds[0]!, 90))).toBe('price.currency-mismatch');
      expect(await codeOf(aList({ priceListId }))).toBe('price-list.exists');
      expect(await codeOf(aList({ until: '2020-01-01' }))).toBe('price-list.period-wrong');
      expect(await codeOf(aList({ storeId: mint('store') }))).toBe('store.unknown');
    });

    test('of several changes of a list at once one wins; lists and stores that are added at once know each other', async () => {
      const { priceListId } = await aList();
      const outcomes = await Promise.allSettled(
        ['A', 'B', 'C'].map((name) =>
          serviceOf().call(catalog.changePriceList, { priceListId, revision: 1, changes: { name } }),
        ),
      );
      expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
        'price-list.changed',
        'price-list.changed',
      ]);
      const [stores, lists] = await Promise.all([
        Promise.all([aStore(), aStore(), aStore()]),
        Promise.all(['X', 'Y', 'Z'].map((name) => aList({ name }))),
      ]);
      for (const storeId of stores) {
        const known = (await serviceOf().call(catalog.readStore, { storeId })).priceLists?.map(
          (one) => one.priceListId,
        );
        expect(known).toEqual(expect.arrayContaining(lists.map((one) => one.priceListId)));
      }
    });

    test.each<[string, string, object]>([
      [
        'a list without a name',
        'createPriceList',
        { priceListId: mint('priceList'), name: ' ', from: today, currency: 'DZD' },
      ],
      [
        'a day that is none',
        'createPriceList',
        { priceListId: mint('priceList'), name: 'A', from: '2026-02-30', currency: 'DZD' },
      ],
      ['nothing to change', 'changePriceList', { priceListId: mint('priceList'), revision: 1, changes: {} }],
      [
        'another store for a list',
        'changePriceList',
        { priceListId: mint('priceList'), revision: 1, changes: { storeId: mint('store') } },
      ],
      ['no price at all', 'setListPrices', { priceListId: mint('priceList'), prices: [] }],
      [
        'a price as a float',
        'setListPrices',
        { priceListId: mint('priceList'), prices: [{ productId: mint('product'), price: { priceListMinor: 9.5 } }] },
      ],
    ])('%s is refused and nothing is written', async (_name, message, input) => {
      const counts = () => Promise.all(['priceLists', 'prices', 'commands'].map((name) => serviceOf().count(name)));
      const before = await counts();
      const envelope = { actor: { id: 'usr_1', role: 'manager' }, input, commandId: mint('event') };
      expect(JSON.stringify(await serviceOf().raw(`catalog.${message}`, JSON.stringify(envelope)))).toContain(
        'message.invalid',
      );
      expect(await counts()).toEqual(before);
    });
  });
}
