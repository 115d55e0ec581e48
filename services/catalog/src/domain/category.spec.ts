import { expect, test } from '@jest/globals';
import { categoryViewOf, decideChangeCategory, decideCreateCategory, nameKeyOfCategory } from './category.js';
import type { Category } from './records.js';

const at = (now: string, by = 'usr_1') => ({ now, actor: { id: by, role: 'manager' } as const });
const drinks: Category = decideCreateCategory(
  { category: null, namesake: null },
  { categoryId: 'cat_1', name: 'Thés & cafés' },
  at('then'),
);
const other: Category = { ...drinks, _id: 'cat_2', name: 'Épices', nameKey: 'epices' };

test('a new category has its first revision, and who added it and when', () =>
  expect(categoryViewOf(drinks)).toEqual({
    categoryId: 'cat_1',
    name: 'Thés & cafés',
    revision: 1,
    createdAt: 'then',
    createdBy: 'usr_1',
    changedAt: 'then',
    changedBy: 'usr_1',
  }));

test.each([
  ['Épicerie', 'epicerie'],
  ['ÉPICERIE', 'epicerie'],
  ['Œufs', 'oeufs'],
  ['Thés  &  cafés', 'thes & cafes'],
  ['شاي', 'شاي'],
  ['&', '&'],
])('%s is unique as "%s"', (name, key) => expect(nameKeyOfCategory(name)).toBe(key));

test('a rename changes the name, its key and the revision, and says who and when', () =>
  expect(
    decideChangeCategory(
      { category: drinks, namesake: null },
      { categoryId: 'cat_1', revision: 1, changes: { name: 'Boissons' } },
      at('now', 'usr_2'),
    ),
  ).toEqual({ ...drinks, name: 'Boissons', nameKey: 'boissons', revision: 2, changedAt: 'now', changedBy: 'usr_2' }));

test('a category may get its own name in another writing', () =>
  expect(
    decideChangeCategory(
      { category: drinks, namesake: drinks },
      { categoryId: 'cat_1', revision: 1, changes: { name: 'THES & CAFES' } },
      at('now'),
    ),
  ).toMatchObject({ name: 'THES & CAFES', nameKey: drinks.nameKey }));

const create = (category: Category | null, namesake: Category | null) =>
  decideCreateCategory({ category, namesake }, { categoryId: 'cat_1', name: 'Epices' }, at('now'));
const change = (category: Category | null, namesake: Category | null, revision = 1) =>
  decideChangeCategory(
    { category, namesake },
    { categoryId: 'cat_1', revision, changes: { name: 'Epices' } },
    at('now'),
  );

test.each<[string, () => unknown, string]>([
  ['a number in use', () => create(drinks, null), 'category.exists'],
  ['a name in use', () => create(null, other), 'category.name-taken'],
  ['a change of an unknown one', () => change(null, null), 'category.unknown'],
  ['a change of an old revision', () => change(drinks, null, 2), 'category.changed'],
  ['a change to a name in use', () => change(drinks, other), 'category.name-taken'],
])('%s is refused', (_name, decide, code) => expect(decide).toThrow(expect.objectContaining({ code })));
