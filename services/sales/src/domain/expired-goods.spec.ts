import { expect, test } from '@jest/globals';
import { expiredReasons } from './expired-goods.js';

const today = '2026-11-29';
const line = { lineId: 'lin_1', productId: 'prd_1', name: 'Yaourt' };

test.each<[string, (string | undefined)[], string | undefined]>([
  ['without a date', [undefined], undefined],
  ['on their last day', [today], undefined],
  ['a day after it', ['2026-11-28'], '2026-11-28'],
  ['of a bundle, some of them expired', ['2026-12-31', '2026-11-28', undefined, '2026-11-02'], '2026-11-02'],
])('units %s', (_name, dates, last) => {
  const allocations = dates.map((expiresOn) => ({
    lineId: 'lin_1',
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }));
  const message = `Yaourt expired: ${last} was its last day`;
  expect(expiredReasons([line, { ...line, lineId: 'lin_2' }], allocations, today)).toEqual(
    last === undefined ? [] : [{ code: 'stock.expired', lineId: 'lin_1', productId: 'prd_1', message }],
  );
});
