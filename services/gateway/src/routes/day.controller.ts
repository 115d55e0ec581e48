import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, day, id, invoicing, sales, type EntryView, type InvoiceView } from '@comptoir/contracts';
import { daySummary, summaryOf } from '../books/day-summary.js';
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

type Page<T> = { items: T[]; nextCursor?: string | undefined };

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
    return every(
      (cursor) => this.services.ask(call, sales.listEntries, { storeId, businessDay, limit: 200, cursor }),
      () => false,
    );
  }

  /** Documents come newest first: those after the day are passed over, the first one before it ends the search. */
  private async invoices(call: Call<typeof summary>): Promise<InvoiceView[]> {
    const { storeId, day: businessDay } = call.params;
    const found = await every(
      (cursor) => this.services.ask(call, invoicing.listInvoices, { storeId, limit: 200, cursor }),
      (last) => last.businessDay < businessDay,
    );
    return found.filter((one) => one.businessDay === businessDay);
  }
}

async function every<T>(
  ask: (cursor: string | undefined) => Promise<Page<T>>,
  isPast: (last: T) => boolean,
): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await ask(cursor);
    found.push(...page.items);
    const last = page.items.at(-1);
    cursor = page.nextCursor;
    if (!cursor || last === undefined || isPast(last)) return found;
  }
}
