import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { id, instant, text } from './kernel/schemas.js';

/** Messages of the catalog about categories of products. */

/** The name of a category; case and accents aside, one category has it. */
const name = text(80);

/** A category of products: what margins are seen by and lists are narrowed to. */
export const categoryView = z.object({
  categoryId: id('category'),
  name: z.string(),
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
});
export type CategoryView = z.infer<typeof categoryView>;

/** Refusals about categories. */
export const categoryErrors = {
  categoryUnknown: defineError('category.unknown', 'notFound'),
  categoryExists: defineError('category.exists', 'conflict'),
  /** Another category has the name, case and accents aside. details: {name, categoryId}. */
  categoryNameTaken: defineError('category.name-taken', 'conflict'),
  /** Another revision is current: read the categories again. details: {revision, asked}. */
  categoryChanged: defineError('category.changed', 'conflict'),
} as const;

/** What of a category may be changed. */
export const categoryChanges = z.strictObject({ name });

/** Messages of the catalog about categories. */
export const categoryMessages = {
  createCategory: command('catalog.createCategory', 'Adds a category of products.', {
    input: z.strictObject({ categoryId: id('category'), name }),
    reply: categoryView,
  }),
  changeCategory: command('catalog.changeCategory', 'Renames a category; reports of past days show its new name.', {
    input: z.strictObject({
      categoryId: id('category'),
      /** The revision the change was made against; another one is refused. */
      revision: z.int().min(1),
      changes: categoryChanges,
    }),
    reply: categoryView,
  }),
  listCategories: query('catalog.listCategories', 'All categories, by name.', {
    input: z.strictObject({}),
    reply: z.object({ items: z.array(categoryView) }),
  }),
} as const;
