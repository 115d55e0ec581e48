import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, day, id, invoicing, sales, type EntryView, type InvoiceView } from '@comptoir/contracts';
import { daySummary, summaryOf } from '../books/day-summary.js';
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

/** The owner's day. */
@Controller()
export class DayController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(summary)
  async summary(@Checked() call: Call<typeof summary>) {
    const { storeId, day: businessDay } = call.params;
    const [{ currency }, entries, invoices] = await Promise.all([
      this.services.ask(call, catalog.readStore, { storeId }),
      this.entries(call),
      this.invoices(call),
    ]);
    return { storeId, businessDay, currency, ...summaryOf(entries, invoices) };
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
