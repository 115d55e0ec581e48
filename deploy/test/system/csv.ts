import type { ApiClient } from '../../src/api-client.js';

/** A row of a CSV answer, by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

/** The cells of CSV text by RFC 4180, read letter by letter. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] as string;
    if (quoted && letter === '"' && text[at + 1] === '"') cell += text[(at += 1)];
    else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === ',') cell = (row.push(cell), '');
    else if (letter === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
    } else if (letter !== '\r') cell += letter;
  }
  return rows;
}

/** Asks for a list as CSV: its columns and its rows. */
export async function readCsv(client: ApiClient, path: string): Promise<{ columns: string[]; rows: CsvRow[] }> {
  const response = await client.open(path, 'text/csv');
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('text/csv')) throw new Error(`${path}: ${response.status} ${type} ${bytes}`);
  if (!bytes.subarray(0, 3).equals(Buffer.from('\uFEFF'))) throw new Error(`${path} has no byte order mark`);
  const [columns = [], ...rows] = cellsOf(bytes.subarray(3).toString('utf8'));
  return {
    columns,
    rows: rows.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] as string]))),
  };
}
