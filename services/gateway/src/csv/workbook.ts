import { DomainError } from '@comptoir/contracts';
import { bytesBeside } from '../beside.js';
import type { Page } from '../http/newest-of.js';
import type { CsvTable } from './table.js';

/** The media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows of a workbook at most; a longer list is there as CSV. */
export const MAX_WORKBOOK_ROWS = 100_000;

/** A cell of a workbook. */
export type SheetCell = string | number | null;

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;
const MAX_DIGITS = 15;

/** Text of a column of numbers as a number where a workbook holds it without loss. */
function numberOf(text: string): SheetCell {
  if (text === '') return null;
  return NUMBER.test(text) && text.replace(/\D/g, '').length <= MAX_DIGITS ? Number(text) : text;
}

/** The rows of a list as cells, the names of the columns first; text is written as it is, because a workbook computes none. Refuses list.too-long. */
export async function sheetOf<T>(
  { rowsOf, columns }: CsvTable<T>,
  first: Page<T>,
  nextPage: (cursor: string) => Promise<Page<T>>,
): Promise<SheetCell[][]> {
  const sheet: SheetCell[][] = [columns.map(({ name }) => name)];
  for (let page = first; ; page = await nextPage(page.nextCursor)) {
    for (const row of page.items.flatMap(rowsOf))
      sheet.push(columns.map(({ textOf, cellOf }) => (textOf ? textOf(row) || null : numberOf(cellOf(row)))));
    if (sheet.length > MAX_WORKBOOK_ROWS + 1) {
      throw new DomainError(
        'list.too-long',
        'rejected',
        `A workbook has ${MAX_WORKBOOK_ROWS} rows at most: narrow the list, or save it as CSV.`,
        { most: MAX_WORKBOOK_ROWS },
      );
    }
    if (page.nextCursor === undefined) return sheet;
  }
}

/** Writes a workbook beside the requests of the gateway. */
export function workbookOf(sheet: readonly (readonly SheetCell[])[]): Promise<Buffer> {
  return bytesBeside(new URL('./workbook-worker.js', import.meta.url), sheet);
}
