import { expect, test } from '@jest/globals';
import { accountKeyOf } from './account-types.js';

test.each([
  ['Loyers', [], 'loyers'],
  ['Frais bancaires & commissions', [], 'fraisBancairesCommissions'],
  ['Électricité – eau', [], 'electriciteEau'],
  ['Loyers', ['loyers'], 'loyers2'],
  ['Loyers', ['loyers', 'loyers2'], 'loyers3'],
  ['6132', [], 'account6132'],
  ['إيجار', [], 'account'],
  ['x', [], 'accountx'],
])('the key of %s beside %j is %s', (name, taken, key) => {
  expect(accountKeyOf(name, taken)).toBe(key);
  expect(key).toMatch(/^[a-z][A-Za-z0-9]{1,40}$/);
});
