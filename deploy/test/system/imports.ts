import { beforeAll, describe, expect, test } from '@jest/globals';
import { readCsv } from './csv.js';
import { runAudit } from '../../src/audit.js';
import { openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Imports over HTTP; it kills the gateway, so it comes last on its system. */
export function imports(started: () => TestSystem): void {
  describe('imports, over HTTP', () => {
    const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const HEAD = 'Référence;Désignation;Prix;Devise;TVA;Code-barres;Couleur\n';

    let system: TestSystem;
    let fixture: StoreFixture;
    beforeAll(async () => {
      system = started();
      fixture = await openStoreFixture(system);
    }, 180_000);

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
          {
            line: 4,
            column: 'Code-barres',
            found: '61300002',
            code: 'import.barcode-twice',
            right: '≠ 2',
            phase: 'check',
          },
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

        const whole = await system.manager.ask('POST', `/imports/products/${seen.importId}/run`, {
          mode: 'allOrNothing',
        });
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

    /** Imports of a kind as a person does them: uploaded and compared, run, and what is wrong. */
    function importsOf(kind: string, more: object = {}) {
      const path = `/imports/${kind}`;
      const read = (importId: string) => system.owner.get(`${path}/${importId}`);
      const until = (importId: string, states: readonly string[]) =>
        eventually(async () => {
          const found = await read(importId);
          expect(states).toContain(found.state);
          return found;
        }, 120_000);
      const compare = async (content: string | Buffer) => {
        const body = { fileName: `${kind}.csv`, content: Buffer.from(content as string).toString('base64'), ...more };
        return until((await system.owner.post(path, body)).importId, ['ready']);
      };
      const write = async (importId: string, mode = 'goodRowsOnly') => {
        await system.owner.post(`${path}/${importId}/run`, { mode });
        return until(importId, ['done', 'stopped', 'failed']);
      };
      const faults = async (importId: string) => (await system.owner.get(`${path}/${importId}/errors?limit=200`)).items;
      return { compare, write, faults, read, until };
    }

    describe.each([
      ['suppliers', 'supplierId', 'NIF;Nom;Téléphone;Ville;Délai de paiement;Remarque'],
      ['customers', 'customerId', 'NIF;Nom;Téléphone;Ville;Délai de paiement;Remarque'],
    ])('a file of %s', (kind, idName, head) => {
      const names = (text: string) => system.owner.get(`/${kind}?text=${encodeURIComponent(text)}&limit=50`);

      test('is compared, run with its good rows, changes what is said, and nothing the second time', async () => {
        const { compare, write, faults } = importsOf(kind);
        const tag = kind.slice(0, 3);
        const nif = kind === 'suppliers' ? '000016001234567' : '000016007654321';
        const rows = [
          `${nif};Grossiste ${tag} Atlas;+213 21 11 22 33;Alger;30;`,
          `;Épicerie ${tag} du Port;0550 11 22 33;Oran;;`,
          `;Épicerie ${tag} du Port;0550 99 88 77;Oran;;`, // another one of this name
          `12;Mauvais ${tag};;;;`,
          `;${tag} Sans Terme;;;trente;`,
          `;;0550;;;`,
          `;épicerie ${tag} du port;+213 550 11 22 33;Béjaïa;;`, // the second row again
        ];
        const file = [head, ...rows].join('\n');
        const seen = await compare(file);
        expect(seen).toMatchObject({ rows: 7, counts: { new: 3, changed: 0, unchanged: 0, wrong: 4 } });
        expect(seen.unknownColumns).toEqual(kind === 'suppliers' ? [] : ['Remarque']);
        expect(await faults(seen.importId)).toMatchObject([
          { line: 5, column: 'NIF', found: '12', code: 'import.not-fitting' },
          { line: 6, column: 'Délai de paiement', found: 'trente', code: 'import.not-whole', right: '0…365' },
          { line: 7, column: 'Nom', found: '', code: 'import.missing' },
          { line: 8, column: 'Nom', code: 'import.twice', right: '≠ 3' },
        ]);
        expect(await write(seen.importId)).toMatchObject({
          state: 'done',
          doneRows: 7,
          written: { added: 3, refused: 0 },
        });
        const { items } = await names(`grossiste ${tag}`);
        expect(items).toMatchObject([
          { name: `Grossiste ${tag} Atlas`, profile: 'DZ', paymentTermsDays: 30, address: { city: 'Alger' } },
        ]);
        expect((await names(`epicerie ${tag}`)).items).toHaveLength(2);

        const again = await compare(file);
        expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 4 });

        const changed = await compare(
          `${head}\n${nif};Grossiste ${tag} Atlas et fils;;Blida;45;\n;Épicerie ${tag} du Port;;;10;`,
        );
        expect(changed.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 1 });
        expect(await faults(changed.importId)).toMatchObject([{ line: 3, code: 'import.ambiguous', right: idName }]);
        expect((await write(changed.importId)).written).toEqual({ added: 0, changed: 1, unchanged: 0, refused: 0 });
        expect((await names(`grossiste ${tag}`)).items).toMatchObject([
          { name: `Grossiste ${tag} Atlas et fils`, paymentTermsDays: 45, address: { city: 'Blida' }, revision: 2 },
        ]);
      });

      test('that was exported, as CSV or XLSX, changes nothing', async () => {
        for (const type of ['text/csv', XLSX]) {
          const answer = await system.owner.open(`/${kind}`, type);
          const seen = await importsOf(kind).compare(Buffer.from(await answer.arrayBuffer()));
          expect([await importsOf(kind).faults(seen.importId), seen.unknownColumns]).toEqual([[], []]);
          expect(seen.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
          expect(seen.counts.unchanged).toBeGreaterThan(2);
        }
      });

      test('all or nothing, it stops at a row that is refused in between', async () => {
        const { compare, write, faults } = importsOf(kind);
        const nif = kind === 'suppliers' ? '000016001110001' : '000016001110002';
        const seen = await compare(`${head}\n;Avant ${kind};;;;\n${nif};Pendant ${kind};;;;\n;Après ${kind};;;;`);
        expect(seen.counts).toMatchObject({ new: 3, wrong: 0 });
        const identifiers = [{ kind: 'nif', value: nif }];
        const taker = { name: `Taker ${kind}`, profile: 'DZ', identifiers };
        await system.owner.post(`/${kind}`, kind === 'customers' ? { kind: 'company', ...taker } : taker);
        const stopped = await write(seen.importId, 'allOrNothing');
        expect(stopped).toMatchObject({ state: 'stopped', doneRows: 0, written: { added: 0, refused: 1 } });
        expect(await faults(seen.importId)).toMatchObject([
          { line: 3, code: expect.stringContaining('identifier-taken'), phase: 'run' },
        ]);
        expect([(await names(`avant ${kind}`)).items, (await names(`apres ${kind}`)).items]).toEqual([[], []]);
        const good = await compare(`${head}\n;Avant ${kind};;;;\n${nif};Pendant ${kind};;;;`);
        expect((await write(good.importId)).written).toMatchObject({ added: 1, changed: 1, refused: 0 });
      });
    });

    describe('a file of opening stock', () => {
      test('is brought in once, at its cost, and is told by line and column where it is wrong', async () => {
        const { companyId } = await system.owner.get(`/stores/${fixture.storeId}`);
        const at = await openStoreFixture(system, { companyId, legal: undefined, name: 'Store of openings' });
        const { compare, write, faults } = importsOf('opening-stock', { storeId: at.storeId });
        const products = [
          await stockUp(at, []),
          await stockUp(at, [], { unit: 'kg', quantityDecimals: 3 }),
          await stockUp(at, []),
        ];
        const [one, two, three] = await Promise.all(
          products.map(async (productId) => (await system.owner.get(`/products/${productId}`)).sku),
        );
        const file = `Référence;Quantité;Coût\n${one};12;1 200,50\n${two};2,5;90\nNOBODY;1;1\n${three};0;5\n${one};1;1\n`;
        const seen = await compare(file);
        expect(seen.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 3 });
        expect(await faults(seen.importId)).toMatchObject([
          { line: 4, column: 'Référence', found: 'NOBODY', code: 'import.unknown-sku' },
          { line: 5, column: 'Quantité', found: '0', code: 'import.not-quantity' },
          { line: 6, column: 'Référence', code: 'import.sku-twice', right: '≠ 2' },
        ]);
        expect((await write(seen.importId)).written).toEqual({ added: 2, changed: 0, unchanged: 0, refused: 0 });
        expect(await stockOf(at, products[0]!)).toMatchObject({ available: 12 });
        const [delivery] = (await system.owner.get(`/openings/goods?storeId=${at.storeId}`)).items;
        expect(delivery).toMatchObject({ opening: true, totalCostMinor: 129_050, lines: 2 });

        const again = await compare(file);
        expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 2, wrong: 3 });
        expect((await write(again.importId)).written).toMatchObject({ added: 0, unchanged: 2 });
        const other = await compare(`sku;quantity;cost\n${one};13;1200.50\n${two};2.5;90\n${three};4;40`);
        expect(other.counts).toEqual({ new: 1, changed: 0, unchanged: 1, wrong: 1 });
        expect(await faults(other.importId)).toMatchObject([{ line: 2, code: 'import.opening-there' }]);
        expect((await write(other.importId)).written).toMatchObject({ added: 1 });
        expect(await stockOf(at, products[0]!)).toMatchObject({ available: 12 });
        expect((await system.owner.get(`/openings/goods?storeId=${at.storeId}`)).items).toHaveLength(2);

        const nobody = await stockUp(at, [], { sku: 'NOBODY' });
        await sell(at, [{ productId: products[0]!, quantity: 12 }]); // sold out, and brought in all the same
        const completed = await compare(file);
        expect(completed.counts).toEqual({ new: 1, changed: 0, unchanged: 2, wrong: 2 });
        expect((await write(completed.importId)).written).toMatchObject({ added: 1, unchanged: 2 });
        expect(await stockOf(at, nobody)).toMatchObject({ available: 1 });
        expect((await compare(file)).counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 2 });

        // another file does not bring in again what is sold, unless its delivery was taken back
        const soldAgain = await compare(`sku;quantity;cost\n${one};12;1200.50\n${three};4;40\nNOBODY;1;1`);
        expect(soldAgain.counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 0 });
        const more = await compare(`sku;quantity;cost\n${one};11;1100`);
        expect(await faults(more.importId)).toMatchObject([{ line: 2, column: 'sku', code: 'import.opening-there' }]);
        const goods = (await system.owner.get(`/openings/goods?storeId=${at.storeId}`)).items;
        const { deliveryId } = goods.find((delivery: any) => delivery.totalCostMinor === 4_000);
        await system.owner.post(`/deliveries/${deliveryId}/take-back`, { reason: 'Counted wrongly' });
        const anew = await compare(`sku;quantity;cost\n${one};12;1200.50\n${three};5;50`);
        expect(anew.counts).toEqual({ new: 1, changed: 0, unchanged: 1, wrong: 0 });
        expect((await write(anew.importId)).written).toEqual({ added: 1, changed: 0, unchanged: 1, refused: 0 });
        expect(await stockOf(at, products[2]!)).toMatchObject({ available: 5 });

        // a product that keeps expiry dates needs that of its units, another one has none
        const dated = await stockUp(at, [], { sku: 'DATED-1', expiry: 'fefo' });
        const dates = (...rows: string[]) => compare(['sku;quantity;cost;DLC', ...rows].join('\n'));
        const undated = await dates('DATED-1;5;50;', `${two};2.5;90;2027-01-31`);
        expect(await faults(undated.importId)).toMatchObject([
          { line: 2, column: 'DLC', found: '', code: 'import.missing' },
          { line: 3, column: 'DLC', found: '2027-01-31', code: 'import.no-expiry' },
        ]);
        const noDay = await dates('DATED-1;5;50;2027-02-30');
        expect(await faults(noDay.importId)).toMatchObject([{ line: 2, column: 'DLC', code: 'import.not-day' }]);
        const good = await dates('DATED-1;5;50;2027-02-28');
        expect((await write(good.importId)).written).toMatchObject({ added: 1, refused: 0 });
        expect((await stockOf(at, dated)).batches).toMatchObject([{ expiresOn: '2027-02-28' }]);
        expect((await dates('DATED-1;5;50;2027-02-28')).counts).toMatchObject({ unchanged: 1, wrong: 0 });
        expect((await dates('DATED-1;5;50;2027-03-31')).counts).toMatchObject({ unchanged: 0, wrong: 1 });
        expect(await runAudit(system.owner)).toMatchObject({ ok: true });
      }, 120_000);

      test('is for owners; a kind does not show the imports of another', async () => {
        const file = { fileName: 'x.csv', content: Buffer.from('sku,quantity,cost\nA,1,1').toString('base64') };
        const body = { ...file, storeId: fixture.storeId };
        expect(await system.manager.ask('POST', '/imports/opening-stock', body)).toMatchObject({ status: 403 });
        expect(await system.owner.ask('POST', '/imports/opening-stock', file)).toMatchObject({ status: 400 });
        const { importId } = await system.owner.post('/imports/opening-stock', body);
        expect(await system.owner.ask('GET', `/imports/suppliers/${importId}`)).toMatchObject({
          status: 404,
          body: { code: 'import.unknown' },
        });
        const stockKeeper = await system.stockKeeper.ask('POST', '/imports/customers', file);
        expect(stockKeeper).toMatchObject({ status: 403 });
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

    /** Head and 1,500 rows of a file of this kind; those of opening stock are of new products, for a store of its own. */
    const rowsOf = async (kind: string): Promise<{ head: string; rows: string[]; more: object }> => {
      const numbers = Array.from({ length: 1_500 }, (_none, at) => at);
      if (kind !== 'opening-stock')
        return { head: 'NIF;Nom;Téléphone', rows: numbers.map((at) => `;Tué ${kind} ${at};`), more: {} };
      const { companyId } = await system.owner.get(`/stores/${fixture.storeId}`);
      const { storeId } = await openStoreFixture(system, { companyId, legal: undefined, name: 'Store of kills' });
      const products = await compared(HEAD + numbers.map((at) => `KOP-${at};Stock ${at};10;DZD;19;;`).join('\n'));
      expect((await run(products.importId)).written).toMatchObject({ added: 1_500 });
      return { head: 'sku;quantity;cost', rows: numbers.map((at) => `KOP-${at};2;5`), more: { storeId } };
    };

    test('imports of the other kinds too are finished after it was killed, and their files then change nothing', async () => {
      const files = await Promise.all(
        ['suppliers', 'customers', 'opening-stock'].map(async (kind) => {
          const { head, rows, more } = await rowsOf(kind);
          const { compare, read: shown, until: reaches } = importsOf(kind, more);
          const again = () => compare([head, ...rows].join('\n'));
          return { kind, rows: rows.length, again, shown, reaches, importId: (await again()).importId };
        }),
      );
      for (const { kind, importId } of files)
        await system.owner.post(`/imports/${kind}/${importId}/run`, { mode: 'allOrNothing' });
      const begun = await eventually(async () => {
        const found = await Promise.all(files.map(({ shown, importId }) => shown(importId)));
        expect(found.some(({ doneRows }) => doneRows > 0)).toBe(true);
        return found;
      });
      process.kill(await system.pid('gateway'), 'SIGKILL');
      expect(begun.filter(({ state }) => state === 'running')).toHaveLength(files.length);
      for (const { rows, again, reaches, importId } of files) {
        const done = await reaches(importId, ['done', 'stopped', 'failed']);
        const written = { added: rows, changed: 0, unchanged: 0, refused: 0 };
        expect(done).toMatchObject({ state: 'done', doneRows: rows, written });
        expect((await again()).counts).toEqual({ new: 0, changed: 0, unchanged: rows, wrong: 0 });
      }
      expect(await runAudit(system.owner)).toMatchObject({ ok: true });
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
  });
}
