import { MAX_IMPORT_ROWS } from '@comptoir/contracts';
import { importErrors } from './import-errors.js';
import type { StoredRow } from './import-records.js';
import { productColumnsOf, type FileColumn } from './product-columns.js';
import { plainText } from './product-row.js';
import { tableRows } from './table-rows.js';

/** Rows of a file at most. */
export const MAX_ROWS = 100_000;
const MAX_CELL = 2_000;

/** Notes which SKUs and barcodes were in an earlier row. */
function twiceFinder(columns: readonly FileColumn[]) {
  const at = (column: string): number => columns.findIndex((one) => one.column === column);
  const [skuAt, barcodesAt] = [at('sku'), at('barcodes')];
  const [skus, barcodes] = [new Map<string, number>(), new Map<string, number>()];
  return (line: number, cells: readonly string[]): StoredRow['twice'] => {
    const sku = plainText(cells[skuAt] ?? '').toLowerCase();
    const codes = plainText(cells[barcodesAt] ?? '')
      .split(/[\s,;|]+/)
      .filter((code) => code !== '');
    const skuLine = sku === '' ? undefined : skus.get(sku);
    if (skuLine !== undefined) return { column: 'sku', found: sku, line: skuLine };
    skus.set(sku, line);
    const taken = codes.find((code) => barcodes.has(code));
    if (taken !== undefined) return { column: 'barcodes', found: taken, line: barcodes.get(taken)! };
    for (const code of codes) barcodes.set(code, line);
    return undefined;
  };
}

/**
 * Reads a file of products in chunks and hands each on; answers its columns and how many rows and chunks it has. Refuses what
 * cannot be read, more than 100,000 rows, and columns that do not tell which product a row is about.
 */
export async function readProducts(
  file: Buffer,
  keep: (chunk: number, rows: readonly StoredRow[]) => Promise<void>,
): Promise<{ readonly columns: FileColumn[]; readonly rows: number; readonly chunks: number }> {
  let columns: FileColumn[] | undefined;
  let twiceOf: ReturnType<typeof twiceFinder> | undefined;
  let piece: StoredRow[] = [];
  let [rows, chunks] = [0, 0];
  for await (const { line, cells } of tableRows(file)) {
    if (!columns || !twiceOf) {
      columns = productColumnsOf(cells);
      twiceOf = twiceFinder(columns);
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
    if (piece.length === MAX_IMPORT_ROWS) {
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
