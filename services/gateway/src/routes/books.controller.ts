import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  account,
  accountMovement,
  catalog,
  chartView,
  day,
  entryView,
  id,
  kernelErrors,
  manualLine,
  pageOf,
  periodName,
  periodView,
  sales,
  statementRow,
  text,
  type StatementRow,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { openingLinesOf } from '../books/opening-csv.js';
import { accountTable, ledgerTable, periodTable, statementTable } from '../csv/ledger-tables.js';
import { allPages } from '../http/all-pages.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { openingCsv, pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'books';
const accountParams = z.strictObject({ account });
const entryParams = z.strictObject({ entryId: id('entry') });
const ofCompany = { companyId: id('company') };
const ofStore = { storeId: id('store') };
const withDays = { ...ofStore, from: day, to: day };
const withoutBooks = { entryId: true, store: true, company: true } as const;
/** Lines of a general ledger at most: a longer one is asked for account by account. */
const MOST_LINES = 20_000;

const readChart = route({
  method: 'GET',
  path: '/accounts',
  tag,
  summary: sales.readChart.summary,
  action: 'readCharts',
  query: z.strictObject(ofCompany),
  reply: chartView.extend({ items: chartView.shape.accounts }).omit({ accounts: true }),
  csv: accountTable,
});
const addAccount = route({
  method: 'POST',
  path: '/accounts',
  tag,
  summary: sales.addAccount.summary,
  action: 'changeCharts',
  status: 201,
  body: sales.addAccount.input.omit({ company: true }).extend(ofCompany),
  reply: chartView,
});
const changeAccount = route({
  method: 'PATCH',
  path: '/accounts/{account}',
  tag,
  summary: sales.changeAccount.summary,
  action: 'changeCharts',
  params: accountParams,
  body: sales.changeAccount.input.omit({ company: true, account: true, storeIds: true }).extend(ofCompany),
  reply: chartView,
});
const readStatement = route({
  method: 'GET',
  path: '/accounts/{account}/statement',
  tag,
  summary: sales.accountStatement.summary,
  action: 'readLedger',
  params: accountParams,
  query: sales.accountStatement.input.omit({ account: true, limit: true, cursor: true }).extend(pageQuery),
  reply: sales.accountStatement.reply,
  csv: statementTable,
});
const readLedger = route({
  method: 'GET',
  path: '/ledger',
  tag,
  summary: 'The general ledger of a store: every account with its lines within days.',
  action: 'readLedger',
  query: z.strictObject(withDays),
  reply: z.object({ items: z.array(accountMovement.extend({ rows: z.array(statementRow) })) }),
  csv: ledgerTable,
});
const readEntry = route({
  method: 'GET',
  path: '/entries/{entryId}',
  tag,
  summary: sales.readEntry.summary,
  action: 'readLedger',
  params: entryParams,
  reply: entryView,
});
const postEntry = route({
  method: 'POST',
  path: '/entries',
  tag,
  summary: sales.postEntry.summary,
  action: 'keepBooks',
  status: 201,
  body: sales.postEntry.input.omit(withoutBooks).extend(ofStore),
  reply: entryView,
});
const reverseEntry = route({
  method: 'POST',
  path: '/entries/{entryId}/reversal',
  tag,
  summary: sales.reverseEntry.summary,
  action: 'keepBooks',
  status: 201,
  params: entryParams,
  body: z.strictObject({ businessDay: day, reason: text(500) }),
  reply: entryView,
});
const readAttachment = route({
  method: 'GET',
  path: '/entries/{entryId}/attachment',
  tag,
  summary: sales.readAttachment.summary,
  action: 'readLedger',
  params: entryParams,
  reply: sales.readAttachment.reply,
});
const postOpening = route({
  method: 'POST',
  path: '/openings',
  tag,
  summary: sales.postOpening.summary,
  action: 'keepBooks',
  status: 201,
  body: sales.postOpening.input.omit(withoutBooks).extend(ofStore),
  reply: entryView,
});
const importOpening = route({
  method: 'POST',
  path: '/openings/csv',
  tag,
  summary:
    'The opening position of a store from CSV, all of it or nothing: account, customerId, till, label, debit, credit.',
  action: 'keepBooks',
  status: 201,
  body: z.strictObject({ ...ofStore, businessDay: day, reason: text(500), csv: openingCsv }),
  reply: entryView,
});
const previewOpening = route({
  method: 'POST',
  path: '/openings/csv/preview',
  tag,
  summary: 'The lines of an opening position in CSV, as they would be taken in; nothing is posted.',
  action: 'keepBooks',
  body: z.strictObject({ ...ofStore, csv: openingCsv }),
  reply: z.object({ items: z.array(manualLine) }),
});
const reverseOpening = route({
  method: 'POST',
  path: '/openings/reversal',
  tag,
  summary: sales.reverseOpening.summary,
  action: 'keepBooks',
  status: 201,
  body: z.strictObject({ ...ofStore, businessDay: day, reason: text(500) }),
  reply: entryView,
});
const closePeriod = route({
  method: 'POST',
  path: '/periods',
  tag,
  summary: sales.closePeriod.summary,
  action: 'keepBooks',
  status: 201,
  body: z.strictObject({ ...ofStore, period: periodName }),
  reply: periodView,
});
const listPeriods = route({
  method: 'GET',
  path: '/periods',
  tag,
  summary: sales.listPeriods.summary,
  action: 'readLedger',
  query: z.strictObject({ ...ofStore, ...pageQuery }),
  reply: pageOf(periodView),
  csv: periodTable,
});

