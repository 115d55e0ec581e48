import type { Actor } from '@comptoir/contracts';
import type { Caller } from '@comptoir/kit';
import { nameIn, type ColumnNames, type FileColumn } from './file-columns.js';
import type { ImportFault, StoredRow, TodoRow } from './import-records.js';

/** What a chunk would do: its rows to be written, what is wrong, and how many rows are of each outcome. */
export interface Checked<T extends TodoRow = TodoRow> {
  readonly todo: readonly T[];
  readonly faults: readonly ImportFault[];
  readonly counts: { new: number; changed: number; unchanged: number; wrong: number };
}

/** What became of the rows of a chunk. */
export interface Written {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly ImportFault[];
}

/** What a kind is asked with: who imports, what the columns mean, and the store where the kind has one. */
export interface ImportAsking {
  readonly caller: Caller;
  readonly actor: Actor;
  readonly columns: readonly FileColumn[];
  readonly storeId?: string | undefined;
  /** Hash of the file. */
  readonly fileHash: string;
  /** Number of the chunk. */
  readonly chunk: number;
}

/** Records that are taken in from files: how they are recognised, compared and written. */
export interface ImportKind<T extends TodoRow = any> {
  readonly columns: ColumnNames;
  /** Rows of a chunk: those that are compared and written together. */
  readonly chunkRows: number;
  /** Notes what earlier rows were about; answers what of a row is there already. */
  twiceFinder(columns: readonly FileColumn[]): (line: number, cells: readonly string[]) => StoredRow['twice'];
  /** Compares rows with what is there; nothing is written. */
  check(asking: ImportAsking, rows: readonly StoredRow[]): Promise<Checked<T>>;
  /** Writes rows under a command id: again with the same one, nothing is written twice. With `allOrNothing` it ends at a row that is refused. */
  write(
    asking: ImportAsking & { readonly commandId: string; readonly allOrNothing: boolean },
    todo: readonly T[],
  ): Promise<Written>;
}

/** What is wrong with a row beyond its cells: it is there twice, or longer than the head. */
export function faultsOfRow(
  columns: readonly FileColumn[],
  { cells, twice }: StoredRow,
): Omit<ImportFault, 'line' | 'phase'>[] {
  return [
    ...(twice
      ? [{ column: nameIn(columns, twice.column), found: twice.found, code: twice.code, right: `≠ ${twice.line}` }]
      : []),
    ...(cells.length > columns.length
      ? [{ column: '', found: cells.at(-1)!, code: 'import.too-many-cells', right: `≤ ${columns.length}` }]
      : []),
  ];
}
