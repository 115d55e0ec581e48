import { expect, test } from '@jest/globals';
import { declaredMetadata, declareTypes, mustDeclare, readDeclared, type DeclaredTypes } from './declared-types.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const on = (day: number): string => at(day).toISOString();

test.each<[string, DeclaredTypes, string[], DeclaredTypes]>([
  ['a first replica declares its own', {}, ['b', 'a'], { a: on(20), b: on(20) }],
  ['a younger version adds a type', { a: on(19) }, ['a', 'b'], { a: on(20), b: on(20) }],
  ['an older version takes away nothing', { a: on(19), b: on(19) }, ['a'], { a: on(20), b: on(19) }],
  ['what nobody declares for eight days goes', { a: on(19), b: on(11) }, ['a'], { a: on(20) }],
])('%s', (_name, before, own, after) => {
  expect(declareTypes(before, own, at(20))).toEqual(after);
});

test('a replica declares when a type is missing or its declaration is a day old', () => {
  expect(mustDeclare({ a: on(20) }, ['a'], at(20))).toBe(false);
  expect(mustDeclare({ a: on(20) }, ['a', 'b'], at(20))).toBe(true);
  expect(mustDeclare({ a: on(18) }, ['a'], at(20))).toBe(true);
});

test('metadata keeps what was declared; a filter without metadata counts as declared now', () => {
  const types = { a: on(19), b: on(20) };
  expect(readDeclared(declaredMetadata(types), ['a', 'b'], at(20))).toEqual(types);
  expect(readDeclared(undefined, ['a'], at(20))).toEqual({ a: on(20) });
});
