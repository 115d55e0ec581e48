import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Controller, Module, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { CsvInterceptor } from '../src/csv/csv-interceptor.js';
import { count, tableOf, text } from '../src/csv/table.js';
import { Checked, Serves, type Call, type RouteDefinition } from '../src/http/route.js';
import type { Person } from '../src/people/person.js';

interface Row {
  readonly name: string;
  readonly cost?: number;
}
const columns = [text<Row>('name', (row) => row.name), count<Row>('cost', (row) => row.cost)];
/** Not declared with `route`, so that it is no route of the API. */
const listRows = {
  method: 'GET',
  path: '/rows',
  tag: 'test',
  summary: 'Rows.',
  action: 'readSales',
  query: z.strictObject({ limit: z.int(), cursor: z.string().optional() }),
  csv: tableOf<Row>('rows', columns),
} as const satisfies RouteDefinition;

/** Rows of the list and how long their names are; a page that begins at `failsAt` cannot be read. */
let list = { rows: 0, failsAt: -1, letters: 0 };
const pages: { limit: number; cursor?: string | undefined }[] = [];

@Controller()
class RowsController {
  @Serves(listRows)
  async list(@Checked() { query }: Call<typeof listRows>) {
    pages.push(query);
    const from = Number(query.cursor ?? 0);
    if (from === list.failsAt) throw new Error('the service does not answer');
    const to = Math.min(from + query.limit, list.rows);
    const items = Array.from({ length: to - from }, (_none, at) => ({
      name: `row ${from + at}${'x'.repeat(list.letters)}`,
      cost: 7,
    }));
    return to < list.rows ? { items, nextCursor: String(to) } : { items };
  }
}

/** In the place of the guard of the API: the person is named in a header. */
class AsPerson implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    const person: Person = { userId: 'u', name: 'n', role: request.headers['x-role'], storeIds: null };
    request.call = { person, action: 'readSales', query: { limit: 50 } };
    return true;
  }
}

class RowsModule {}
Module({ controllers: [RowsController] })(RowsModule);
let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(RowsModule, new FastifyAdapter(), { logger: false });
  app.useGlobalGuards(new AsPerson());
  app.useGlobalInterceptors(new CsvInterceptor(new Reflector()));
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

async function ask(accept: string, role = 'owner'): Promise<Response> {
  pages.length = 0;
  return fetch(`${await app.getUrl()}/rows`, { headers: { accept, 'x-role': role } });
}

test('a list is CSV for who accepts CSV, to its end, whatever the limit', async () => {
  list = { rows: 450, failsAt: -1, letters: 0 };
  const response = await ask('text/csv');
  const lines = (await response.text()).trimEnd().split('\r\n');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="rows.csv"');
  expect(lines).toEqual(['name,cost', ...Array.from({ length: 450 }, (_none, at) => `row ${at},7`)]);
  expect(pages).toEqual([{ limit: 200 }, { limit: 200, cursor: '200' }, { limit: 200, cursor: '400' }]);
});

test('it is JSON for the others', async () => {
  list = { rows: 3, failsAt: -1, letters: 0 };
  expect(await (await ask('*/*')).json()).toMatchObject({ items: [{}, {}, {}] });
  expect(pages).toEqual([{ limit: 50 }]);
});

test('a cashier gets no column of costs', async () => {
  list = { rows: 1, failsAt: -1, letters: 0 };
  expect((await (await ask('text/csv', 'cashier')).text()).trimEnd()).toBe('name\r\nrow 0');
});

test('a page that fails before anything was sent is an error, a later one breaks the connection', async () => {
  for (const failsAt of [0, 400]) {
    list = { rows: 450, failsAt, letters: 0 };
    const refused = await ask('text/csv');
    await refused.body?.cancel();
    expect([refused.status, refused.headers.get('content-type')]).toEqual([500, 'application/json; charset=utf-8']);
  }
  list = { rows: 450, failsAt: 400, letters: 5_000 };
  const broken = await ask('text/csv');
  expect([broken.status, broken.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
  await expect(broken.text()).rejects.toThrow('terminated');
});
