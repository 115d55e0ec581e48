import { sales } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { abandonCorrection } from './commands/abandon-correction.js';
import { addAccount } from './commands/add-account.js';
import { addTill } from './commands/add-till.js';
import { beginCheckout } from './commands/begin-checkout.js';
import { beginCorrection } from './commands/begin-correction.js';
import { cancelOrder } from './commands/cancel-order.js';
import { changeAccount } from './commands/change-account.js';
import { changeCustomer } from './commands/change-customer.js';
import { changeOrder } from './commands/change-order.js';
import { closeDay } from './commands/close-day.js';
import { closePeriod } from './commands/close-period.js';
import { closeTillSession } from './commands/close-till-session.js';
import { createCustomer } from './commands/create-customer.js';
import { importCustomers } from './commands/import-customers.js';
import { createOrder } from './commands/create-order.js';
import { eraseCustomer } from './commands/erase-customer.js';
import { expireDrafts } from './commands/expire-drafts.js';
import { finalizeCorrection } from './commands/finalize-correction.js';
import { finalizeSale } from './commands/finalize-sale.js';
import { keepText } from './commands/keep-text.js';
import { mergeCustomers } from './commands/merge-customers.js';
import { moveTillCash } from './commands/move-till-cash.js';
import { openTillSession } from './commands/open-till-session.js';
import { parkOrder } from './commands/park-order.js';
import { payOutCredit } from './commands/pay-out-credit.js';
import { paySupplier } from './commands/pay-supplier.js';
import { postEntry } from './commands/post-entry.js';
import { postOpening } from './commands/post-opening.js';
import { postReversal } from './commands/post-reversal.js';
import { postSale } from './commands/post-sale.js';
import { recordAudit } from './commands/record-audit.js';
import { recordOutcome } from './commands/record-outcome.js';
import { requestApproval } from './commands/request-approval.js';
import { restoreOrder } from './commands/restore-order.js';
import { resumeOrder } from './commands/resume-order.js';
import { returnToDraft } from './commands/return-to-draft.js';
import { reverseEntry } from './commands/reverse-entry.js';
import { reverseOpening } from './commands/reverse-opening.js';
import { reversePayment } from './commands/reverse-payment.js';
import { reverseSupplierPayment } from './commands/reverse-supplier-payment.js';
import { stopCheckout } from './commands/stop-checkout.js';
import { takePayment } from './commands/take-payment.js';
import { accountStatement } from './queries/account-statement.js';
import { agedPayables } from './queries/aged-payables.js';
import { agedReceivables } from './queries/aged-receivables.js';
import { auditRecords } from './queries/audit-records.js';
import { customerBalance } from './queries/customer-balance.js';
import { customerHistory } from './queries/customer-history.js';
import { customerStatement } from './queries/customer-statement.js';
import { deliveryMargin } from './queries/delivery-margin.js';
import { deliverySales } from './queries/delivery-sales.js';
import { fecLines } from './queries/fec-lines.js';
import { generalLedger } from './queries/general-ledger.js';
import { listCustomers } from './queries/list-customers.js';
import { listEntries } from './queries/list-entries.js';
import { listOpenBills } from './queries/list-open-bills.js';
import { listOrders } from './queries/list-orders.js';
import { listPayments } from './queries/list-payments.js';
import { listPeriods } from './queries/list-periods.js';
import { listSales } from './queries/list-sales.js';
import { listSnapshots } from './queries/list-snapshots.js';
import { listSupplierPayments } from './queries/list-supplier-payments.js';
import { listTills } from './queries/list-tills.js';
import { listZReports } from './queries/list-z-reports.js';
import { marginLines } from './queries/margin-lines.js';
import { marginReport } from './queries/margin-report.js';
import { openItems } from './queries/open-items.js';
import { profitAndLoss } from './queries/profit-and-loss.js';
import { readAttachment } from './queries/read-attachment.js';
import { readChart } from './queries/read-chart.js';
import { matchCustomers } from './queries/match-customers.js';
import { readCustomer } from './queries/read-customer.js';
import { readDay } from './queries/read-day.js';
import { readDays } from './queries/read-days.js';
import { readDrift } from './queries/read-drift.js';
import { readEntry } from './queries/read-entry.js';
import { readLastAudit } from './queries/read-last-audit.js';
import { readOrder } from './queries/read-order.js';
import { readOutcome } from './queries/read-outcome.js';
import { readPayment } from './queries/read-payment.js';
import { readSale } from './queries/read-sale.js';
import { readSupplierPayment } from './queries/read-supplier-payment.js';
import { readTillSession } from './queries/read-till-session.js';
import { soldQuantities } from './queries/sold-quantities.js';
import { stockAccounts } from './queries/stock-accounts.js';
import { taxReport } from './queries/tax-report.js';
import { trialBalance } from './queries/trial-balance.js';
import type { SalesStore } from './store/sales-store.js';

