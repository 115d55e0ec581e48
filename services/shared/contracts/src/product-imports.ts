import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { id } from './kernel/schemas.js';

/** Messages of the catalog that take in products from a file, in chunks. The key of a row is its SKU, case aside. */

/** How many rows one message takes at most. */
export const MAX_IMPORT_ROWS = 500;

/** Refusals of a row of an import. */
export const productImportErrors = {
  /** A new product needs this field. details: {field}. */
  fieldMissing: defineError('import.field-missing', 'rejected'),
  /** The same SKU is in an earlier row. details: {line}. */
  skuTwice: defineError('import.sku-twice', 'rejected'),
} as const;

/** Why a row was not taken in. */
export const rowRefusal = z.object({
  line: z.int(),
  code: z.string(),
  /** The field of the product that is wrong. */
  field: z.string(),
  message: z.string(),
});
export type RowRefusal = z.infer<typeof rowRefusal>;

/** What a row does to the catalog. */
export const rowOutcome = z.enum(['new', 'changed', 'unchanged', 'refused']);
export type RowOutcome = z.infer<typeof rowOutcome>;

/** The messages, for rows of what makes a product. */
export function productImportMessages<F extends z.ZodType>(sku: z.ZodString, fields: F) {
  const row = z.strictObject({
    /** Line of the file, from 1. */
    line: z.int().min(1).max(10_000_000),
    /** The id of the product where the SKU is new. */
    productId: id('product'),
    sku,
    /** What the row says; a field that is left out stays as it is. */
    fields,
  });
  const rows = z.array(row).min(1).max(MAX_IMPORT_ROWS);
  return {
    compareProducts: query('catalog.compareProducts', 'What rows of an import would do; nothing is written.', {
      input: z.strictObject({ rows }),
      reply: z.object({
        items: z.array(z.object({ line: z.int(), outcome: rowOutcome })),
        refused: z.array(rowRefusal),
      }),
    }),
    importProducts: command(
      'catalog.importProducts',
      'Adds and changes products by their SKUs in one transaction; rows that change nothing are left out.',
      {
        input: z.strictObject({
          rows,
          /** Nothing is written when a row is refused; otherwise the other rows are. */
          allOrNothing: z.boolean(),
        }),
        reply: z.object({
          /** Rows that were written as new, and as changed. */
          added: z.int(),
          changed: z.int(),
          unchanged: z.int(),
          refused: z.array(rowRefusal),
        }),
      },
    ),
  };
}
