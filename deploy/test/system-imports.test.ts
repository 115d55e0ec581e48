import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCsv } from './system/csv.js';
import { openStoreFixture } from './system/store-fixture.js';
import { eventually, startTestSystem, type TestSystem } from './system/system.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEAD = 'Référence;Désignation;Prix;Devise;TVA;Code-barres;Couleur\n';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await openStoreFixture(system);
}, 180_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

let files = 0;
const upload = (content: string | Buffer, key?: string) => {
  files += 1;
  const body = { fileName: `products-${files}.csv`, content: Buffer.from(content as string).toString('base64') };
  return system.manager.post('/imports/products', body, key);
};
const read = (importId: string) => system.manager.get(`/imports/products/${importId}`);
const until = (importId: string, states: readonly string[]): Promise<any> =>
  eventually(async () => {
    const found = await read(importId);
    expect(states).toContain(found.state);
    return found;
  }, 120_000);
const compared = async (content: string | Buffer) => until((await upload(content)).importId, ['ready']);
const run = async (importId: string, mode = 'goodRowsOnly') => {
  await system.manager.post(`/imports/products/${importId}/run`, { mode });
  return until(importId, ['done', 'stopped', 'failed']);
};
const errorsOf = async (importId: string) =>
  (await system.manager.get(`/imports/products/${importId}/errors?limit=200`)).items;
const bySku = async (sku: string) => (await system.manager.get(`/products?sku=${sku}`)).items[0];

