import { readSheet } from 'read-excel-file/node';
import { harmless } from '../csv/table.js';
import { importErrors } from './import-errors.js';
import { refuseZipBomb } from './unzip-within.js';

/** A number of a workbook, which has 15 digits, as a person sees it. */
function asSeen(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : text;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : harmless(String(cell));
}

/** The rows of the first sheet of a workbook as text, as an export to CSV writes it. A formula is not computed: what the workbook shows in its cell is read. */
export async function sheetRows(workbook: Buffer): Promise<string[][]> {
  refuseZipBomb(workbook);
  try {
    const rows = await readSheet(workbook, 1, { parseNumber: asSeen, trim: false });
    return rows.map((cells) => cells.map(textOf));
  } catch (error) {
    throw importErrors.fileUnreadable('The file cannot be read as a workbook: save it again as XLSX or CSV.', {
      cause: error instanceof Error ? error.message : String(error),
    });
  }
}
