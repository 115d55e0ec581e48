import { Controller, type Type } from '@nestjs/common';
import { z } from 'zod';
import { catalog, id, pageOf, text } from '@comptoir/contracts';
import { importFaultTable } from '../csv/import-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import {
  importFault,
  importMode,
  importView,
  type ImportKindName,
  type ImportView,
} from '../imports/import-records.js';
import { Imports, MAX_FILE_BYTES } from '../imports/imports.js';
import { assertMay, type Action } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const params = z.strictObject({ importId: id('import') });
/** Letters of a file of 20 MB in base64, and a few more so that one that is too large is told so. */
const MAX_LETTERS = Math.ceil(MAX_FILE_BYTES / 3) * 4 + 1_024;

/** What a kind of imports is called, who may do it, and whether it is of one store. */
interface KindRoutes {
  readonly kind: ImportKindName;
  readonly action: Action;
  readonly tag: string;
  readonly what: string;
  readonly ofStore?: true;
}

const KINDS: readonly KindRoutes[] = [
  { kind: 'products', action: 'changeProducts', tag: 'catalog', what: 'products' },
  { kind: 'suppliers', action: 'changeSuppliers', tag: 'suppliers', what: 'suppliers' },
  { kind: 'customers', action: 'giveCredit', tag: 'customers', what: 'customers' },
  {
    kind: 'opening-stock',
    action: 'receiveOpeningStock',
    tag: 'stock',
    what: 'opening stock: sku, quantity, cost of the line',
    ofStore: true,
  },
];

const pathOf = ({ kind }: KindRoutes): string => `/imports/${kind}`;

/** The addresses that take files, and the size of their requests. */
export const UPLOADS = KINDS.map((kind) => ({ path: pathOf(kind), bodyLimit: MAX_LETTERS + 4_096 }));

/** The routes of a kind of imports. */
function controllerOf(of: KindRoutes): Type {
  const { kind, action, tag, what, ofStore } = of;
  const path = pathOf(of);
  const shared = { tag, action } as const;
  const file = {
    fileName: text(200),
    content: z.string().min(1).max(MAX_LETTERS).describe('The file, base64.'),
  };

  const upload = route({
    ...shared,
    method: 'POST',
    path,
    summary: `Takes a CSV or XLSX file of ${what}, of 100,000 rows and 20 MB at most; its rows are compared with what is there, and nothing is written.`,
    status: 201,
    body: ofStore ? z.strictObject({ ...file, storeId: id('store') }) : z.strictObject(file),
    reply: importView,
  });
  const list = route({
    ...shared,
    method: 'GET',
    path,
    summary: 'Imports of this kind of the last 30 days, newest first.',
    query: z.strictObject(pageQuery),
    reply: pageOf(importView),
  });
  const read = route({
    ...shared,
    method: 'GET',
    path: `${path}/{importId}`,
    summary: 'One import: what its rows would do, and how far it is.',
    params,
    reply: importView,
  });
  const errors = route({
    ...shared,
    method: 'GET',
    path: `${path}/{importId}/errors`,
    summary: 'What is wrong with the rows of an import: line, column, what is there and what would be right.',
    params,
    query: z.strictObject(pageQuery),
    reply: pageOf(importFault),
    csv: importFaultTable,
  });
  const run = route({
    ...shared,
    method: 'POST',
    path: `${path}/{importId}/run`,
    summary: 'Writes the rows of an import that was compared: all of them or none, or the good ones only.',
    params,
    body: z.strictObject({ mode: importMode }),
    reply: importView,
  });
  const cancel = route({
    ...shared,
    method: 'POST',
    path: `${path}/{importId}/cancel`,
    summary: 'Ends an import after the chunk in progress; what is written stays, and is told.',
    params,
    reply: importView,
  });

  @Controller()
  class ImportsOfKind {
    constructor(
      private readonly imports: Imports,
      private readonly services: ServiceClient,
    ) {}

    @Serves(upload)
    async upload(@Checked() call: Call<typeof upload>) {
      const { body, commandId, actor } = call;
      const { fileName, content, storeId } = body as { fileName: string; content: string; storeId?: string };
      if (storeId !== undefined) await this.services.ask(call, catalog.readStore, { storeId }); // it is there
      return this.imports.upload(
        { kind, fileName, file: Buffer.from(content, 'base64'), storeId },
        { commandId, actor },
      );
    }

    @Serves(list)
    list(@Checked() { query, person }: Call<typeof list>) {
      return this.imports.list(kind, { ...query, storeIds: person.storeIds });
    }

    @Serves(read)
    read(@Checked() call: Call<typeof read>) {
      return this.own(call);
    }

    @Serves(errors)
    async errors(@Checked() call: Call<typeof errors>) {
      await this.own(call);
      return this.imports.faults(kind, call.params.importId, call.query);
    }

    @Serves(run)
    async run(@Checked() call: Call<typeof run>) {
      await this.own(call);
      return this.imports.run(kind, call.params.importId, call.body.mode, call.actor);
    }

    @Serves(cancel)
    async cancel(@Checked() call: Call<typeof cancel>) {
      await this.own(call);
      return this.imports.cancel(kind, call.params.importId);
    }

    /** The import; refuses `store.not-yours` where it is of a store that the person does not work in. */
    private async own({
      params: { importId },
      person,
    }: Call<RouteDefinition & { params: typeof params }>): Promise<ImportView> {
      const found = await this.imports.read(kind, importId);
      if (found.storeId !== undefined) assertMay(person, action, found.storeId);
      return found;
    }
  }
  return ImportsOfKind;
}

/** Records from files: products, suppliers, customers and opening stock. */
export const IMPORT_CONTROLLERS: readonly Type[] = KINDS.map(controllerOf);