/** What an accountant works with: charts, manual entries, the opening position, periods, and the views of the ledger. */
@Controller()
export class BooksController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(readChart)
  async readChart(@Checked() call: Call<typeof readChart>) {
    const company = await this.companyOf(call, call.query.companyId);
    const { accounts: items, ...chart } = await this.services.ask(call, sales.readChart, { company });
    return { ...chart, items };
  }

  @Serves(addAccount)
  async addAccount(@Checked() call: Call<typeof addAccount>) {
    const { companyId, ...body } = call.body;
    return this.services.ask(call, sales.addAccount, { company: await this.companyOf(call, companyId), ...body });
  }

  @Serves(changeAccount)
  async changeAccount(@Checked() call: Call<typeof changeAccount>) {
    const { companyId, ...body } = call.body;
    const company = await this.companyOf(call, companyId);
    const { items } = await this.services.ask(call, catalog.listStores, {});
    const storeIds = items.filter((store) => store.companyId === companyId).map((store) => store.storeId);
    return this.services.ask(call, sales.changeAccount, { company, storeIds, ...call.params, ...body });
  }

  @Serves(readStatement)
  readStatement(@Checked() call: Call<typeof readStatement>) {
    return this.services.ask(call, sales.accountStatement, { ...call.params, ...call.query });
  }

  @Serves(readLedger)
  async readLedger(@Checked() call: Call<typeof readLedger>) {
    const { storeId, from, to } = call.query;
    const days = { storeId, from, to };
    const { items } = await this.services.ask(call, sales.generalLedger, days);
    const ledger: ((typeof items)[number] & { rows: StatementRow[] })[] = [];
    for (const movement of items) {
      const asked = { ...days, account: movement.account, limit: 200 };
      const rows = await allPages((cursor) => this.services.ask(call, sales.accountStatement, { ...asked, cursor }));
      ledger.push({ ...movement, rows });
      if (ledger.reduce((lines, one) => lines + one.rows.length, 0) > MOST_LINES) {
        throw kernelErrors.searchTooWide(`These days have more than ${MOST_LINES} lines: ask for fewer days.`, {
          most: MOST_LINES,
        });
      }
    }
    return { items: ledger };
  }

  @Serves(readEntry)
  readEntry(@Checked() call: Call<typeof readEntry>) {
    return this.services.ask(call, sales.readEntry, call.params);
  }

  @Serves(postEntry)
  async postEntry(@Checked() call: Call<typeof postEntry>) {
    const { storeId, ...body } = call.body;
    const books = await this.booksOf(call, storeId);
    return this.services.ask(call, sales.postEntry, { entryId: mint('entry'), ...books, ...body });
  }

  @Serves(reverseEntry)
  async reverseEntry(@Checked() call: Call<typeof reverseEntry>) {
    const { entryId: reversedId } = call.params;
    const { storeId } = await this.services.ask(call, sales.readEntry, { entryId: reversedId });
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return this.services.ask(call, sales.reverseEntry, { entryId: mint('entry'), reversedId, store, ...call.body });
  }

  @Serves(readAttachment)
  async readAttachment(@Checked() call: Call<typeof readAttachment>) {
    await this.services.ask(call, sales.readEntry, call.params);
    return this.services.ask(call, sales.readAttachment, call.params);
  }

  @Serves(postOpening)
  async postOpening(@Checked() call: Call<typeof postOpening>) {
    const { storeId, ...body } = call.body;
    const books = await this.booksOf(call, storeId);
    return this.services.ask(call, sales.postOpening, { entryId: mint('entry'), ...books, ...body });
  }

  @Serves(importOpening)
  async importOpening(@Checked() call: Call<typeof importOpening>) {
    const { storeId, csv, ...body } = call.body;
    const books = await this.booksOf(call, storeId);
    const lines = openingLinesOf(csv, books.store.currency);
    return this.services.ask(call, sales.postOpening, { entryId: mint('entry'), ...books, ...body, lines });
  }

  @Serves(previewOpening)
  async previewOpening(@Checked() call: Call<typeof previewOpening>) {
    const { storeId, csv } = call.body;
    const { currency } = await this.services.ask(call, catalog.readStore, { storeId });
    return { items: openingLinesOf(csv, currency) };
  }

  @Serves(reverseOpening)
  async reverseOpening(@Checked() call: Call<typeof reverseOpening>) {
    const { storeId, ...body } = call.body;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return this.services.ask(call, sales.reverseOpening, { entryId: mint('entry'), store, ...body });
  }

  @Serves(closePeriod)
  async closePeriod(@Checked() call: Call<typeof closePeriod>) {
    const { storeId, period } = call.body;
    const books = await this.booksOf(call, storeId);
    return this.services.ask(call, sales.closePeriod, { entryId: mint('entry'), ...books, period });
  }

  @Serves(listPeriods)
  listPeriods(@Checked() call: Call<typeof listPeriods>) {
    return this.services.ask(call, sales.listPeriods, call.query);
  }

  private async companyOf(call: Call<RouteDefinition>, companyId: string) {
    const { profile } = await this.services.ask(call, catalog.readCompany, { companyId });
    return { companyId, profile };
  }

  private async booksOf(call: Call<RouteDefinition>, storeId: string) {
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return { store, company: await this.companyOf(call, store.companyId) };
  }
}
