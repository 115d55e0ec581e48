import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Page } from '../http/newest-of.js';
import type { CsvTable } from './table.js';

/**
 * A list as CSV (RFC 4180, UTF-8 with a byte order mark): read page by page as fast as the reader takes it, so that no more
 * than a page is in memory. When a page cannot be read, the stream fails: a list that is cut never looks whole.
 */
export function csvStream<T>(
  { rowsOf, columns }: CsvTable<T>,
  first: Page<T>,
  nextPage: (cursor: string) => Promise<Page<T>>,
): Readable {
  async function* rows(): AsyncGenerator<string[]> {
    for (let page = first; ; page = await nextPage(page.nextCursor)) {
      for (const item of page.items) for (const row of rowsOf(item)) yield columns.map((column) => column.cellOf(row));
      if (page.nextCursor === undefined) return;
    }
  }
  const names = columns.map((column) => column.name);
  const csv = stringify({
    bom: true,
    header: true,
    columns: names,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/, // by itself it quotes the whole delimiter only
  });
  return pipeline(Readable.from(rows()), csv, () => undefined); // a fault of either reaches the reader of the other
}
