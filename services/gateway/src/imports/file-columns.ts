import { searchWords } from '@comptoir/contracts';
import { importErrors } from './import-errors.js';

/** What the columns of a kind of file may mean. */
export interface ColumnNames<C extends string = string> {
  /** Names by column, in three languages. */
  readonly names: Readonly<Record<C, readonly string[]>>;
  /** Columns of an export that are not taken in. */
  readonly known: readonly string[];
  /** Of each of these, one column at least must be there: they tell what a row is about. */
  readonly required: readonly (readonly C[])[];
}

/** A column of the file: its name there, and what it means; null where it means nothing. */
export interface FileColumn<C extends string = string> {
  readonly name: string;
  readonly column: C | null;
}

function keyOf(name: string): string {
  return searchWords(name).join('');
}

/** The columns of the first row, by their names in three languages, case and accents aside. Refuses import.column-missing and import.column-twice. */
export function fileColumnsOf<C extends string>(
  head: readonly string[],
  { names, required }: ColumnNames<C>,
): FileColumn<C>[] {
  const byKey = new Map(
    Object.entries<readonly string[]>(names).flatMap(([column, all]) =>
      all.map((name) => [keyOf(name), column as C] as const),
    ),
  );
  const columns = head.map((name) => ({ name: name.trim().slice(0, 100), column: byKey.get(keyOf(name)) ?? null }));
  const meant = columns.flatMap(({ column }) => column ?? []);
  const twice = meant.find((column, at) => meant.indexOf(column) !== at);
  if (twice !== undefined) {
    const both = columns.filter(({ column }) => column === twice).map(({ name }) => name);
    throw importErrors.columnTwice(`The columns ${both.join(' and ')} mean the same: leave one out.`, {
      columns: both,
    });
  }
  const missing = required.find((any) => !any.some((column) => meant.includes(column)));
  if (!missing) return columns;
  throw importErrors.columnMissing(`The first line has no column for ${missing.join(' or ')}: name one so.`, {
    column: missing[0],
  });
}

/** Names of columns that nothing is read from; not those of an export that a record has by itself. */
export function unknownColumns(columns: readonly FileColumn[], { known }: ColumnNames): string[] {
  const keys = new Set(known.map(keyOf));
  return columns
    .filter(({ name, column }) => column === null && name !== '' && !keys.has(keyOf(name)))
    .map(({ name }) => name);
}

/** The name in the file of what a fault is about. */
export function nameIn(columns: readonly FileColumn[], column: string): string {
  return columns.find((one) => one.column === column)?.name ?? column;
}

/** Text of the cells of a row by column; a column that the file does not have is left out. */
export function cellsOf<C extends string>(
  columns: readonly FileColumn<C>[],
  cells: readonly string[],
): Partial<Record<C, string>> {
  const named = columns.flatMap(({ column }, at) => (column === null ? [] : [[column, cells[at] ?? ''] as const]));
  return Object.fromEntries(named) as Partial<Record<C, string>>;
}
