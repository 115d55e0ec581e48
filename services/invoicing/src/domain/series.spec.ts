import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw, seriesName, type Draw } from './series.js';

describe('the name of a series', () => {
  test.each([
    ['ALG1', 'FACTURE', '2026-01-01', 'ALG1-F-2026'],
    ['ALG1', 'BON_DE_VENTE', '2026-12-31', 'ALG1-B-2026'],
    ['ORAN', 'CREDIT_NOTE', '2027-06-15', 'ORAN-A-2027'],
  ] as const)('%s %s of %s is %s', (code, type, day, name) => expect(seriesName(code, type, day)).toBe(name));
});

describe('a number drawn', () => {
  test('is the first of a series nobody drew from', () => {
    expect(draw(null, 'ALG1-F-2026', '2026-03-04T10:00:00.000Z')).toEqual({
      before: 0,
      counter: 1,
      number: 'ALG1-F-2026-000001',
      issuedAt: '2026-03-04T10:00:00.000Z',
      series: { _id: 'ALG1-F-2026', last: 1, lastIssuedAt: '2026-03-04T10:00:00.000Z' },
    });
  });

  test.each([
    [41, '000042'],
    [999_998, '999999'],
    [999_999, '1000000'],
  ])('after %i ends in %s', (last, ends) => {
    expect(draw({ _id: 'S', last, lastIssuedAt: '' }, 'S', 'now').number).toBe(`S-${ends}`);
  });

  test('is never dated before the one drawn last, whatever the clocks say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })),
        (clocks) => {
          const drawn: Draw[] = [];
          for (const clock of clocks) drawn.push(draw(drawn.at(-1)?.series ?? null, 'S', clock.toISOString()));
          expect(drawn.map((one) => one.counter)).toEqual(clocks.map((_, index) => index + 1));
          drawn.forEach((one, index) => {
            const latest = clocks
              .slice(0, index + 1)
              .map((clock) => clock.toISOString())
              .sort()
              .at(-1);
            expect(one.issuedAt).toBe(latest);
            expect(one.before).toBe(index);
          });
        },
      ),
    );
  });
});
