import { sales } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { abandonCorrection } from './commands/abandon-correction.js';
import { beginCheckout } from './commands/begin-checkout.js';
import { beginCorrection } from './commands/begin-correction.js';
import { cancelOrder } from './commands/cancel-order.js';
import { changeCustomer } from './commands/change-customer.js';
import { changeOrder } from './commands/change-order.js';
import { closeDay } from './commands/close-day.js';
import { createCustomer } from './commands/create-customer.js';
import { createOrder } from './commands/create-order.js';
import { finalizeCorrection } from './commands/finalize-correction.js';
import { finalizeSale } from './commands/finalize-sale.js';
import { keepText } from './commands/keep-text.js';
import { postReversal } from './commands/post-reversal.js';
import { postSale } from './commands/post-sale.js';
import { recordAudit } from './commands/record-audit.js';
import { recordOutcome } from './commands/record-outcome.js';
import { requestApproval } from './commands/request-approval.js';
import { returnToDraft } from './commands/return-to-draft.js';
import { stopCheckout } from './commands/stop-checkout.js';
import { auditRecords } from './queries/audit-records.js';
import { customerBalance } from './queries/customer-balance.js';
import { listCustomers } from './queries/list-customers.js';
import { listEntries } from './queries/list-entries.js';
import { listOrders } from './queries/list-orders.js';
import { listSales } from './queries/list-sales.js';
import { listSnapshots } from './queries/list-snapshots.js';
import { readDay } from './queries/read-day.js';
import { readCustomer } from './queries/read-customer.js';
import { readLastAudit } from './queries/read-last-audit.js';
import { readOrder } from './queries/read-order.js';
import { readOutcome } from './queries/read-outcome.js';
import { readSale } from './queries/read-sale.js';
import { trialBalance } from './queries/trial-balance.js';
import type { SalesStore } from './store/sales-store.js';

/** The message handlers of sales: one line per message. */
@Controller()
export class SalesController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<SalesStore>) {}

  @Accepts(sales.createCustomer) createCustomer(@Payload() message: unknown) {
    return this.dispatcher.handle(createCustomer, message);
  }
  @Accepts(sales.changeCustomer) changeCustomer(@Payload() message: unknown) {
    return this.dispatcher.handle(changeCustomer, message);
  }
  @Accepts(sales.readCustomer) readCustomer(@Payload() message: unknown) {
    return this.dispatcher.handle(readCustomer, message);
  }
  @Accepts(sales.listCustomers) listCustomers(@Payload() message: unknown) {
    return this.dispatcher.handle(listCustomers, message);
  }
  @Accepts(sales.customerBalance) customerBalance(@Payload() message: unknown) {
    return this.dispatcher.handle(customerBalance, message);
  }
  @Accepts(sales.createOrder) createOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(createOrder, message);
  }
  @Accepts(sales.changeOrder) changeOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(changeOrder, message);
  }
  @Accepts(sales.keepText) keepText(@Payload() message: unknown) {
    return this.dispatcher.handle(keepText, message);
  }
  @Accepts(sales.cancelOrder) cancelOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(cancelOrder, message);
  }
  @Accepts(sales.readOrder) readOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(readOrder, message);
  }
  @Accepts(sales.listOrders) listOrders(@Payload() message: unknown) {
    return this.dispatcher.handle(listOrders, message);
  }
  @Accepts(sales.beginCheckout) beginCheckout(@Payload() message: unknown) {
    return this.dispatcher.handle(beginCheckout, message);
  }
  @Accepts(sales.requestApproval) requestApproval(@Payload() message: unknown) {
    return this.dispatcher.handle(requestApproval, message);
  }
  @Accepts(sales.stopCheckout) stopCheckout(@Payload() message: unknown) {
    return this.dispatcher.handle(stopCheckout, message);
  }
  @Accepts(sales.returnToDraft) returnToDraft(@Payload() message: unknown) {
    return this.dispatcher.handle(returnToDraft, message);
  }
  @Accepts(sales.postSale) postSale(@Payload() message: unknown) {
    return this.dispatcher.handle(postSale, message);
  }
  @Accepts(sales.finalizeSale) finalizeSale(@Payload() message: unknown) {
    return this.dispatcher.handle(finalizeSale, message);
  }
  @Accepts(sales.readSale) readSale(@Payload() message: unknown) {
    return this.dispatcher.handle(readSale, message);
  }
  @Accepts(sales.listSales) listSales(@Payload() message: unknown) {
    return this.dispatcher.handle(listSales, message);
  }
  @Accepts(sales.beginCorrection) beginCorrection(@Payload() message: unknown) {
    return this.dispatcher.handle(beginCorrection, message);
  }
  @Accepts(sales.abandonCorrection) abandonCorrection(@Payload() message: unknown) {
    return this.dispatcher.handle(abandonCorrection, message);
  }
  @Accepts(sales.postReversal) postReversal(@Payload() message: unknown) {
    return this.dispatcher.handle(postReversal, message);
  }
  @Accepts(sales.finalizeCorrection) finalizeCorrection(@Payload() message: unknown) {
    return this.dispatcher.handle(finalizeCorrection, message);
  }
  @Accepts(sales.recordOutcome) recordOutcome(@Payload() message: unknown) {
    return this.dispatcher.handle(recordOutcome, message);
  }
  @Accepts(sales.readOutcome) readOutcome(@Payload() message: unknown) {
    return this.dispatcher.handle(readOutcome, message);
  }
  @Accepts(sales.listEntries) listEntries(@Payload() message: unknown) {
    return this.dispatcher.handle(listEntries, message);
  }
  @Accepts(sales.trialBalance) trialBalance(@Payload() message: unknown) {
    return this.dispatcher.handle(trialBalance, message);
  }
  @Accepts(sales.closeDay) closeDay(@Payload() message: unknown) {
    return this.dispatcher.handle(closeDay, message);
  }
  @Accepts(sales.readDay) readDay(@Payload() message: unknown) {
    return this.dispatcher.handle(readDay, message);
  }
  @Accepts(sales.listSnapshots) listSnapshots(@Payload() message: unknown) {
    return this.dispatcher.handle(listSnapshots, message);
  }
  @Accepts(sales.recordAudit) recordAudit(@Payload() message: unknown) {
    return this.dispatcher.handle(recordAudit, message);
  }
  @Accepts(sales.readLastAudit) readLastAudit(@Payload() message: unknown) {
    return this.dispatcher.handle(readLastAudit, message);
  }
  @Accepts(sales.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.dispatcher.handle(auditRecords, message);
  }
}
