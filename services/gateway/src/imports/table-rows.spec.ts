import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { sheetBytes } from '../csv/sheet-bytes.js';
import { harmless } from '../csv/table.js';
import { sheetRows } from './sheet-rows.js';
import { isWorkbook, separatorOf, tableRows, textOf } from './table-rows.js';
import { refuseZipBomb } from './unzip-within.js';

async function rowsOf(file: string | Buffer) {
  const rows = [];
  for await (const row of tableRows(Buffer.from(file as string))) rows.push(row);
  return rows;
}

describe('CSV', () => {
  test('rows have the line they begin on; empty ones are left out', async () => {
    expect(await rowsOf('\uFEFFsku,name\r\nA,"two\nlines"\n\n,\nB,"say ""x"""\n')).toEqual([
      { line: 1, cells: ['sku', 'name'] },
      { line: 2, cells: ['A', 'two\nlines'] },
      { line: 6, cells: ['B', 'say "x"'] },
    ]);
  });

  test.each([
    ['semicolons', 'sku;name;price\nA;x,y;1,5', ['A', 'x,y', '1,5']],
    ['tabulators', 'sku\tname\nA\tx;y', ['A', 'x;y']],
    ['a quote within a text', 'sku,name\nA,screen 24"', ['A', 'screen 24"']],
  ])('%s', async (_name, file, cells) => {
    expect((await rowsOf(file))[1]!.cells).toEqual(cells);
  });

  test('letters as spreadsheets write them', () => {
    expect(textOf(Buffer.from('é', 'utf8'))).toBe('é');
    expect(textOf(Buffer.from([0xe9]))).toBe('é');
    expect(textOf(Buffer.from('\uFEFFé', 'utf16le'))).toBe('é');
    expect(separatorOf('a')).toBe(',');
  });

  test('a quotation that does not end is refused with its line', async () => {
    await expect(rowsOf('sku,name\nA,"x\nB,y')).rejects.toMatchObject({ code: 'import.file-unreadable' });
  });
});

/** A ZIP archive of one file that says of itself that it is of `told` bytes. */
function archiveOf(content: Buffer, told: number): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(31);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(1, 26);
  const entry = Buffer.alloc(47);
  entry.write('PK\x01\x02', 'latin1');
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(told, 24);
  entry.writeUInt16LE(1, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe('XLSX', () => {
  test('text and numbers come back as they were, and nothing is computed', async () => {
    const cell = fc.oneof(fc.stringMatching(/^[=+@a-zé ء-ي"<&]{0,8}[a-z]$/), fc.integer({ min: 0, max: 1e12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (sheet) => {
        const file = await sheetBytes(sheet);
        expect(isWorkbook(file)).toBe(true);
        expect(await sheetRows(file)).toEqual(sheet.map((row) => row.map((one) => harmless(String(one)))));
      }),
      { numRuns: 20 },
    );
  });

  test('an archive that is larger than it says is refused before it fills the memory', () => {
    const bomb = archiveOf(Buffer.alloc(1_000_000), 10);
    expect(() => refuseZipBomb(bomb, 999_999)).toThrow(expect.objectContaining({ code: 'import.file-too-large' }));
    expect(() => refuseZipBomb(bomb, 1_000_000)).not.toThrow();
  });

  test.each([
    ['cut off', (file: Buffer) => file.subarray(0, file.length - 30)],
    ['no workbook', () => archiveOf(Buffer.from('x'), 1)],
  ])('a file that is %s is refused', async (_name, damage) => {
    const file = damage(await sheetBytes([['sku'], ['A']]));
    await expect(sheetRows(file)).rejects.toMatchObject({ code: 'import.file-unreadable' });
  });
});
