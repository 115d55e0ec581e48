import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { parse, CsvError } from 'csv-parse';
import { DomainError, type ErrorKind } from '@comptoir/contracts';
import { pause } from '@comptoir/kit';
import { importErrors } from './import-errors.js';

/** A row of a file with the line it begins on, from 1. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const ZIP = 'PK\x03\x04';
const MAX_RECORD_BYTES = 1_048_576;
const SHEET_WITHIN_MS = 60_000;
/** What a workbook of 20 MB takes at most. */
const SHEET_MEMORY_MB = 1_024;
const ROWS_AT_ONCE = 1_000;
const PIECE_LETTERS = 65_536;

/** Whether a file is a workbook, by its first letters. */
export function isWorkbook(file: Buffer): boolean {
  return file.subarray(0, 4).toString('latin1') === ZIP;
}

/** The rows of a CSV or XLSX file that are not empty; other work goes on while they are read. Refuses import.file-unreadable and import.file-too-large. */
export async function* tableRows(file: Buffer): AsyncGenerator<FileRow> {
  let read = 0;
  for await (const row of isWorkbook(file) ? workbookRows(file) : csvRows(textOf(file))) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    read += 1;
    if (read % ROWS_AT_ONCE === 0) await pause(0);
    yield row;
  }
}

/** Text of a file: UTF-8, UTF-16 with its mark, or else what spreadsheets of Western Europe write. */
export function textOf(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}

/** The separator of a CSV text: of comma, semicolon and tabulator the one that the first line has most of. */
export function separatorOf(csv: string): string {
  const [head = ''] = csv.split(/\r?\n/, 1);
  const found = [',', ';', '\t'].map((one) => ({ one, times: head.split(one).length }));
  return found.toSorted((a, b) => b.times - a.times)[0]!.one;
}

async function* csvRows(csv: string): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter: separatorOf(csv),
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  const feed = async (): Promise<void> => {
    for (let at = 0; at < csv.length && !parser.destroyed; at += PIECE_LETTERS) {
      if (!parser.write(csv.slice(at, at + PIECE_LETTERS))) await once(parser, 'drain');
    }
    parser.end();
  };
  const fed = feed().catch((error: unknown) => void parser.destroy(error as Error));
  try {
    for await (const { record, info } of parser) {
      const cells = record as string[];
      const within = cells.reduce((lines, cell) => lines + cell.split('\n').length - 1, 0);
      yield { line: info.lines - within, cells };
    }
    await fed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw importErrors.fileUnreadable(`The file is no CSV: ${error.message}.`, { cause: error.code });
  }
}

type FromWorker =
  | { readonly rows: readonly string[][] }
  | { readonly end: true }
  | { readonly refusal: { code: string; kind: ErrorKind; message: string; details: Record<string, unknown> } };

async function* workbookRows(file: Buffer): AsyncGenerator<FileRow> {
  const worker = new Worker(new URL('./sheet-worker.js', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: SHEET_MEMORY_MB },
  });
  const pieces: (readonly string[][])[] = [];
  const read = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(tooMuch()), SHEET_WITHIN_MS);
    const ended = (act: () => void): void => {
      clearTimeout(late);
      act();
    };
    worker.on('message', (message: FromWorker) => {
      if ('rows' in message) pieces.push(message.rows);
      else if ('end' in message) ended(resolve);
      else {
        const { code, kind, message: text, details } = message.refusal;
        ended(() => reject(new DomainError(code, kind, text, details)));
      }
    });
    worker.on('error', (error: Error & { code?: string }) =>
      ended(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error)),
    );
  });
  try {
    await read;
  } finally {
    await worker.terminate();
  }
  let line = 0;
  for (const rows of pieces) for (const cells of rows) yield { line: (line += 1), cells };
}

function tooMuch(): Error {
  return importErrors.fileTooLarge('The workbook takes too long to read: save it as CSV, in parts.');
}
