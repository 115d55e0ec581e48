import { describe, expect, test } from '@jest/globals';
import { standardAccount, type CountryProfile } from '@comptoir/contracts';
import { accountsOf, codeOfLine, decideAddAccount, decideChangeAccount } from './chart.js';
import { CHART_PROFILES } from './charts/profiles.js';
import type { ChartRecord } from './records.js';

const company = { companyId: 'cmp_1', profile: 'FR' as const };
const add = { company, revision: 0, account: 'rent', code: '6132', name: 'Loyers', type: 'expense' as const };
const withRent = decideAddAccount(null, add);
const codeOf = (account: string, chart: ChartRecord | null = null) =>
  accountsOf(company, chart).find((one) => one.account === account);

describe.each(Object.entries(CHART_PROFILES))('the profile %s', (profile, { accounts }) => {
  test('has every standard account, each with a code of its own', () => {
    expect(Object.keys(accounts).toSorted()).toEqual([...standardAccount.options].toSorted());
    const codes = Object.values(accounts).map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^\d{2,6}$/.test(code))).toEqual([]);
    const view = accountsOf({ companyId: 'cmp_1', profile: profile as CountryProfile }, null);
    expect(view.map((one) => one.code)).toEqual(codes.toSorted());
  });
});

test.each<[CountryProfile, string, string]>([
  ['FR', 'receivable', '411'],
  ['FR', 'outputTax', '44571'],
  ['DZ', 'revenue', '700'],
  ['DZ', 'cash', '53'],
  ['TN', 'outputTax', '4367'],
  ['MA', 'receivable', '3421'],
  ['OHADA', 'cash', '571'],
  ['generic', 'cash', '1000'],
])('in %s, %s is %s', (profile, account, code) => {
  expect(accountsOf({ companyId: 'cmp_1', profile }, null).find((one) => one.account === account)?.code).toBe(code);
});

test.each([
  ['cash', { till: 'T1' }, '530T1'],
  ['cash', {}, '530'],
  ['outputTax', { taxRateBps: 2000 }, '44571200'],
  ['outputTax', { taxRateBps: 550 }, '44571055'],
  ['receivable', { taxRateBps: 2000 }, '411'],
])('a line of %s with %j is on %s', (account, line, code) => {
  expect(codeOfLine(codeOf(account)!, line)).toBe(code);
});

describe('an account of its own', () => {
  test('is in the chart, in order of the codes', () => {
    expect(codeOf('rent', withRent)).toEqual({
      account: 'rent',
      code: '6132',
      name: 'Loyers',
      type: 'expense',
      standard: false,
    });
    expect(withRent.revision).toBe(1);
  });

  test.each([
    ['on another revision', { revision: 1 }, 'chart.changed'],
    ['with the key of a standard one', { account: 'cash' }, 'account.exists'],
    ['with the code of another', { code: '530' }, 'account.code-taken'],
  ])('%s is refused', (_name, changes, code) => {
    expect(() => decideAddAccount(null, { ...add, ...changes })).toThrow(expect.objectContaining({ code }));
  });
});

describe('a change', () => {
  const change = { company, revision: 1, storeIds: [], account: 'rent', changes: { name: 'Loyer', code: '6130' } };
  test('of name and code holds; the name also once an entry uses it', () => {
    const changed = decideChangeAccount({ chart: withRent, used: false }, change);
    expect(codeOf('rent', changed)).toMatchObject({ name: 'Loyer', code: '6130' });
    const renamed = decideChangeAccount(
      { chart: changed, used: true },
      { ...change, revision: 2, changes: { name: 'Loyers payés', code: '6130' } },
    );
    expect(codeOf('rent', renamed)).toMatchObject({ name: 'Loyers payés', code: '6130' });
    const cash = { ...change, revision: 1, account: 'cash', changes: { code: '5301' } };
    expect(codeOf('cash', decideChangeAccount({ chart: withRent, used: false }, cash))?.code).toBe('5301');
  });

  test.each([
    ['of an unknown account', { account: 'heating' }, false, 'account.unknown'],
    ['on another revision', { revision: 0 }, false, 'chart.changed'],
    ['of the code, when entries use it', {}, true, 'account.in-use'],
    ['to the code of another', { changes: { code: '530' } }, false, 'account.code-taken'],
  ])('%s is refused', (_name, changes, used, code) => {
    expect(() => decideChangeAccount({ chart: withRent, used }, { ...change, ...changes })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