describe('a file of products', () => {
  test('is compared, run with its good rows, and changes nothing when it is imported again', async () => {
    const file = `${HEAD}IM-1;Thé vert;1 250,50;DZD;19;61300002;vert\nIM-2;Café;abc;DZD;9;;\nIM-3;Sucre;100;DZD;9;61300002;\nIM-1;Thé;1;DZD;9;;\nIM-4;Miel;10;DZD;9;61300001;\n`;
    const seen = await compared(file);
    expect(seen).toMatchObject({
      rows: 5,
      checkedRows: 5,
      counts: { new: 1, changed: 0, unchanged: 0, wrong: 4 },
      unknownColumns: ['Couleur'],
    });
    expect(seen.columns[0]).toEqual({ name: 'Référence', column: 'sku' });
    expect(await bySku('IM-1')).toBeUndefined();
    expect(await errorsOf(seen.importId)).toEqual([
      { line: 3, column: 'Prix', found: 'abc', code: 'import.not-amount', right: '1234.50', phase: 'check' },
      { line: 4, column: 'Code-barres', found: '61300002', code: 'import.barcode-twice', right: '≠ 2', phase: 'check' },
      { line: 5, column: 'Référence', found: 'im-1', code: 'import.sku-twice', right: '≠ 2', phase: 'check' },
      {
        line: 6,
        column: 'Code-barres',
        found: '61300001',
        code: 'product.check-digit-wrong',
        right: expect.stringContaining('61300002 would be right'),
        phase: 'check',
      },
    ]);
    const csv = await system.manager.open(`/imports/products/${seen.importId}/errors`, 'text/csv');
    expect((await csv.text()).split('\r\n')[1]).toBe('3,Prix,abc,import.not-amount,1234.50,check');

    const whole = await system.manager.ask('POST', `/imports/products/${seen.importId}/run`, { mode: 'allOrNothing' });
    expect([whole.status, whole.body.code]).toEqual([422, 'import.has-errors']);
    const done = await run(seen.importId);
    expect(done).toMatchObject({
      state: 'done',
      doneRows: 5,
      written: { added: 1, changed: 0, unchanged: 0, refused: 0 },
    });
    expect(await bySku('IM-1')).toMatchObject({ name: 'Thé vert', priceListMinor: 125_050, taxRateBps: 1_900 });

    const again = await compared(file);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 1, wrong: 4 });
    expect((await run(again.importId)).written).toEqual({ added: 0, changed: 0, unchanged: 1, refused: 0 });
    expect((await bySku('IM-1')).revision).toBe(1);
    expect((await system.manager.get('/imports/products?limit=1')).items[0].importId).toBe(again.importId);
  });

  test('that was exported, as CSV or XLSX, changes nothing', async () => {
    for (const type of ['text/csv', XLSX]) {
      const answer = await system.manager.open('/products', type);
      expect(answer.headers.get('content-type')).toContain(type);
      const seen = await compared(Buffer.from(await answer.arrayBuffer()));
      expect(seen.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
      expect(seen.counts.unchanged).toBe((await readCsv(system.manager, '/products')).rows.length);
      expect(seen.unknownColumns).toEqual([]);
    }
  });

  test('stops, all or nothing, at a row that was refused in between, and tells what was written', async () => {
    const row = (at: number) => `AN-${at};Article ${at};10;DZD;19;${at === 700 ? '77000705' : ''};`;
    const file = HEAD + Array.from({ length: 1_200 }, (_none, at) => row(at)).join('\n');
    const seen = await compared(file);
    expect(seen.counts).toMatchObject({ new: 1_200, wrong: 0 });
    await system.manager.post('/products', {
      ...{ sku: 'TAKER', name: 'Taker', barcodes: ['77000705'], currency: 'DZD', taxRateBps: 0, warrantyMonths: 0 },
      ...{ lowStockThreshold: 0, priceMinMinor: 1, priceListMinor: 1, priceMaxMinor: 1 },
    });
    const stopped = await run(seen.importId, 'allOrNothing');
    expect(stopped).toMatchObject({ state: 'stopped', doneRows: 500, written: { added: 500, refused: 1 } });
    expect(await errorsOf(seen.importId)).toEqual([
      expect.objectContaining({ line: 702, column: 'Code-barres', code: 'product.barcode-taken', phase: 'run' }),
    ]);
    expect([await bySku('AN-499'), await bySku('AN-500')]).toEqual([
      expect.objectContaining({ revision: 1 }),
      undefined,
    ]);
  });

  test.each([
    ['without a SKU', 'name\nx', 'import.column-missing'],
    ['with two prices', 'sku,price,prix\nA,1,2', 'import.column-twice'],
    ['that is a damaged workbook', Buffer.from('PK\x03\x04 nothing'), 'import.file-unreadable'],
    ['that is empty', '\n', 'import.file-unreadable'],
    ['of too many rows', `sku\n${'A\n'.repeat(100_001)}`, 'import.file-too-large'],
  ])('%s is refused', async (_name, content, code) => {
    await expect(upload(content)).rejects.toMatchObject({ code });
  });

  test('is taken once an Idempotency-Key; nobody who is not signed in sends one', async () => {
    const body = { fileName: 'x.csv', content: Buffer.from('sku\nA').toString('base64') };
    const [one, two] = [
      await system.manager.post('/imports/products', body, 'import-once'),
      await system.manager.post('/imports/products', body, 'import-once'),
    ];
    expect(two.importId).toBe(one.importId);
    const answer = await fetch(new URL('/api/v1/imports/products', system.shop.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([answer.status, ((await answer.json()) as any).code]).toEqual([401, 'auth.required']);
  });
});

test('an import goes on where it was after the gateway was killed, and writes each row once', async () => {
  const rows = 6_000;
  const lines = Array.from({ length: rows }, (_none, at) => `KILL-${at};Article ${at};10;DZD;19;;`);
  const seen = await compared(HEAD + lines.join('\n'));
  await system.manager.post(`/imports/products/${seen.importId}/run`, { mode: 'allOrNothing' });
  await eventually(async () => expect((await read(seen.importId)).doneRows).toBeGreaterThan(0));
  process.kill(await system.pid('gateway'), 'SIGKILL');
  const done = await until(seen.importId, ['done', 'stopped', 'failed']);
  expect(done).toMatchObject({ state: 'done', doneRows: rows, written: { added: rows, changed: 0, refused: 0 } });
  for (const at of [0, 2_500, rows - 1]) {
    const { productId, revision } = await bySku(`KILL-${at}`);
    expect(revision).toBe(1);
    expect((await system.manager.get(`/products/${productId}/prices`)).items).toHaveLength(1);
  }
}, 240_000);

test('an import that is cancelled tells what it has written', async () => {
  const lines = Array.from({ length: 6_000 }, (_none, at) => `CAN-${at};Article ${at};10;DZD;19;;`);
  const seen = await compared(HEAD + lines.join('\n'));
  await system.manager.post(`/imports/products/${seen.importId}/run`, { mode: 'allOrNothing' });
  await eventually(async () => expect((await read(seen.importId)).doneRows).toBeGreaterThan(0));
  await system.manager.post(`/imports/products/${seen.importId}/cancel`);
  const { written, doneRows } = await until(seen.importId, ['cancelled']);
  expect(written.added).toBe(doneRows);
  expect(doneRows).toBeLessThan(6_000);
  expect(await bySku(`CAN-${doneRows - 1}`)).toBeDefined();
  expect(await bySku(`CAN-${doneRows}`)).toBeUndefined();
}, 120_000);
