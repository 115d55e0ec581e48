import { inventory } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { cancelPurchaseOrder } from './commands/cancel-purchase-order.js';
import { cancelTransfer } from './commands/cancel-transfer.js';
import { changePurchaseOrder } from './commands/change-purchase-order.js';
import { changeSupplier } from './commands/change-supplier.js';
import { closePurchaseOrder } from './commands/close-purchase-order.js';
import { closeTransfer } from './commands/close-transfer.js';
import { correctDelivery } from './commands/correct-delivery.js';
import { createPurchaseOrder } from './commands/create-purchase-order.js';
import { createSupplier } from './commands/create-supplier.js';
import { importSuppliers } from './commands/import-suppliers.js';
import { draftPurchaseOrders } from './commands/draft-purchase-orders.js';
import { holdStock } from './commands/hold-stock.js';
import { loseTransferRest } from './commands/lose-transfer-rest.js';
import { markAlertSeen } from './commands/mark-alert-seen.js';
import { receiveDelivery } from './commands/receive-delivery.js';
import { recordSupplierBill } from './commands/record-supplier-bill.js';
import { receiveTransfer } from './commands/receive-transfer.js';
import { refuseTransfer } from './commands/refuse-transfer.js';
import { releaseHold } from './commands/release-hold.js';
import { requestTransfer } from './commands/request-transfer.js';
import { returnStock } from './commands/return-stock.js';
import { returnToSupplier } from './commands/return-to-supplier.js';
import { reverseSupplierBill } from './commands/reverse-supplier-bill.js';
import { returnTransfer } from './commands/return-transfer.js';
import { sendPurchaseOrder } from './commands/send-purchase-order.js';
import { sendTransfer } from './commands/send-transfer.js';
import { setSupplierProduct } from './commands/set-supplier-product.js';
import { settleHold } from './commands/settle-hold.js';
import { shipTransfer } from './commands/ship-transfer.js';
import { takeBackDelivery } from './commands/take-back-delivery.js';
import { warnExpiring } from './commands/warn-expiring.js';
import { auditRecords } from './queries/audit-records.js';
import { listDeliveries } from './queries/list-deliveries.js';
import { listLevels } from './queries/list-levels.js';
import { listOpeningDeliveries } from './queries/list-opening-deliveries.js';
import { listProductSuppliers } from './queries/list-product-suppliers.js';
import { listPurchaseOrders } from './queries/list-purchase-orders.js';
import { listSupplierBills } from './queries/list-supplier-bills.js';
import { listReorderFigures } from './queries/list-reorder-figures.js';
import { listStockAges } from './queries/list-stock-ages.js';
import { listStockCard } from './queries/list-stock-card.js';
import { listStockAlerts } from './queries/list-stock-alerts.js';
import { listSupplierProducts } from './queries/list-supplier-products.js';
import { listSupplierReturns } from './queries/list-supplier-returns.js';
import { listSuppliers } from './queries/list-suppliers.js';
import { matchSupplierBill } from './queries/match-supplier-bill.js';
import { matchSuppliers } from './queries/match-suppliers.js';
import { readDeliveryBillings } from './queries/read-delivery-billings.js';
import { listTransfers } from './queries/list-transfers.js';
import { readOpeningStock } from './queries/read-opening-stock.js';
import { readDelivery } from './queries/read-delivery.js';
import { readPurchaseOrder } from './queries/read-purchase-order.js';
import { readStock } from './queries/read-stock.js';
import { readSupplierBill } from './queries/read-supplier-bill.js';
import { readSupplierReturn } from './queries/read-supplier-return.js';
import { readStockAlert } from './queries/read-stock-alert.js';
import { readSupplier } from './queries/read-supplier.js';
import { readTransfer } from './queries/read-transfer.js';
import { storesOfDeliveries } from './queries/stores-of-deliveries.js';
import { cancelCount } from './commands/cancel-count.js';
import { createStockCount } from './commands/create-stock-count.js';
import { enterCount } from './commands/enter-count.js';
import { postCount } from './commands/post-count.js';
import { recountLines } from './commands/recount-lines.js';
import { reviewCount } from './commands/review-count.js';
import { withdrawCountEntry } from './commands/withdraw-count-entry.js';
import { writeOffStock } from './commands/write-off-stock.js';
import { listCountEntries } from './queries/list-count-entries.js';
import { listCountLines } from './queries/list-count-lines.js';
import { listExpiringStock } from './queries/list-expiring-stock.js';
import { readStockPlaces } from './queries/read-stock-places.js';
import { traceBatch } from './queries/trace-batch.js';
import { listStockValues } from './queries/list-stock-values.js';
import { listStockCounts } from './queries/list-stock-counts.js';
import { listWriteOffs } from './queries/list-write-offs.js';
import { readStockCount } from './queries/read-stock-count.js';
import { readWriteOff } from './queries/read-write-off.js';
import type { InventoryStore } from './store/inventory-store.js';

