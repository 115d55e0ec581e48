import writeExcelFile from 'write-excel-file/node';
import type { SheetCell } from './workbook.js';

/** A workbook of one sheet with these cells; text stays text, whatever it begins with. */
export async function sheetBytes(sheet: readonly (readonly SheetCell[])[]): Promise<Buffer> {
  const cells = sheet.map((row) =>
    row.map((value) => (typeof value === 'string' ? { value, type: String } : value === null ? null : { value })),
  );
  return writeExcelFile(cells as never).toBuffer();
}
