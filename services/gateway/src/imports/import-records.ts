import { z } from 'zod';
import { id, instant, type Actor } from '@comptoir/contracts';
import { modelOf, plain, storeSchema, type Connection } from '@comptoir/kit';

/** Days that an import and its rows are kept. */
export const IMPORT_DAYS = 30;

/** What is taken in from files. */
export const importKindName = z.enum(['products', 'suppliers', 'customers', 'opening-stock']);
export type ImportKindName = z.infer<typeof importKindName>;

/** Where an import is: rows are compared with what is there, it waits to be run, it runs, it is over. */
export const importState = z.enum(['checking', 'ready', 'running', 'done', 'stopped', 'cancelled', 'failed']);
export type ImportState = z.infer<typeof importState>;

/** Whether wrong rows stop all of it, or are left out. */
export const importMode = z.enum(['allOrNothing', 'goodRowsOnly']);
export type ImportMode = z.infer<typeof importMode>;

/** Something wrong with a row: what is there, and what would be right, as a form or an example. */
export const importFault = z.object({
  line: z.int(),
  /** Name of the column in the file. */
  column: z.string(),
  found: z.string(),
  code: z.string(),
  right: z.string(),
  /** When it was found: at the check, or when the row was to be written. */
  phase: z.enum(['check', 'run']),
});
export type ImportFault = z.infer<typeof importFault>;

/** An import of a file, as far as it is. */
export const importView = z.object({
  importId: id('import'),
  kind: importKindName,
  /** The store whose opening stock it is. */
  storeId: id('store').optional(),
  fileName: z.string(),
  state: importState,
  columns: z.array(z.object({ name: z.string(), column: z.string().nullable() })),
  /** Columns that nothing is read from. */
  unknownColumns: z.array(z.string()),
  /** Rows of the file, and those that were compared. */
  rows: z.int(),
  checkedRows: z.int(),
  /** What the rows would do. */
  counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), wrong: z.int() }),
  mode: importMode.optional(),
  /** Rows that were run through, and what was written of them. */
  doneRows: z.int(),
  written: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  /** Rows a second while it ran; absent before the first rows. */
  rowsPerSecond: z.number().optional(),
  createdAt: instant,
  createdBy: z.string(),
  startedAt: instant.optional(),
  startedBy: z.string().optional(),
  endedAt: instant.optional(),
});
export type ImportView = z.infer<typeof importView>;

/** An import as stored; `place` is the number of its next chunk. */
export interface ImportRecord extends Omit<ImportView, 'importId' | 'rowsPerSecond' | 'createdAt'> {
  readonly _id: string;
  readonly commandId: string;
  readonly fileHash: string;
  readonly actor: Actor;
  readonly chunks: number;
  readonly place: number;
  /** The chunk that was last sent to be written. */
  readonly sent: number;
  readonly cancelAsked: boolean;
  /** Milliseconds that the run took so far. */
  readonly workedMs: number;
  readonly dueAt?: Date;
  readonly createdAt: Date;
}

/** What was found out about a row when the file was read. */
export interface StoredRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** What of it an earlier line has already, and which one. */
  readonly twice?: { readonly column: string; readonly found: string; readonly code: string; readonly line: number };
}

/** A row that is to be written, as its kind has it. */
export interface TodoRow {
  readonly line: number;
}

/** A chunk of rows; once it was compared, `todo` are those that are to be written. */
export interface ChunkRecord {
  readonly _id: string;
  readonly rows: readonly StoredRow[];
  readonly todo: readonly TodoRow[] | null;
  /** Rows that were found wrong. */
  readonly wrong: number;
}

const importSchema = storeSchema({
  _id: String,
  commandId: String,
  kind: String,
  storeId: String,
  fileHash: String,
  fileName: String,
  state: String,
  columns: plain,
  unknownColumns: [String],
  rows: Number,
  checkedRows: Number,
  counts: plain,
  mode: String,
  doneRows: Number,
  written: plain,
  actor: plain,
  chunks: Number,
  place: Number,
  sent: Number,
  cancelAsked: Boolean,
  workedMs: Number,
  dueAt: Date,
  createdAt: Date,
  createdBy: String,
  startedAt: String,
  startedBy: String,
  endedAt: String,
});
importSchema.index({ commandId: 1 }, { unique: true });
importSchema.index({ dueAt: 1 }, { sparse: true });
importSchema.index({ createdAt: 1 }, { expireAfterSeconds: IMPORT_DAYS * 86_400 });

/** `_id` is `<importId>/<number of the chunk>`. */
const chunkSchema = storeSchema({ _id: String, rows: plain, todo: plain, wrong: Number, createdAt: Date });
chunkSchema.index({ createdAt: 1 }, { expireAfterSeconds: IMPORT_DAYS * 86_400 });

/** `key` is `<importId>/<phase>/<line>/<number>`: the order of the list; `chunk` lets a chunk that is compared again replace them. */
const faultSchema = storeSchema({
  _id: String,
  key: String,
  chunk: String,
  line: Number,
  column: String,
  found: String,
  code: String,
  right: String,
  phase: String,
  createdAt: Date,
});
faultSchema.index({ key: 1 });
faultSchema.index({ chunk: 1 });
faultSchema.index({ createdAt: 1 }, { expireAfterSeconds: IMPORT_DAYS * 86_400 });

/** The collections of imports. */
export function importCollections(connection: Connection) {
  return {
    imports: modelOf(connection, 'imports', importSchema),
    chunks: modelOf(connection, 'importChunks', chunkSchema),
    faults: modelOf(connection, 'importFaults', faultSchema),
  };
}

/** An import as the API shows it. */
export function importViewOf(record: ImportRecord): ImportView {
  const { _id, createdAt, workedMs, doneRows, mode, startedAt, startedBy, endedAt, ...rest } = record;
  return importView.parse({
    ...rest,
    importId: _id,
    doneRows,
    createdAt: createdAt.toISOString(),
    ...(mode ? { mode } : {}),
    ...(startedAt ? { startedAt, startedBy } : {}),
    ...(endedAt ? { endedAt } : {}),
    ...(workedMs > 0 && doneRows > 0 ? { rowsPerSecond: Math.round((doneRows * 1_000) / workedMs) } : {}),
  });
}
