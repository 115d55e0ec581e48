import { bookkeepingErrors, CURRENCY_DECIMALS, type Currency } from '@comptoir/contracts';

/** A fault of a file, the field as `line 3, debit`. */
interface Issue {
  readonly field: string;
  readonly fault: string;
}

/** A row of CSV with the line it begins on, from 1. */
interface Row {
  readonly line: number;
  readonly cells: string[];
}

/** A line of a file: the text of its cells by column, without spaces around it; empty where there is none. */
export interface CsvLine<C extends string> {
  readonly line: number;
  /** Cells beyond the columns of the file. */
  readonly tooMany?: string;
  readonly textIn: (column: C) => string;
}

/** Notes a fault of a line in one of its columns. */
export type NoteFault<C extends string> = (column: C, fault: string) => void;

/** The rows of CSV text by RFC 4180, without empty ones; or the line where a quotation begins that does not end. */
export function rowsOf(csv: string): Row[] | { readonly openQuote: number } {
  const rows: Row[] = [{ line: 1, cells: [] }];
  let cell = '';
  let line = 1;
  let quotedFrom = 0;
  for (let at = 0; at < csv.length; at += 1) {
    const letter = csv[at]!;
    if (letter === '\n') line += 1;
    if (quotedFrom && letter === '"' && csv[at + 1] === '"') cell += csv[(at += 1)];
    else if (letter === '"' && (quotedFrom || cell === '')) quotedFrom = quotedFrom ? 0 : line;
    else if (quotedFrom || !',\n\r'.includes(letter)) cell += letter;
    else if (letter !== '\r') {
      rows.at(-1)!.cells.push(cell);
      cell = '';
      if (letter === '\n') rows.push({ line, cells: [] });
    }
  }
  if (quotedFrom) return { openQuote: quotedFrom };
  rows.at(-1)!.cells.push(cell);
  return rows.filter(({ cells }) => cells.some((one) => one.trim() !== ''));
}

/**
 * The lines of a file whose first row names its columns, in any order; refuses `opening.csv-invalid` without the required
 * columns, with unknown ones, without a line and with more than `most`.
 */
export function csvLines<C extends string>(
  csv: string,
  { columns, required, most }: { columns: readonly C[]; required: readonly C[]; most: number },
): CsvLine<C>[] {
  const rows = rowsOf(csv.replace(/^\uFEFF/, ''));
  if (!Array.isArray(rows)) throw invalid([{ field: `line ${rows.openQuote}`, fault: 'a quotation does not end' }]);
  const [head, ...body] = rows;
  const names = head?.cells.map((name) => name.trim()) ?? [];
  const unknown = names.filter((name) => !columns.includes(name as C));
  const missing = required.filter((name) => !names.includes(name));
  const faults = [
    ...unknown.map((name) => ({ field: `line 1, ${name}`, fault: `is not one of ${columns.join(', ')}` })),
    ...missing.map((name) => ({ field: `line 1, ${name}`, fault: 'this column is missing' })),
    ...(body.length === 0 ? [{ field: 'line 2', fault: 'there is no line' }] : []),
    ...body.slice(most, most + 1).map(({ line }) => ({
      field: `line ${line}`,
      fault: `a file has ${most} lines at most, and this one ${body.length}: put the rest into another one`,
    })),
  ];
  if (faults.length > 0) throw invalid(faults);
  return body.map(({ line, cells }) => ({
    line,
    ...(cells.length > names.length
      ? { tooMany: `has ${cells.length} cells, and there are ${names.length} columns` }
      : {}),
    textIn: (column) => cells[names.indexOf(column)]?.trim() ?? '',
  }));
}

/** What each line of a file says; refuses all of it with `opening.csv-invalid`, which names line and column of every fault. */
export function readAll<C extends string, T>(
  lines: readonly CsvLine<C>[],
  read: (line: CsvLine<C>, note: NoteFault<C>) => T,
): T[] {
  const issues: Issue[] = [];
  const all = lines.map((one) => {
    if (one.tooMany !== undefined) issues.push({ field: `line ${one.line}`, fault: one.tooMany });
    return read(one, (column, fault) => issues.push({ field: `line ${one.line}, ${column}`, fault }));
  });
  if (issues.length > 0) throw invalid(issues);
  return all;
}

/** A decimal number, without signs and separators of thousands, in minor units; an empty cell is nothing. */
export function minorOf(text: string, currency: Currency): number | undefined {
  if (text === '') return 0;
  const [, whole = '', fraction = ''] = /^(\d{1,13})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  const decimals = CURRENCY_DECIMALS[currency];
  if (whole === '' || fraction.length > decimals) return undefined;
  return Number(whole) * 10 ** decimals + Number(fraction.padEnd(decimals, '0') || '0');
}

function invalid(issues: readonly Issue[]): Error {
  const [first] = issues;
  return bookkeepingErrors.openingCsvInvalid(
    `Nothing was taken in: ${first!.field}: ${first!.fault}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}.`,
    { issues: issues.slice(0, 50) },
  );
}
