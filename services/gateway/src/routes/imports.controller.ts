import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, pageOf, text } from '@comptoir/contracts';
import { importFaultTable } from '../csv/import-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { importFault, importMode, importView } from '../imports/import-records.js';
import { Imports, MAX_FILE_BYTES } from '../imports/imports.js';

const tag = 'catalog';
const action = 'changeProducts';
const params = z.strictObject({ importId: id('import') });
/** Letters of a file of 20 MB in base64, and a few more so that one that is too large is told so. */
const MAX_LETTERS = Math.ceil(MAX_FILE_BYTES / 3) * 4 + 1_024;

/** The address that takes files, and the size of its requests. */
export const UPLOAD = { path: '/imports/products', bodyLimit: MAX_LETTERS + 4_096 } as const;

const uploadProducts = route({
  method: 'POST',
  path: UPLOAD.path,
  tag,
  summary:
    'Takes a CSV or XLSX file of products, of 100,000 rows and 20 MB at most; its rows are compared with the catalog, and nothing is written.',
  action,
  status: 201,
  body: z.strictObject({
    fileName: text(200),
    content: z.string().min(1).max(MAX_LETTERS).describe('The file, base64.'),
  }),
  reply: importView,
});
const listImports = route({
  method: 'GET',
  path: '/imports/products',
  tag,
  summary: 'Imports of products of the last 30 days, newest first.',
  action,
  query: z.strictObject(pageQuery),
  reply: pageOf(importView),
});
const readImport = route({
  method: 'GET',
  path: '/imports/products/{importId}',
  tag,
  summary: 'One import: what its rows would do, and how far it is.',
  action,
  params,
  reply: importView,
});
const listErrors = route({
  method: 'GET',
  path: '/imports/products/{importId}/errors',
  tag,
  summary: 'What is wrong with the rows of an import: line, column, what is there and what would be right.',
  action,
  params,
  query: z.strictObject(pageQuery),
  reply: pageOf(importFault),
  csv: importFaultTable,
});
const runImport = route({
  method: 'POST',
  path: '/imports/products/{importId}/run',
  tag,
  summary: 'Writes the rows of an import that was compared: all of them or none, or the good ones only.',
  action,
  params,
  body: z.strictObject({ mode: importMode }),
  reply: importView,
});
const cancelImport = route({
  method: 'POST',
  path: '/imports/products/{importId}/cancel',
  tag,
  summary: 'Ends an import after the chunk in progress; what is written stays, and is told.',
  action,
  params,
  reply: importView,
});

/** Products from files. */
@Controller()
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Serves(uploadProducts)
  uploadProducts(@Checked() { body, commandId, actor }: Call<typeof uploadProducts>) {
    const file = Buffer.from(body.content, 'base64');
    return this.imports.upload({ fileName: body.fileName, file }, { commandId, actor });
  }

  @Serves(listImports)
  listImports(@Checked() { query }: Call<typeof listImports>) {
    return this.imports.list(query);
  }

  @Serves(readImport)
  readImport(@Checked() { params: { importId } }: Call<typeof readImport>) {
    return this.imports.read(importId);
  }

  @Serves(listErrors)
  listErrors(@Checked() { params: { importId }, query }: Call<typeof listErrors>) {
    return this.imports.faults(importId, query);
  }

  @Serves(runImport)
  runImport(@Checked() { params: { importId }, body, actor }: Call<typeof runImport>) {
    return this.imports.run(importId, body.mode, actor);
  }

  @Serves(cancelImport)
  cancelImport(@Checked() { params: { importId } }: Call<typeof cancelImport>) {
    return this.imports.cancel(importId);
  }
}
