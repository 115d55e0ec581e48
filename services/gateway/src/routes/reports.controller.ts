import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  catalog,
  day,
  fecErrors,
  id,
  fieldInvalid,
  sales,
  type MarginBy,
  type MarginRow,
  type StoreView,
} from '@comptoir/contracts';
import { fecName, fecStream } from '../books/fec.js';
import {
  agedTable,
  customerStatementTable,
  marginLineTable,
  marginTable,
  resultTable,
  taxTable,
} from '../csv/report-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'reports';
const ofStore = { storeId: id('store').optional() };
const range = { from: day, to: day };
/** A year of a store is read day by day. */
const PATIENT = { timeoutMs: 60_000 };
/** Products whose names are read in one message. */
const NAMED_AT_ONCE = 200;

const customerStatement = route({
  method: 'GET',
  path: '/customers/{customerId}/statement',
  tag,
  summary: sales.customerStatement.summary,
  action: 'readLedger',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject({ ...ofStore, ...range, ...pageQuery }),
  reply: sales.customerStatement.reply,
  csv: customerStatementTable,
});
const agedReceivables = route({
  method: 'GET',
  path: '/reports/aged-receivables',
  tag,
  summary: sales.agedReceivables.summary,
  action: 'readLedger',
  query: z.strictObject({ ...ofStore, at: day, ...pageQuery }),
  reply: sales.agedReceivables.reply,
  csv: agedTable,
});
const taxReport = route({
  method: 'GET',
  path: '/reports/tax',
  tag,
  summary: sales.taxReport.summary,
  action: 'readLedger',
  query: z.strictObject({ ...ofStore, ...range }),
  reply: sales.taxReport.reply,
  csv: taxTable,
});
const profitAndLoss = route({
  method: 'GET',
  path: '/reports/profit-and-loss',
  tag,
  summary: sales.profitAndLoss.summary,
  action: 'readLedger',
  query: z.strictObject({ ...ofStore, companyId: id('company').optional(), ...range }),
  reply: sales.profitAndLoss.reply,
  csv: resultTable,
});
const marginReport = route({
  method: 'GET',
  path: '/reports/margin',
  tag,
  summary: sales.marginReport.summary,
  action: 'readLedger',
  query: z.strictObject({ ...ofStore, by: sales.marginReport.input.shape.by, ...range, ...pageQuery }),
  reply: sales.marginReport.reply,
  csv: marginTable,
});
const marginLines = route({
  method: 'GET',
  path: '/reports/margin/lines',
  tag,
  summary: sales.marginLines.summary,
  action: 'readLedger',
  query: z.strictObject({
    ...ofStore,
    by: sales.marginLines.input.shape.by,
    key: sales.marginLines.input.shape.key,
    ...range,
    ...pageQuery,
  }),
  reply: sales.marginLines.reply,
  csv: marginLineTable,
});
const readFec = route({
  method: 'GET',
  path: '/companies/{companyId}/fec',
  tag,
  summary: 'The file of entries of a year of a company (FEC), as French tax law asks for it.',
  action: 'readCompanyBooks',
  params: z.strictObject({ companyId: id('company') }),
  query: z.strictObject({
    year: z
      .string()
      .regex(/^2\d{3}$/, 'must be a year such as 2026')
      .transform(Number),
  }),
  file: 'text/plain',
});

