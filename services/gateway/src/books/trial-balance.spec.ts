import { expect, test } from '@jest/globals';
import type { Account } from '@comptoir/contracts';
import { trialBalanceOf, type TrialBalance } from './trial-balance.js';

const part = (currency: 'DZD' | 'EUR', rows: [Account, debitMinor: number, creditMinor: number][]): TrialBalance => ({
  balances: [
    {
      currency,
      totalDebitMinor: rows.reduce((total, [, debit]) => total + debit, 0),
      totalCreditMinor: rows.reduce((total, [, , credit]) => total + credit, 0),
      accounts: rows.map(([account, debitMinor, creditMinor]) => ({
        account,
        debitMinor,
        creditMinor,
        balanceMinor: debitMinor - creditMinor,
      })),
    },
  ],
});

test('the stores of one currency add up, account by account; currencies stay apart', () => {
  const one = part('DZD', [
    ['cash', 100, 0],
    ['revenue', 0, 100],
  ]);
  const two = part('DZD', [
    ['inventory', 30, 0],
    ['cash', 5, 30],
    ['revenue', 0, 5],
  ]);
  const three = part('EUR', [
    ['cash', 1, 0],
    ['revenue', 0, 1],
  ]);
  expect(trialBalanceOf([three, one, two])).toEqual({
    balances: [
      ...part('DZD', [
        ['cash', 105, 30],
        ['inventory', 30, 0],
        ['revenue', 0, 105],
      ]).balances,
      ...three.balances,
    ],
  });
  expect(trialBalanceOf([one])).toBe(one);
  expect(trialBalanceOf([])).toEqual({ balances: [] });
});