/** The message handlers of inventory: one line per message. */
@Controller()
export class InventoryController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<InventoryStore>) {}

  @Accepts(inventory.createSupplier) createSupplier(@Payload() message: unknown) {
    return this.dispatcher.handle(createSupplier, message);
  }
  @Accepts(inventory.changeSupplier) changeSupplier(@Payload() message: unknown) {
    return this.dispatcher.handle(changeSupplier, message);
  }
  @Accepts(inventory.importSuppliers) importSuppliers(@Payload() message: unknown) {
    return this.dispatcher.handle(importSuppliers, message);
  }
  @Accepts(inventory.matchSuppliers) matchSuppliers(@Payload() message: unknown) {
    return this.dispatcher.handle(matchSuppliers, message);
  }
  @Accepts(inventory.setSupplierProduct) setSupplierProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(setSupplierProduct, message);
  }
  @Accepts(inventory.readSupplier) readSupplier(@Payload() message: unknown) {
    return this.dispatcher.handle(readSupplier, message);
  }
  @Accepts(inventory.listSuppliers) listSuppliers(@Payload() message: unknown) {
    return this.dispatcher.handle(listSuppliers, message);
  }
  @Accepts(inventory.listSupplierProducts) listSupplierProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(listSupplierProducts, message);
  }
  @Accepts(inventory.listProductSuppliers) listProductSuppliers(@Payload() message: unknown) {
    return this.dispatcher.handle(listProductSuppliers, message);
  }
  @Accepts(inventory.createPurchaseOrder) createPurchaseOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(createPurchaseOrder, message);
  }
  @Accepts(inventory.draftPurchaseOrders) draftPurchaseOrders(@Payload() message: unknown) {
    return this.dispatcher.handle(draftPurchaseOrders, message);
  }
  @Accepts(inventory.changePurchaseOrder) changePurchaseOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(changePurchaseOrder, message);
  }
  @Accepts(inventory.sendPurchaseOrder) sendPurchaseOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(sendPurchaseOrder, message);
  }
  @Accepts(inventory.cancelPurchaseOrder) cancelPurchaseOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(cancelPurchaseOrder, message);
  }
  @Accepts(inventory.closePurchaseOrder) closePurchaseOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(closePurchaseOrder, message);
  }
  @Accepts(inventory.readPurchaseOrder) readPurchaseOrder(@Payload() message: unknown) {
    return this.dispatcher.handle(readPurchaseOrder, message);
  }
  @Accepts(inventory.listPurchaseOrders) listPurchaseOrders(@Payload() message: unknown) {
    return this.dispatcher.handle(listPurchaseOrders, message);
  }
  @Accepts(inventory.requestTransfer) requestTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(requestTransfer, message);
  }
  @Accepts(inventory.sendTransfer) sendTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(sendTransfer, message);
  }
  @Accepts(inventory.shipTransfer) shipTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(shipTransfer, message);
  }
  @Accepts(inventory.receiveTransfer) receiveTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(receiveTransfer, message);
  }
  @Accepts(inventory.loseTransferRest) loseTransferRest(@Payload() message: unknown) {
    return this.dispatcher.handle(loseTransferRest, message);
  }
  @Accepts(inventory.returnTransfer) returnTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(returnTransfer, message);
  }
  @Accepts(inventory.refuseTransfer) refuseTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(refuseTransfer, message);
  }
  @Accepts(inventory.cancelTransfer) cancelTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(cancelTransfer, message);
  }
  @Accepts(inventory.closeTransfer) closeTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(closeTransfer, message);
  }
  @Accepts(inventory.readTransfer) readTransfer(@Payload() message: unknown) {
    return this.dispatcher.handle(readTransfer, message);
  }
  @Accepts(inventory.storesOfDeliveries) storesOfDeliveries(@Payload() message: unknown) {
    return this.dispatcher.handle(storesOfDeliveries, message);
  }
  @Accepts(inventory.listTransfers) listTransfers(@Payload() message: unknown) {
    return this.dispatcher.handle(listTransfers, message);
  }
  @Accepts(inventory.receiveDelivery) receiveDelivery(@Payload() message: unknown) {
    return this.dispatcher.handle(receiveDelivery, message);
  }
  @Accepts(inventory.correctDelivery) correctDelivery(@Payload() message: unknown) {
    return this.dispatcher.handle(correctDelivery, message);
  }
  @Accepts(inventory.takeBackDelivery) takeBackDelivery(@Payload() message: unknown) {
    return this.dispatcher.handle(takeBackDelivery, message);
  }
  @Accepts(inventory.warnExpiring) warnExpiring(@Payload() message: unknown) {
    return this.dispatcher.handle(warnExpiring, message);
  }
  @Accepts(inventory.holdStock) holdStock(@Payload() message: unknown) {
    return this.dispatcher.handle(holdStock, message);
  }
  @Accepts(inventory.releaseHold) releaseHold(@Payload() message: unknown) {
    return this.dispatcher.handle(releaseHold, message);
  }
  @Accepts(inventory.settleHold) settleHold(@Payload() message: unknown) {
    return this.dispatcher.handle(settleHold, message);
  }
  @Accepts(inventory.returnStock) returnStock(@Payload() message: unknown) {
    return this.dispatcher.handle(returnStock, message);
  }
  @Accepts(inventory.readStock) readStock(@Payload() message: unknown) {
    return this.dispatcher.handle(readStock, message);
  }
  @Accepts(inventory.listLevels) listLevels(@Payload() message: unknown) {
    return this.dispatcher.handle(listLevels, message);
  }
  @Accepts(inventory.readDelivery) readDelivery(@Payload() message: unknown) {
    return this.dispatcher.handle(readDelivery, message);
  }
  @Accepts(inventory.listDeliveries) listDeliveries(@Payload() message: unknown) {
    return this.dispatcher.handle(listDeliveries, message);
  }
  @Accepts(inventory.readOpeningStock) readOpeningStock(@Payload() message: unknown) {
    return this.dispatcher.handle(readOpeningStock, message);
  }
  @Accepts(inventory.listOpeningDeliveries) listOpeningDeliveries(@Payload() message: unknown) {
    return this.dispatcher.handle(listOpeningDeliveries, message);
  }
  @Accepts(inventory.recordSupplierBill) recordSupplierBill(@Payload() message: unknown) {
    return this.dispatcher.handle(recordSupplierBill, message);
  }
  @Accepts(inventory.returnToSupplier) returnToSupplier(@Payload() message: unknown) {
    return this.dispatcher.handle(returnToSupplier, message);
  }
  @Accepts(inventory.reverseSupplierBill) reverseSupplierBill(@Payload() message: unknown) {
    return this.dispatcher.handle(reverseSupplierBill, message);
  }
  @Accepts(inventory.listSupplierBills) listSupplierBills(@Payload() message: unknown) {
    return this.dispatcher.handle(listSupplierBills, message);
  }
  @Accepts(inventory.listSupplierReturns) listSupplierReturns(@Payload() message: unknown) {
    return this.dispatcher.handle(listSupplierReturns, message);
  }
  @Accepts(inventory.matchSupplierBill) matchSupplierBill(@Payload() message: unknown) {
    return this.dispatcher.handle(matchSupplierBill, message);
  }
  @Accepts(inventory.readDeliveryBillings) readDeliveryBillings(@Payload() message: unknown) {
    return this.dispatcher.handle(readDeliveryBillings, message);
  }
  @Accepts(inventory.readSupplierBill) readSupplierBill(@Payload() message: unknown) {
    return this.dispatcher.handle(readSupplierBill, message);
  }
  @Accepts(inventory.readSupplierReturn) readSupplierReturn(@Payload() message: unknown) {
    return this.dispatcher.handle(readSupplierReturn, message);
  }
  @Accepts(inventory.writeOffStock) writeOffStock(@Payload() message: unknown) {
    return this.dispatcher.handle(writeOffStock, message);
  }
  @Accepts(inventory.readWriteOff) readWriteOff(@Payload() message: unknown) {
    return this.dispatcher.handle(readWriteOff, message);
  }
  @Accepts(inventory.listWriteOffs) listWriteOffs(@Payload() message: unknown) {
    return this.dispatcher.handle(listWriteOffs, message);
  }
  @Accepts(inventory.createStockCount) createStockCount(@Payload() message: unknown) {
    return this.dispatcher.handle(createStockCount, message);
  }
  @Accepts(inventory.enterCount) enterCount(@Payload() message: unknown) {
    return this.dispatcher.handle(enterCount, message);
  }
  @Accepts(inventory.withdrawCountEntry) withdrawCountEntry(@Payload() message: unknown) {
    return this.dispatcher.handle(withdrawCountEntry, message);
  }
  @Accepts(inventory.reviewCount) reviewCount(@Payload() message: unknown) {
    return this.dispatcher.handle(reviewCount, message);
  }
  @Accepts(inventory.recountLines) recountLines(@Payload() message: unknown) {
    return this.dispatcher.handle(recountLines, message);
  }
  @Accepts(inventory.postCount) postCount(@Payload() message: unknown) {
    return this.dispatcher.handle(postCount, message);
  }
  @Accepts(inventory.cancelCount) cancelCount(@Payload() message: unknown) {
    return this.dispatcher.handle(cancelCount, message);
  }
  @Accepts(inventory.readStockCount) readStockCount(@Payload() message: unknown) {
    return this.dispatcher.handle(readStockCount, message);
  }
  @Accepts(inventory.listStockCounts) listStockCounts(@Payload() message: unknown) {
    return this.dispatcher.handle(listStockCounts, message);
  }
  @Accepts(inventory.listCountLines) listCountLines(@Payload() message: unknown) {
    return this.dispatcher.handle(listCountLines, message);
  }
  @Accepts(inventory.listCountEntries) listCountEntries(@Payload() message: unknown) {
    return this.dispatcher.handle(listCountEntries, message);
  }
  @Accepts(inventory.markAlertSeen) markAlertSeen(@Payload() message: unknown) {
    return this.dispatcher.handle(markAlertSeen, message);
  }
  @Accepts(inventory.readStockAlert) readStockAlert(@Payload() message: unknown) {
    return this.dispatcher.handle(readStockAlert, message);
  }
  @Accepts(inventory.listStockAlerts) listStockAlerts(@Payload() message: unknown) {
    return this.dispatcher.handle(listStockAlerts, message);
  }
  @Accepts(inventory.listStockCard) listStockCard(@Payload() message: unknown) {
    return this.dispatcher.handle(listStockCard, message);
  }
  @Accepts(inventory.listExpiringStock) listExpiringStock(@Payload() message: unknown) {
    return this.dispatcher.handle(listExpiringStock, message);
  }
  @Accepts(inventory.readStockPlaces) readStockPlaces(@Payload() message: unknown) {
    return this.dispatcher.handle(readStockPlaces, message);
  }
  @Accepts(inventory.traceBatch) traceBatch(@Payload() message: unknown) {
    return this.dispatcher.handle(traceBatch, message);
  }
  @Accepts(inventory.listStockValues) listStockValues(@Payload() message: unknown) {
    return this.dispatcher.handle(listStockValues, message);
  }
  @Accepts(inventory.listStockAges) listStockAges(@Payload() message: unknown) {
    return this.dispatcher.handle(listStockAges, message);
  }
  @Accepts(inventory.listReorderFigures) listReorderFigures(@Payload() message: unknown) {
    return this.dispatcher.handle(listReorderFigures, message);
  }
  @Accepts(inventory.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.dispatcher.handle(auditRecords, message);
  }
}
