import { expect, test } from '@jest/globals';
import { withLevels } from './stock.js';

test('a figure with a lower version is late and dropped, whatever the order they come in', () => {
  const figure = (available: number, version: number) => ({ productId: 'p', storeId: 's', available, version });
  const known = withLevels({}, [figure(5, 2), figure(9, 1)]);
  expect(known).toEqual({ p: { s: { available: 5, version: 2 } } });
  expect(withLevels(known, [figure(4, 3), { ...figure(7, 1), storeId: 't' }])).toEqual({
    p: { s: { available: 4, version: 3 }, t: { available: 7, version: 1 } },
  });
  expect(withLevels(known, [figure(1, 2)])).toBe(known);
});
