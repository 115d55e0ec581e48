import {
  catalogErrors,
  normalizeText,
  type CategoryView,
  type CommandContext,
  type ParsedInputOf,
  type catalog,
} from '@comptoir/contracts';
import type { Category } from './records.js';

type Moment = Pick<CommandContext, 'now' | 'actor'>;

/** What is known when a category gets its name: the category of the id, and the one that has the name. */
export interface CategoryState {
  readonly category: Category | null;
  readonly namesake: Category | null;
}

/** Key under which the name of a category is unique: case, accents and the number of blanks do not tell two apart. */
export function nameKeyOfCategory(name: string): string {
  return normalizeText(name).trim().replace(/\s+/g, ' ');
}

/** Adds a category. Refuses category.exists and category.name-taken. */
export function decideCreateCategory(
  { category, namesake }: CategoryState,
  { categoryId, name }: ParsedInputOf<typeof catalog.createCategory>,
  { now, actor }: Moment,
): Category {
  if (category) throw catalogErrors.categoryExists('There is a category with this number already.', { categoryId });
  requireFreeName(categoryId, name, namesake);
  return {
    _id: categoryId,
    name,
    nameKey: nameKeyOfCategory(name),
    revision: 1,
    createdAt: now,
    createdBy: actor.id,
    changedAt: now,
    changedBy: actor.id,
  };
}

/** Renames a category, made against its present revision. Refuses category.unknown, category.changed, category.name-taken. */
export function decideChangeCategory(
  { category, namesake }: CategoryState,
  { categoryId, revision, changes: { name } }: ParsedInputOf<typeof catalog.changeCategory>,
  { now, actor }: Moment,
): Category {
  if (!category) throw categoryUnknown(categoryId);
  if (category.revision !== revision) {
    throw catalogErrors.categoryChanged('Someone else has changed this category meanwhile. Please read it again.', {
      categoryId,
      revision: category.revision,
      asked: revision,
    });
  }
  requireFreeName(categoryId, name, namesake);
  return {
    ...category,
    name,
    nameKey: nameKeyOfCategory(name),
    revision: revision + 1,
    changedAt: now,
    changedBy: actor.id,
  };
}

/** The refusal for a category nobody knows. */
export function categoryUnknown(categoryId: string): Error {
  return catalogErrors.categoryUnknown('There is no such category.', { categoryId });
}

function requireFreeName(categoryId: string, name: string, namesake: Category | null): void {
  if (!namesake || namesake._id === categoryId) return;
  throw catalogErrors.categoryNameTaken(`There is a category with this name already: ${namesake.name}.`, {
    name,
    categoryId: namesake._id,
  });
}

/** A category as others see it. */
export function categoryViewOf({ _id, nameKey: _nameKey, ...rest }: Category): CategoryView {
  return { categoryId: _id, ...rest };
}
