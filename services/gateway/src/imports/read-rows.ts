import { importErrors } from './import-errors.js';
import type { StoredRow } from './import-records.js';
import { fileColumnsOf, type FileColumn } from './file-columns.js';
import type { ImportKind } from './import-kind.js';
import { tableRows } from './table-rows.js';

/** Rows of a file at most. */
export const MAX_ROWS = 100_000;
const MAX_CELL = 2_000;

/**
 * Reads a file of a kind in chunks and hands each on; answers its columns and how many rows and chunks it has. Refuses what
 * cannot be read, more than 100,000 rows, and columns that do not tell what a row is about.
 */
export async function readRows(
  file: Buffer,
  kind: ImportKind,
  keep: (chunk: number, rows: readonly StoredRow[]) => Promise<void>,
): Promise<{ readonly columns: FileColumn[]; readonly rows: number; readonly chunks: number }> {
  let columns: FileColumn[] | undefined;
  let twiceOf: ReturnType<ImportKind['twiceFinder']> | undefined;
  let piece: StoredRow[] = [];
  let [rows, chunks] = [0, 0];
  for await (const { line, cells } of tableRows(file)) {
    if (!columns || !twiceOf) {
      columns = fileColumnsOf(cells, kind.columns);
      twiceOf = kind.twiceFinder(columns);
      continue;
    }
    rows += 1;
    if (rows > MAX_ROWS) {
      throw importErrors.fileTooLarge(`A file has ${MAX_ROWS} rows at most: put the rest into another one.`, {
        most: MAX_ROWS,
      });
    }
    const kept = cells.map((cell) => cell.slice(0, MAX_CELL));
    const twice = twiceOf(line, kept);
    piece.push({ line, cells: kept, ...(twice ? { twice } : {}) });
    if (piece.length === kind.chunkRows) {
      await keep(chunks, piece);
      chunks += 1;
      piece = [];
    }
  }
  if (!columns) throw importErrors.fileUnreadable('There is nothing in the file.');
  if (piece.length > 0) {
    await keep(chunks, piece);
    chunks += 1;
  }
  return { columns, rows, chunks };
}
