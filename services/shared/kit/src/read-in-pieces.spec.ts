import { expect, test } from '@jest/globals';
import { KEYS_PER_QUERY, readInPieces } from './read-in-pieces.js';

test('each key is read once, with no more keys in a query than it takes', async () => {
  const asked: string[][] = [];
  const keys = Array.from({ length: 2 * KEYS_PER_QUERY + 1 }, (_none, at) => `key${at}`);
  const found = await readInPieces<string>([...keys, ...keys], async (piece) => (asked.push(piece), piece));
  expect(found).toEqual(keys);
  expect(asked.map((piece) => piece.length)).toEqual([KEYS_PER_QUERY, KEYS_PER_QUERY, 1]);
});

test('a key may have more rows than a call takes arguments', async () => {
  const rows = Array.from({ length: 300_000 }, (_none, at) => at);
  expect(await readInPieces<number>(['month'], async () => rows)).toHaveLength(rows.length);
});
