import { decimalOf, decimalQuantity, type Currency, type Unit } from '@comptoir/contracts';
import { may } from '../people/permissions.js';
import type { Person } from '../people/person.js';
import { isCostKey } from '../people/projection.js';

/** A column of a table: its name in the first line, and what of a row is in it. An absent fact is an empty cell. */
export interface Column<R> {
  readonly name: string;
  readonly cellOf: (row: R) => string;
  /** Text of any kind; in a workbook it is written as it is, and the others as numbers where they are some. */
  readonly textOf?: (row: R) => string;
}

/** How a list is written as CSV; an item may make several rows, such as the lines of a journal entry. */
export interface CsvTable<T = any, R = any> {
  /** Name of the file, without its ending. */
  readonly file: string;
  /** The items of a reply that is no list of `items`. */
  readonly itemsOf?: (reply: any) => readonly T[];
  readonly rowsOf: (item: T) => readonly R[];
  readonly columns: readonly Column<R>[];
  /** Rows that are asked for at once, where one page costs as much as all of them; 200 without it. */
  readonly pageRows?: number;
}

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Text as a spreadsheet shows it and never computes it: what would begin a formula begins with an apostrophe. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A column of text. */
export function text<R>(name: string, of: (row: R) => string | undefined): Column<R> {
  return { name, cellOf: (row) => harmless(of(row) ?? ''), textOf: (row) => of(row) ?? '' };
}

/** A column of whole numbers. */
export function count<R>(name: string, of: (row: R) => number | undefined): Column<R> {
  return { name, cellOf: (row) => String(of(row) ?? '') };
}

/** The column of the unit, and columns of quantities in it as decimal numbers. */
export function quantities<R>(
  measureOf: (row: R) => { readonly unit: Unit; readonly quantityDecimals: number },
  quantitiesOf: Readonly<Record<string, (row: R) => number>>,
): Column<R>[] {
  const columns = Object.entries(quantitiesOf).map(([name, of]): Column<R> => ({
    name,
    cellOf: (row) => decimalQuantity(of(row), measureOf(row).quantityDecimals),
  }));
  return [text<R>('unit', (row) => measureOf(row).unit), ...columns];
}

/** The column of the currency, and columns of amounts in it as decimal numbers. */
export function money<R>(
  currencyOf: (row: R) => Currency | undefined,
  amountsMinor: Readonly<Record<string, (row: R) => number | undefined>>,
): Column<R>[] {
  const columns = Object.entries(amountsMinor).map(([name, of]): Column<R> => ({
    name,
    cellOf: (row) => {
      const [minor, currency] = [of(row), currencyOf(row)];
      return minor === undefined || currency === undefined ? '' : decimalOf(minor, currency);
    },
  }));
  return [text<R>('currency', currencyOf), ...columns];
}

/** A table of one row an item. */
export function tableOf<T>(file: string, columns: readonly Column<T>[]): CsvTable<T, T> {
  return { file, rowsOf: (item) => [item], columns };
}

/** The columns that a person gets: those of costs and margins only where they may be seen. */
export function columnsFor<R>(person: Person, { columns }: Pick<CsvTable<never, R>, 'columns'>): readonly Column<R>[] {
  return may(person, 'seeCosts') ? columns : columns.filter(({ name }) => !isCostKey(name));
}
