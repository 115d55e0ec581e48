import { expect, test } from '@jest/globals';
import { levelsOfBundle, withLevels } from './stock.js';

test('a figure with a lower version is late and dropped, whatever the order they come in', () => {
  const figure = (available: number, version: number) => ({ productId: 'p', storeId: 's', available, version });
  const known = withLevels({}, [figure(5, 2), figure(9, 1)]);
  expect(known).toEqual({ p: { s: { available: 5, version: 2 } } });
  expect(withLevels(known, [figure(4, 3), { ...figure(7, 1), storeId: 't' }])).toEqual({
    p: { s: { available: 4, version: 3 }, t: { available: 7, version: 1 } },
  });
  expect(withLevels(known, [figure(1, 2)])).toBe(known);
});

test('a bundle has what its scarcest part is enough for, in stores where all of them are known', () => {
  const parts = [
    { productId: 'cup', quantity: 2 },
    { productId: 'tea', quantity: 250 },
  ];
  const known = {
    cup: { s: { available: 7, version: 4 }, r: { available: 9, version: 1 } },
    tea: { s: { available: 800, version: 5 } },
  };
  expect(levelsOfBundle('box', parts, known)).toEqual([{ productId: 'box', storeId: 's', available: 3, version: 9 }]);
  expect(levelsOfBundle('box', parts, {})).toEqual([]);
});
