import type { Account } from '../api/shapes.js';

/** What an account can be. */
export const ACCOUNT_TYPES = [
  'asset',
  'liability',
  'equity',
  'income',
  'expense',
] as const satisfies readonly Account['type'][];

const MOST_LETTERS = 41;

/** A key for a new account, from its name: letters and digits, unlike those that are taken. */
export function accountKeyOf(name: string, taken: readonly string[]): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/[^\w\s-]|_/g, '')
    .split(/[\s-]+/)
    .filter((word) => /^[A-Za-z0-9]+$/.test(word));
  const joined = words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase()))
    .join('');
  const base = (/^[a-z]/.test(joined) && joined.length > 1 ? joined : `account${joined}`).slice(0, MOST_LETTERS - 4);
  for (let at = 1; ; at += 1) {
    const key = at === 1 ? base : `${base}${at}`;
    if (!taken.includes(key)) return key;
  }
}
