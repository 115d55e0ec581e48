import { invoicing } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { issueCreditNote } from './commands/issue-credit-note.js';
import { issueInvoice } from './commands/issue-invoice.js';
import { auditRecords } from './queries/audit-records.js';
import { listInvoices } from './queries/list-invoices.js';
import { readInvoice } from './queries/read-invoice.js';
import type { InvoicingStore } from './store/invoicing-store.js';

/** The message handlers of invoicing: one line per message. */
@Controller()
export class InvoicingController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<InvoicingStore>) {}

  @Accepts(invoicing.issueInvoice) issueInvoice(@Payload() message: unknown) {
    return this.dispatcher.handle(issueInvoice, message);
  }
  @Accepts(invoicing.issueCreditNote) issueCreditNote(@Payload() message: unknown) {
    return this.dispatcher.handle(issueCreditNote, message);
  }
  @Accepts(invoicing.readInvoice) readInvoice(@Payload() message: unknown) {
    return this.dispatcher.handle(readInvoice, message);
  }
  @Accepts(invoicing.listInvoices) listInvoices(@Payload() message: unknown) {
    return this.dispatcher.handle(listInvoices, message);
  }
  @Accepts(invoicing.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.dispatcher.handle(auditRecords, message);
  }
}
