import { describe, expect, test } from '@jest/globals';
import type { Currency } from '@comptoir/contracts';
import { buffer } from 'node:stream/consumers';
import type { Page } from '../http/newest-of.js';
import type { Person } from '../people/person.js';
import { csvStream } from './csv-stream.js';
import { columnsFor, count, money, tableOf, text } from './table.js';

interface Row {
  readonly name: string;
  readonly units?: number;
  readonly currency?: Currency;
  readonly netMinor?: number;
  readonly costMinor?: number;
}
const table = tableOf<Row>('rows', [
  text('name', (row) => row.name),
  count('units', (row) => row.units),
  ...money<Row>((row) => row.currency, { net: (row) => row.netMinor, cost: (row) => row.costMinor }),
]);

const noMore = (): Promise<Page<Row>> => Promise.reject(new Error('there is no next page'));
const linesOf = async (...items: Row[]): Promise<string[]> =>
  (await buffer(csvStream(table, { items }, noMore))).toString('utf8').split('\r\n');

test('a byte order mark, the names, a line a row; an empty list is its names', async () => {
  expect(await linesOf()).toEqual(['\uFEFFname,units,currency,net,cost', '']);
  expect(await linesOf({ name: 'Thé', units: 0 })).toEqual(['\uFEFFname,units,currency,net,cost', 'Thé,0,,,', '']);
});

test.each<[Row, string]>([
  [{ name: 'a,b' }, '"a,b",,,,'],
  [{ name: 'Écran 24"' }, '"Écran 24""",,,,'],
  [{ name: 'two\nlines' }, '"two\nlines",,,,'],
  [{ name: '', currency: 'DZD', netMinor: -1 }, ',,DZD,-0.01,'],
  [{ name: '', currency: 'DZD', netMinor: 123_456 }, ',,DZD,1234.56,'],
  [{ name: '', currency: 'TND', netMinor: 5 }, ',,TND,0.005,'],
  [{ name: '', currency: 'JPY', netMinor: 5 }, ',,JPY,5,'],
  [{ name: '', netMinor: 5 }, ',,,,'],
])('%o is written %s', async (row, line) => expect((await linesOf(row))[1]).toBe(line));

test.each(['=1+1', '+213 555', '-2', '@SUM(A1)', '\tx', '=HYPERLINK("http://a.example","b")'])(
  'the text %s is no formula',
  async (name) => {
    const cell = (await linesOf({ name }))[1]!.replace(/,,,,$/, '');
    expect(cell.replaceAll(/^"|"$/g, '').replaceAll('""', '"')).toBe(`'${name}`);
  },
);

test('costs are columns for those who may see them only', () => {
  const namesFor = (role: Person['role']): string[] =>
    columnsFor({ userId: 'u', name: 'n', role, storeIds: null }, table).map((column) => column.name);
  expect(namesFor('auditor')).toEqual(['name', 'units', 'currency', 'net', 'cost']);
  expect(namesFor('cashier')).toEqual(['name', 'units', 'currency', 'net']);
});

describe('page by page', () => {
  const PAGE = 200;
  /** A row of the size of a sale, so that the buffers of the stream hold a part of a page. */
  const nameAt = (at: number): string => `row ${at} ${'x'.repeat(400)}`;
  const pageFrom = (at: number, end: number): Page<Row> => {
    const items = Array.from({ length: Math.min(PAGE, end - at) }, (_none, index) => ({ name: nameAt(at + index) }));
    return at + PAGE < end ? { items, nextCursor: String(at + PAGE) } : { items };
  };

  test('10,000 rows come whole and in order, and a slow reader is never two pages behind', async () => {
    const rows = 10_000;
    let asked = 1;
    const next = async (cursor: string): Promise<Page<Row>> => {
      asked += 1;
      return pageFrom(Number(cursor), rows);
    };
    let rest = '';
    const lines: string[] = [];
    let behind = 0;
    for await (const piece of csvStream(table, pageFrom(0, rows), next).setEncoding('utf8')) {
      const found = (rest + String(piece)).split('\r\n');
      rest = found.pop() as string;
      lines.push(...found);
      await new Promise(setImmediate); // the writer has its turn
      behind = Math.max(behind, asked * PAGE - lines.length);
    }
    expect(lines.slice(1)).toEqual(Array.from({ length: rows }, (_none, at) => `${nameAt(at)},,,,`));
    expect(asked).toBe(rows / PAGE);
    expect(behind).toBeLessThan(2 * PAGE);
  });

  test('a page that cannot be read breaks the stream: what was cut never looks whole', async () => {
    const fails = (): Promise<Page<Row>> => Promise.reject(new Error('sales does not answer'));
    await expect(buffer(csvStream(table, pageFrom(0, 1000), fails))).rejects.toThrow('sales does not answer');
  });

  test('a reader that goes away ends the reading', async () => {
    let asked = 0;
    const next = async (cursor: string): Promise<Page<Row>> => {
      asked += 1;
      return pageFrom(Number(cursor), Number.MAX_SAFE_INTEGER);
    };
    const stream = csvStream(table, pageFrom(0, 1000), next);
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.return?.();
    const atTheEnd = asked;
    await new Promise(setImmediate);
    expect([stream.destroyed, asked - atTheEnd <= 1]).toEqual([true, true]);
  });
});
