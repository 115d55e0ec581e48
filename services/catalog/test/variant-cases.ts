import { describe, expect, test } from '@jest/globals';
import { catalog, type ProductView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { refusalOf, sampleProduct, sampleStore } from './fixtures.js';

/** Variants: made in one step, found through their parent, changed with it, sold one by one. */
export function variantCases(serviceOf: () => TestService): void {
  const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
  const options = [
    { name: 'Taille', values: ['S', 'M'] },
    { name: 'Couleur', values: ['Rouge', 'Bleu'] },
  ];
  const gridOf = ({ sku }: ProductView) =>
    options[0]!.values.flatMap((size) =>
      options[1]!.values.map((colour) => ({
        productId: mint('product'),
        values: [size, colour],
        sku: `${sku}-${size}-${colour}`,
        barcodes: [],
      })),
    );
  const aParent = (name: string) => serviceOf().call(catalog.createProduct, sampleProduct({ name }));
  const namesOf = async (asked: object): Promise<string[]> =>
    (await serviceOf().call(catalog.searchProducts, asked)).items.map((one) => one.name);

  describe('variants', () => {
    test('a grid is made once per command id; the parent is found in their place, and one of them is sold', async () => {
      const parent = await aParent('Chemise lin');
      const { productId } = parent;
      const input = { productId, revision: 1, options, variants: gridOf(parent) };
      const made = await serviceOf().call(catalog.createVariants, input, { commandId: 'test/variants' });
      expect(await serviceOf().call(catalog.createVariants, input, { commandId: 'test/variants' })).toEqual(made);
      expect(made.parent).toMatchObject({ revision: 2, variantOptions: options });
      expect((await serviceOf().call(catalog.listVariants, { productId })).items).toEqual(made.items);
      const grouped = { variants: 'grouped' };
      for (const text of ['chemise', 'chemise rouge', 'lin bleu'])
        expect([text, await namesOf({ text, ...grouped })]).toEqual([text, ['Chemise lin']]);
      expect((await namesOf({ text: `${parent.sku}-S-Rouge`, ...grouped }))[0]).toBe('Chemise lin · S / Rouge');
      expect(await namesOf({ text: 'chemise' })).toHaveLength(5);
      const { storeId } = await serviceOf().call(catalog.createStore, sampleStore());
      const quoted = (of: string) =>
        serviceOf().call(catalog.quoteProducts, { storeId, lines: [{ lineId: mint('line'), productId: of }] });
      expect(await codeOf(quoted(productId))).toBe('product.has-variants');
      expect((await quoted(made.items[0]!.productId)).lines).toMatchObject([{ name: 'Chemise lin · S / Rouge' }]);
      const plan = await serviceOf()
        .connection.collection('products')
        .find({ 'variantOf.productId': productId })
        .explain();
      expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
    });

    test('a change of the parent reaches them in the same transaction, but for what they have of their own', async () => {
      const parent = await aParent('Pantalon toile');
      const { productId } = parent;
      const { items } = await serviceOf().call(catalog.createVariants, {
        productId,
        revision: 1,
        options,
        variants: gridOf(parent),
      });
      const own = { productId: items[0]!.productId, revision: 1, changes: { priceListMinor: 110 } };
      expect((await serviceOf().call(catalog.changeProduct, own)).variantOf?.own).toEqual(['prices']);
      const changes = { name: 'Pantalon', priceListMinor: 95, brand: 'Toile et Cie' };
      await serviceOf().call(catalog.changeProduct, { productId, revision: 2, changes });
      const after = (await serviceOf().call(catalog.listVariants, { productId })).items;
      expect(after.map(({ name, priceListMinor, brand }) => [name, priceListMinor, brand])).toEqual([
        ['Pantalon · S / Rouge', 110, 'Toile et Cie'],
        ['Pantalon · S / Bleu', 95, 'Toile et Cie'],
        ['Pantalon · M / Rouge', 95, 'Toile et Cie'],
        ['Pantalon · M / Bleu', 95, 'Toile et Cie'],
      ]);
      const prices = await serviceOf().call(catalog.listPrices, { productId: after[1]!.productId });
      expect(prices.items.map(({ priceListMinor }) => priceListMinor)).toEqual([95, 100]);
      const row = { line: 2, productId: mint('product'), sku: parent.sku, fields: { name: 'Autre' } };
      const imported = await serviceOf().call(catalog.importProducts, { rows: [row], allOrNothing: false });
      expect(imported.refused).toMatchObject([{ code: 'product.has-variants' }]);
      await serviceOf().call(catalog.changeProduct, { productId, revision: 3, changes: { archived: true } });
      expect(await namesOf({ text: 'pantalon' })).toEqual([]);
    });

    test('of several that make the same grid at once, one does; changes of the parent and of a variant both hold', async () => {
      const parent = await aParent('Veste');
      const { productId } = parent;
      const make = () =>
        serviceOf().call(catalog.createVariants, { productId, revision: 1, options, variants: gridOf(parent) });
      const outcomes = await Promise.allSettled([make(), make(), make()]);
      expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toHaveLength(2);
      const [first] = (await serviceOf().call(catalog.listVariants, { productId })).items;
      await Promise.allSettled([
        serviceOf().call(catalog.changeProduct, { productId, revision: 2, changes: { taxRateBps: 900 } }),
        serviceOf().call(catalog.changeProduct, {
          productId: first!.productId,
          revision: 1,
          changes: { warrantyMonths: 24 },
        }),
      ]);
      const all = (await serviceOf().call(catalog.listVariants, { productId })).items;
      expect(new Set(all.map(({ taxRateBps }) => taxRateBps))).toEqual(new Set([900]));
    });

    test.each<[string, object]>([
      ['no option', { options: [] }],
      ['four options', { options: ['A', 'B', 'C', 'D'].map((name) => ({ name, values: ['x'] })) }],
      ['two options of one name', { options: ['A', 'a'].map((name) => ({ name, values: ['x'] })) }],
      ['no variant', { variants: [] }],
      ['an operator as a value', { variants: [{ productId: mint('product'), values: [{ $ne: '' }], sku: 'X' }] }],
    ])('%s is refused and nothing is written', async (_name, fields) => {
      const counts = () => Promise.all(['products', 'commands'].map((name) => serviceOf().count(name)));
      const before = await counts();
      const variants = [{ productId: mint('product'), values: ['x'], sku: 'X' }];
      const input = {
        productId: mint('product'),
        revision: 1,
        options: [{ name: 'A', values: ['x'] }],
        variants,
        ...fields,
      };
      const envelope = { actor: { id: 'usr_1', role: 'manager' }, input, commandId: mint('event') };
      expect(JSON.stringify(await serviceOf().raw('catalog.createVariants', JSON.stringify(envelope)))).toContain(
        'message.invalid',
      );
      expect(await counts()).toEqual(before);
    });
  });
}