/** The message handlers of sales: one line per message. */
@Controller()
export class SalesController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<SalesStore>) {}

  @Accepts(sales.readChart) readChart(@Payload() message: unknown) {
    return this.dispatcher.handle(readChart, message);
  }
  @Accepts(sales.addAccount) addAccount(@Payload() message: unknown) {
    return this.dispatcher.handle(addAccount, message);
  }
  @Accepts(sales.changeAccount) changeAccount(@Payload() message: unknown) {
    return this.dispatcher.handle(changeAccount, message);
  }
  @Accepts(sales.createCustomer) createCustomer(@Payload() message: unknown) {
    return this.dispatcher.handle(createCustomer, message);
  }
  @Accepts(sales.changeCustomer) changeCustomer(@Payload() message: unknown) {
    return this.dispatcher.handle(changeCustomer, message);
  }
  @Accepts(sales.importCustomers) importCustomers(@Payload() message: unknown) {
    return this.dispatcher.handle(importCustomers, message);
  }
  @Accepts(sales.matchCustomers) matchCustomers(@Payload() message: unknown) {
    return this.dispatcher.handle(matchCustomers, message);
  }
  @Accepts(sales.mergeCustomers) mergeCustomers(@Payload() message: unknown) {
    return this.dispatcher.handle(mergeCustomers, message);
  }
  @Accepts(sales.eraseCustomer) eraseCustomer(@Payload() message: unknown) {
    return this.dispatcher.handle(eraseCustomer, message);
  }
  @Accepts(sales.customerHistory) customerHistory(@Payload() message: unknown) {
    return this.dispatcher.handle(customerHistory, message);
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
  @Accepts(sales.parkOrder) parkOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(parkOrder, message);
  }
  @Accepts(sales.resumeOrder) resumeOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(resumeOrder, message);
  }
  @Accepts(sales.restoreOrder) restoreOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(restoreOrder, message);
  }
  @Accepts(sales.expireDrafts) expireDrafts(@Payload() message: unknown) {
    return this.dispatcher.handle(expireDrafts, message);
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
  @Accepts(sales.closePeriod) closePeriod(@Payload() message: unknown) {
    return this.dispatcher.handle(closePeriod, message);
  }
  @Accepts(sales.postEntry) postEntry(@Payload() message: unknown) {
    return this.dispatcher.handle(postEntry, message);
  }
  @Accepts(sales.postOpening) postOpening(@Payload() message: unknown) {
    return this.dispatcher.handle(postOpening, message);
  }
  @Accepts(sales.reverseEntry) reverseEntry(@Payload() message: unknown) {
    return this.dispatcher.handle(reverseEntry, message);
  }
  @Accepts(sales.reverseOpening) reverseOpening(@Payload() message: unknown) {
    return this.dispatcher.handle(reverseOpening, message);
  }
  @Accepts(sales.accountStatement) accountStatement(@Payload() message: unknown) {
    return this.dispatcher.handle(accountStatement, message);
  }
  @Accepts(sales.generalLedger) generalLedger(@Payload() message: unknown) {
    return this.dispatcher.handle(generalLedger, message);
  }
  @Accepts(sales.listPeriods) listPeriods(@Payload() message: unknown) {
    return this.dispatcher.handle(listPeriods, message);
  }
  @Accepts(sales.readAttachment) readAttachment(@Payload() message: unknown) {
    return this.dispatcher.handle(readAttachment, message);
  }
  @Accepts(sales.readEntry) readEntry(@Payload() message: unknown) {
    return this.dispatcher.handle(readEntry, message);
  }
  @Accepts(sales.closeDay) closeDay(@Payload() message: unknown) {
    return this.dispatcher.handle(closeDay, message);
  }
  @Accepts(sales.readDay) readDay(@Payload() message: unknown) {
    return this.dispatcher.handle(readDay, message);
  }
  @Accepts(sales.readDays) readDays(@Payload() message: unknown) {
    return this.dispatcher.handle(readDays, message);
  }
  @Accepts(sales.readDrift) readDrift(@Payload() message: unknown) {
    return this.dispatcher.handle(readDrift, message);
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
  @Accepts(sales.takePayment) takePayment(@Payload() message: unknown) {
    return this.dispatcher.handle(takePayment, message);
  }
  @Accepts(sales.payOutCredit) payOutCredit(@Payload() message: unknown) {
    return this.dispatcher.handle(payOutCredit, message);
  }
  @Accepts(sales.reversePayment) reversePayment(@Payload() message: unknown) {
    return this.dispatcher.handle(reversePayment, message);
  }
  @Accepts(sales.addTill) addTill(@Payload() message: unknown) {
    return this.dispatcher.handle(addTill, message);
  }
  @Accepts(sales.openTillSession) openTillSession(@Payload() message: unknown) {
    return this.dispatcher.handle(openTillSession, message);
  }
  @Accepts(sales.moveTillCash) moveTillCash(@Payload() message: unknown) {
    return this.dispatcher.handle(moveTillCash, message);
  }
  @Accepts(sales.closeTillSession) closeTillSession(@Payload() message: unknown) {
    return this.dispatcher.handle(closeTillSession, message);
  }
  @Accepts(sales.readPayment) readPayment(@Payload() message: unknown) {
    return this.dispatcher.handle(readPayment, message);
  }
  @Accepts(sales.paySupplier) paySupplier(@Payload() message: unknown) {
    return this.dispatcher.handle(paySupplier, message);
  }
  @Accepts(sales.reverseSupplierPayment) reverseSupplierPayment(@Payload() message: unknown) {
    return this.dispatcher.handle(reverseSupplierPayment, message);
  }
  @Accepts(sales.agedPayables) agedPayables(@Payload() message: unknown) {
    return this.dispatcher.handle(agedPayables, message);
  }
  @Accepts(sales.listOpenBills) listOpenBills(@Payload() message: unknown) {
    return this.dispatcher.handle(listOpenBills, message);
  }
  @Accepts(sales.listSupplierPayments) listSupplierPayments(@Payload() message: unknown) {
    return this.dispatcher.handle(listSupplierPayments, message);
  }
  @Accepts(sales.readSupplierPayment) readSupplierPayment(@Payload() message: unknown) {
    return this.dispatcher.handle(readSupplierPayment, message);
  }
  @Accepts(sales.listPayments) listPayments(@Payload() message: unknown) {
    return this.dispatcher.handle(listPayments, message);
  }
  @Accepts(sales.openItems) openItems(@Payload() message: unknown) {
    return this.dispatcher.handle(openItems, message);
  }
  @Accepts(sales.listTills) listTills(@Payload() message: unknown) {
    return this.dispatcher.handle(listTills, message);
  }
  @Accepts(sales.readTillSession) readTillSession(@Payload() message: unknown) {
    return this.dispatcher.handle(readTillSession, message);
  }
  @Accepts(sales.listZReports) listZReports(@Payload() message: unknown) {
    return this.dispatcher.handle(listZReports, message);
  }
  @Accepts(sales.customerStatement) customerStatement(@Payload() message: unknown) {
    return this.dispatcher.handle(customerStatement, message);
  }
  @Accepts(sales.agedReceivables) agedReceivables(@Payload() message: unknown) {
    return this.dispatcher.handle(agedReceivables, message);
  }
  @Accepts(sales.taxReport) taxReport(@Payload() message: unknown) {
    return this.dispatcher.handle(taxReport, message);
  }
  @Accepts(sales.profitAndLoss) profitAndLoss(@Payload() message: unknown) {
    return this.dispatcher.handle(profitAndLoss, message);
  }
  @Accepts(sales.soldQuantities) soldQuantities(@Payload() message: unknown) {
    return this.dispatcher.handle(soldQuantities, message);
  }
  @Accepts(sales.marginReport) marginReport(@Payload() message: unknown) {
    return this.dispatcher.handle(marginReport, message);
  }
  @Accepts(sales.marginLines) marginLines(@Payload() message: unknown) {
    return this.dispatcher.handle(marginLines, message);
  }
  @Accepts(sales.deliveryMargin) deliveryMargin(@Payload() message: unknown) {
    return this.dispatcher.handle(deliveryMargin, message);
  }
  @Accepts(sales.deliverySales) deliverySales(@Payload() message: unknown) {
    return this.dispatcher.handle(deliverySales, message);
  }
  @Accepts(sales.stockAccounts) stockAccounts(@Payload() message: unknown) {
    return this.dispatcher.handle(stockAccounts, message);
  }
  @Accepts(sales.fecLines) fecLines(@Payload() message: unknown) {
    return this.dispatcher.handle(fecLines, message);
  }
}