/** The reports of the ledger: of one store, or of all stores that the person may see. */
@Controller()
export class ReportsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(customerStatement)
  async customerStatement(@Checked() call: Call<typeof customerStatement>) {
    const { storeId, ...query } = call.query;
    const storeIds = await this.storeIds(call, { storeId });
    return this.services.ask(call, sales.customerStatement, { ...call.params, storeIds, ...query });
  }

  @Serves(agedReceivables)
  async agedReceivables(@Checked() call: Call<typeof agedReceivables>) {
    const { storeId, ...query } = call.query;
    const storeIds = await this.storeIds(call, { storeId });
    return this.services.ask(call, sales.agedReceivables, { storeIds, ...query }, PATIENT);
  }

  @Serves(taxReport)
  async taxReport(@Checked() call: Call<typeof taxReport>) {
    const { storeId, from, to } = call.query;
    const storeIds = await this.storeIds(call, { storeId });
    return this.services.ask(call, sales.taxReport, { storeIds, from, to }, PATIENT);
  }

  @Serves(profitAndLoss)
  async profitAndLoss(@Checked() call: Call<typeof profitAndLoss>) {
    const { storeId, companyId, from, to } = call.query;
    const stores = await this.services.stores(call, { storeId, companyId });
    const company = await this.companyOf(call, stores);
    const storeIds = stores.map((store) => store.storeId);
    return this.services.ask(call, sales.profitAndLoss, { company, storeIds, from, to }, PATIENT);
  }

  @Serves(marginReport)
  async marginReport(@Checked() call: Call<typeof marginReport>) {
    const { storeId, ...query } = call.query;
    const stores = await this.services.stores(call, { storeId });
    const storeIds = stores.map((store) => store.storeId);
    const report = await this.services.ask(call, sales.marginReport, { storeIds, ...query }, PATIENT);
    return { ...report, items: await this.labelled(call, report.items, query.by, stores) };
  }

  @Serves(marginLines)
  async marginLines(@Checked() call: Call<typeof marginLines>) {
    const { storeId, ...query } = call.query;
    const storeIds = await this.storeIds(call, { storeId });
    return this.services.ask(call, sales.marginLines, { storeIds, ...query }, PATIENT);
  }

  @Serves(readFec)
  async readFec(@Checked() call: Call<typeof readFec>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { companyId } = call.params;
    const { year } = call.query;
    const { legal, profile } = await this.services.ask(call, catalog.readCompany, { companyId });
    const name = fecName(legal, year);
    const stores = await this.services.stores(call, { companyId });
    const currencies = [...new Set(stores.map((store) => store.currency))];
    if (currencies.length > 1) {
      throw fecErrors.severalCurrencies(
        `The stores of the company keep their books in ${currencies.join(' and ')}: a file of entries has one currency.`,
        { currencies },
      );
    }
    const asked = {
      company: { companyId, profile },
      stores: stores.map((store) => ({ storeId: store.storeId, code: store.code })),
      year,
    };
    const partAt = (cursor?: string) => this.services.ask(call, sales.fecLines, { ...asked, cursor }, PATIENT);
    const first = await partAt();
    void reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`);
    return fecStream(first, partAt);
  }

  private async storeIds(call: Call<RouteDefinition>, asked: { readonly storeId?: string | undefined }) {
    return (await this.services.stores(call, asked)).map((store) => store.storeId);
  }

  /** The one company of stores: its chart says what an account is. */
  private async companyOf(call: Call<RouteDefinition>, stores: readonly StoreView[]) {
    const [companyId, ...others] = new Set(stores.map((store) => store.companyId));
    if (others.length > 0) {
      throw fieldInvalid('companyId', 'is missing: these stores are of several companies, name one or a store');
    }
    const { profile } = await this.services.ask(call, catalog.readCompany, { companyId: companyId! });
    return { companyId: companyId!, profile };
  }

  /** Rows with what people call a product, a category or a store. */
  private async labelled(
    call: Call<RouteDefinition>,
    rows: readonly MarginRow[],
    by: MarginBy,
    stores: readonly StoreView[],
  ): Promise<MarginRow[]> {
    const labels = new Map(by === 'store' ? stores.map((store) => [store.storeId, store.name]) : []);
    if (by === 'category' && rows.length > 0) {
      const { items } = await this.services.ask(call, catalog.listCategories, {});
      for (const { categoryId, name } of items) labels.set(categoryId, name);
    }
    if (by === 'product' && rows.length > 0) {
      const keys = [...new Set(rows.map((row) => row.key))];
      for (let at = 0; at < keys.length; at += NAMED_AT_ONCE) {
        const productIds = keys.slice(at, at + NAMED_AT_ONCE);
        const { items } = await this.services.ask(call, catalog.readProducts, { productIds });
        for (const { productId, name } of items) labels.set(productId, name);
      }
    }
    return rows.map((row) => ({ label: labels.get(row.key), ...row }));
  }
}
