import { z } from 'zod';
import { DomainError } from './kernel/errors.js';
import { rowRefusal, type RowRefusal } from './product-imports.js';

/** Rows of a file that are written by one command. */

/** Line of the file, from 1. */
export const importLine = z.int().min(1).max(10_000_000);

/** What became of each row of a command; rows that are in neither list were left because another one was refused. */
export const rowsWritten = z.object({
  written: z.array(z.object({ line: z.int(), outcome: z.enum(['new', 'changed']) })),
  refused: z.array(rowRefusal),
});
export type RowsWritten = z.infer<typeof rowsWritten>;

/** A record as a row leaves it, and as it was before where there was one. */
interface SavedRow {
  readonly before?: unknown;
}

/**
 * Decides rows one after the other; a refusal of one leaves the others. With `allOrNothing` nothing is saved where a row is
 * refused. Answers what is to be saved, and what is replied of each row.
 */
export function decideRows<R extends { readonly line: number }, S extends SavedRow>(
  { rows, allOrNothing }: { readonly rows: readonly R[]; readonly allOrNothing: boolean },
  decide: (row: R) => S,
  refusalOf: (error: DomainError, row: R) => Omit<RowRefusal, 'line' | 'code'>,
): { readonly saved: readonly S[]; readonly reply: RowsWritten } {
  const decided: { line: number; saved: S }[] = [];
  const refused: RowRefusal[] = [];
  for (const row of rows) {
    try {
      decided.push({ line: row.line, saved: decide(row) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ line: row.line, code: error.code, ...refusalOf(error, row) });
    }
  }
  const kept = allOrNothing && refused.length > 0 ? [] : decided;
  return {
    saved: kept.map((one) => one.saved),
    reply: { written: kept.map(({ line, saved }) => ({ line, outcome: saved.before ? 'changed' : 'new' })), refused },
  };
}
