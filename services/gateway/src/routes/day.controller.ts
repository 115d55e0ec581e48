import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  catalogErrors,
  currency,
  day,
  dayReading,
  driftReport,
  id,
  invoicing,
  sales,
  warranty,
  type EntryView,
  type InvoiceView,
} from '@comptoir/contracts';
import { claimDrifts } from '../books/claim-drifts.js';
import { daySummary, summaryOf } from '../books/day-summary.js';
import { dayRowTable, driftTable } from '../csv/report-tables.js';
import { allPages } from '../http/all-pages.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ServiceClient } from '../service-client.js';

const summary = route({
  method: 'GET',
  path: '/stores/{storeId}/days/{day}/summary',
  tag: 'books',
  action: 'readDays',
  summary: 'A business day so far: sales, margin, money, stock and documents, summed up from the journal.',
  params: z.strictObject({ storeId: id('store'), day }),
  reply: daySummary,
});

const readDay = route({
  method: 'GET',
  path: '/stores/{storeId}/days/{day}',
  tag: 'books',
  action: 'readDays',
  summary: sales.readDay.summary,
  params: z.strictObject({ storeId: id('store'), day }),
  reply: dayReading.omit({ products: true }).extend({ storeId: id('store'), businessDay: day, currency }),
});
const readDays = route({
  method: 'GET',
  path: '/days',
  tag: 'books',
  action: 'readDays',
  summary:
    'The figures of days of one store or of all the person’s stores: closed days as they were sealed, open ones live.',
  query: z.strictObject({ storeId: id('store').optional(), from: day, to: day }),
  reply: sales.readDays.reply,
  csv: dayRowTable,
});
const readDrift = route({
  method: 'GET',
  path: '/stores/{storeId}/days/{day}/drift',
  tag: 'books',
  action: 'readDrift',
  summary:
    'A closed day recomputed from its records beside what was sealed, with the documents that explain each difference.',
  params: z.strictObject({ storeId: id('store'), day }),
  reply: driftReport,
  csv: driftTable,
});

/** Days of stores are read one by one as long as they are open. */
const PATIENT = { timeoutMs: 60_000 };

/** The owner's day. */
@Controller()
export class DayController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(summary)
  async summary(@Checked() call: Call<typeof summary>) {
    const { storeId, day: businessDay } = call.params;
    const [{ currency: of }, entries, invoices] = await Promise.all([
      this.services.ask(call, catalog.readStore, { storeId }),
      this.entries(call),
      this.invoices(call),
    ]);
    return { storeId, businessDay, currency: of, ...summaryOf(entries, invoices) };
  }

  @Serves(readDay)
  async readDay(@Checked() call: Call<typeof readDay>) {
    const { storeId, day: businessDay } = call.params;
    const { currency: of, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const { products: _products, ...reading } = await this.services.ask(call, sales.readDay, {
      storeId,
      businessDay,
      timeZone,
    });
    return { storeId, businessDay, currency: of, ...reading };
  }

  @Serves(readDays)
  async readDays(@Checked() call: Call<typeof readDays>) {
    const { storeId, from, to } = call.query;
    const { items } = await this.services.ask(call, catalog.listStores, {});
    const wanted = items.filter((store) => storeId === undefined || store.storeId === storeId);
    if (wanted.length === 0) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
    const stores = wanted.map((store) => ({ storeId: store.storeId, currency: store.currency }));
    return this.services.ask(call, sales.readDays, { stores, from, to }, PATIENT);
  }

  @Serves(readDrift)
  async readDrift(@Checked() call: Call<typeof readDrift>) {
    const { storeId, day: businessDay } = call.params;
    const report = await this.services.ask(call, sales.readDrift, { storeId, businessDay }, PATIENT);
    const { after, upTo, ...sealed } = report.snapshot.claims;
    const counted = await this.services.ask(call, warranty.countClaims, { storeId, after, upTo });
    return { ...report, items: [...report.items, ...claimDrifts(sealed, counted)] };
  }

  private entries(call: Call<typeof summary>): Promise<EntryView[]> {
    const { storeId, day: businessDay } = call.params;
    const query = { storeId, from: businessDay, to: businessDay, limit: 200 };
    return allPages((cursor) => this.services.ask(call, sales.listEntries, { ...query, cursor }));
  }

  private invoices(call: Call<typeof summary>): Promise<InvoiceView[]> {
    const { storeId, day: businessDay } = call.params;
    const query = { storeId, from: businessDay, to: businessDay, limit: 200 };
    return allPages((cursor) => this.services.ask(call, invoicing.listInvoices, { ...query, cursor }));
  }
}
