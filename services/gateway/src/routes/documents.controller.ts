import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  claimView,
  documentNumber,
  entryView,
  guaranteeView,
  id,
  invoiceView,
  invoicing,
  entryListKey,
  listKey,
  pageOf,
  quantity,
  sales,
  text,
  warranty,
  type EntryView,
  type GuaranteeView,
  type InvoiceView,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { trialBalanceOf } from '../books/trial-balance.js';
import { trialBalanceTable } from '../csv/ledger-tables.js';
import { entryTable, guaranteeTable, invoiceTable } from '../csv/tables.js';
import { allPages } from '../http/all-pages.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const invoiceParams = z.strictObject({ invoiceId: id('invoice') });
const guaranteeParams = z.strictObject({ guaranteeId: id('guarantee') });
const readInvoice = route({
  method: 'GET',
  path: '/invoices/{invoiceId}',
  tag: 'documents',
  summary: 'One document.',
  action: 'readDocuments',
  params: invoiceParams,
  reply: invoiceView,
});
const listInvoices = route({
  method: 'GET',
  path: '/invoices',
  tag: 'documents',
  summary: 'Documents, newest first, by number, type, customer, sale and day.',
  action: 'readDocuments',
  query: invoicing.listInvoices.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(invoiceView),
  csv: invoiceTable,
});
const readGuarantee = route({
  method: 'GET',
  path: '/guarantees/{guaranteeId}',
  tag: 'documents',
  summary: warranty.readGuarantee.summary,
  action: 'readDocuments',
  params: guaranteeParams,
  reply: guaranteeView,
});
const listGuarantees = route({
  method: 'GET',
  path: '/guarantees',
  tag: 'documents',
  summary: 'Guarantees, newest first, by the number of a document, customer, product, sale, or with an open claim.',
  action: 'readDocuments',
  query: warranty.listGuarantees.input.omit({ saleIds: true, limit: true, cursor: true }).extend({
    number: documentNumber.optional(),
    ...pageQuery,
  }),
  reply: pageOf(guaranteeView),
  csv: guaranteeTable,
});
const openClaim = route({
  method: 'POST',
  path: '/guarantees/{guaranteeId}/claims',
  tag: 'documents',
  summary: warranty.openClaim.summary,
  action: 'handleClaims',
  status: 201,
  params: guaranteeParams,
  body: z.strictObject({ saleLineId: id('line'), quantity, complaint: text(1000) }),
  reply: claimView,
});
const closeClaim = route({
  method: 'POST',
  path: '/guarantees/{guaranteeId}/claims/{claimId}/close',
  tag: 'documents',
  summary: warranty.closeClaim.summary,
  action: 'handleClaims',
  params: guaranteeParams.extend({ claimId: id('claim') }),
  body: z.strictObject({ resolution: text(1000) }),
  reply: claimView,
});
const listEntries = route({
  method: 'GET',
  path: '/ledger/entries',
  tag: 'books',
  summary:
    'Journal entries, newest first, by account, customer, record, kind and day; kind needs from and to, a record or a customer.',
  action: 'readLedger',
  query: sales.listEntries.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(entryView),
  csv: entryTable,
});
const trialBalance = route({
  method: 'GET',
  path: '/ledger/trial-balance',
  tag: 'books',
  summary: sales.trialBalance.summary,
  action: 'readLedger',
  query: sales.trialBalance.input.extend({ companyId: id('company').optional() }),
  reply: sales.trialBalance.reply,
  csv: trialBalanceTable,
});

/** Legal documents, guarantees, and the ledger. */
@Controller()
export class DocumentsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(readInvoice)
  readInvoice(@Checked() call: Call<typeof readInvoice>) {
    return this.services.ask(call, invoicing.readInvoice, call.params);
  }

  @Serves(listInvoices)
  listInvoices(@Checked() call: Call<typeof listInvoices>) {
    const keyOf = ({ businessDay, invoiceId }: InvoiceView) => listKey(call.query, businessDay, invoiceId);
    return this.services.listOfCustomer<InvoiceView>(call, invoicing.listInvoices, call.query, keyOf);
  }

  @Serves(readGuarantee)
  readGuarantee(@Checked() call: Call<typeof readGuarantee>) {
    return this.services.ask(call, warranty.readGuarantee, call.params);
  }

  @Serves(listGuarantees)
  async listGuarantees(@Checked() call: Call<typeof listGuarantees>) {
    const { number, ...query } = call.query;
    const saleIds = number === undefined ? undefined : await this.salesNumbered(call, number);
    if (saleIds?.length === 0) return { items: [] };
    const input = saleIds ? { ...query, saleIds } : query;
    return this.services.listOfCustomer<GuaranteeView>(call, warranty.listGuarantees, input, (one) => one.guaranteeId);
  }

  /** The sales of the documents whose number begins so, 200 at most. */
  private async salesNumbered(call: Call<typeof listGuarantees>, number: string): Promise<string[]> {
    const invoices = await allPages((cursor) =>
      this.services.ask(call, invoicing.listInvoices, { number, limit: 200, cursor }),
    );
    return [...new Set(invoices.map((invoice) => invoice.saleId))];
  }

  @Serves(openClaim)
  async openClaim(@Checked() call: Call<typeof openClaim>) {
    await this.services.ask(call, warranty.readGuarantee, call.params);
    return this.services.ask(call, warranty.openClaim, { claimId: mint('claim'), ...call.params, ...call.body });
  }

  @Serves(closeClaim)
  async closeClaim(@Checked() call: Call<typeof closeClaim>) {
    const { guaranteeId, claimId } = call.params;
    await this.services.ask(call, warranty.readGuarantee, { guaranteeId });
    return this.services.ask(call, warranty.closeClaim, { guaranteeId, claimId, ...call.body });
  }

  @Serves(listEntries)
  listEntries(@Checked() call: Call<typeof listEntries>) {
    const keyOf = ({ businessDay, entryId }: EntryView) => entryListKey(call.query, businessDay, entryId);
    return this.services.list<EntryView>(call, sales.listEntries, call.query, keyOf);
  }

  @Serves(trialBalance)
  async trialBalance(@Checked() call: Call<typeof trialBalance>) {
    const { storeId, companyId, at } = call.query;
    if (companyId === undefined)
      return trialBalanceOf(await this.services.ofEachStore(call, sales.trialBalance, { storeId, at }));
    const stores = await this.services.stores(call, { storeId, companyId });
    const ofStore = ({ storeId: one }: StoreView) => this.services.ask(call, sales.trialBalance, { storeId: one, at });
    return trialBalanceOf(await Promise.all(stores.map(ofStore)));
  }
}
