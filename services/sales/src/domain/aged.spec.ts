import { expect, test } from '@jest/globals';
import { agedRows, agedTotals, type OpenGroup } from './aged.js';

const AT = '2026-06-30';
const owed = (changes: Partial<OpenGroup> & { openMinor: number }): OpenGroup => ({
  customerId: 'cus_1',
  currency: 'DZD',
  account: 'receivable',
  ...changes,
});
const rowsOf = (groups: readonly OpenGroup[], days: Record<string, string> = {}) =>
  agedRows(
    groups,
    AT,
    (saleId) => days[saleId],
    () => 'Amina',
  );
const columns = (groups: readonly OpenGroup[], days: Record<string, string> = {}): number[] => {
  const { currentMinor, from30Minor, from60Minor, from90Minor } = rowsOf(groups, days)[0]!;
  return [currentMinor, from30Minor, from60Minor, from90Minor];
};

test.each([
  ['2026-06-30', [7, 0, 0, 0]],
  ['2026-06-01', [7, 0, 0, 0]],
  ['2026-05-31', [0, 7, 0, 0]],
  ['2026-05-02', [0, 7, 0, 0]],
  ['2026-05-01', [0, 0, 7, 0]],
  ['2026-04-02', [0, 0, 7, 0]],
  ['2026-04-01', [0, 0, 0, 7]],
  ['2020-01-01', [0, 0, 0, 7]],
])('what is owed for a sale of %s stands in %j', (day, expected) => {
  expect(columns([owed({ saleId: 'sal_1', openMinor: 7 })], { sal_1: day })).toEqual(expected);
});

test.each([
  [
    'a credit pays the oldest first',
    [
      ['2026-01-01', 5],
      ['2026-05-15', 5],
      ['2026-06-20', -6],
    ],
    [0, 4, 0, 0],
  ],
  [
    'a credit that came before pays too',
    [
      ['2026-01-01', -5],
      ['2026-06-15', 7],
    ],
    [2, 0, 0, 0],
  ],
  [
    'a credit that is left stays on its day',
    [
      ['2026-01-01', 5],
      ['2026-06-15', -7],
    ],
    [-2, 0, 0, 0],
  ],
] as const)('without a sale: %s', (_name, amounts, expected) => {
  expect(columns(amounts.map(([day, openMinor]) => owed({ day, openMinor })))).toEqual(expected);
});

test('credit stands apart, and each currency in a row of its own', () => {
  const rows = rowsOf([
    owed({ day: AT, openMinor: 5 }),
    owed({ account: 'customerCredit', openMinor: -3 }),
    owed({ currency: 'EUR', day: AT, openMinor: 2 }),
  ]);
  expect(rows).toMatchObject([
    { currency: 'DZD', totalMinor: 5, creditMinor: 3 },
    { currency: 'EUR', totalMinor: 2, creditMinor: 0 },
  ]);
  expect(agedTotals(rows)).toMatchObject([
    { currency: 'DZD', totalMinor: 5 },
    { currency: 'EUR', totalMinor: 2 },
  ]);
});

test('the columns add up to what is open, whatever there is', () => {
  let state = 7;
  const next = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 300; round += 1) {
    const groups = Array.from({ length: 1 + next(8) }, () => {
      const day = new Date(Date.parse(AT) - next(150) * 86_400_000).toISOString().slice(0, 10);
      return owed({ ...(next(2) === 0 ? { saleId: `sal_${day}` } : { day }), openMinor: next(2001) - 1000 });
    });
    const days = Object.fromEntries(groups.flatMap(({ saleId }) => (saleId ? [[saleId, saleId.slice(4)]] : [])));
    const open = groups.reduce((total, group) => total + BigInt(group.openMinor), 0n);
    const [row] = rowsOf(groups, days);
    expect(BigInt(columns(groups, days).reduce((total, one) => total + one, 0))).toBe(open);
    expect(BigInt(row!.totalMinor)).toBe(open);
  }
});
