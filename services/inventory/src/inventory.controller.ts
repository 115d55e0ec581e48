import { inventory } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { cancelPurchaseOrder } from './commands/cancel-purchase-order.js';
import { changePurchaseOrder } from './commands/change-purchase-order.js';
import { changeSupplier } from './commands/change-supplier.js';
import { closePurchaseOrder } from './commands/close-purchase-order.js';
import { createPurchaseOrder } from './commands/create-purchase-order.js';
import { createSupplier } from './commands/create-supplier.js';
import { draftPurchaseOrders } from './commands/draft-purchase-orders.js';
import { holdStock } from './commands/hold-stock.js';
import { markAlertSeen } from './commands/mark-alert-seen.js';
import { receiveDelivery } from './commands/receive-delivery.js';
import { releaseHold } from './commands/release-hold.js';
import { returnStock } from './commands/return-stock.js';
import { sendPurchaseOrder } from './commands/send-purchase-order.js';
import { setSupplierProduct } from './commands/set-supplier-product.js';
import { settleHold } from './commands/settle-hold.js';
import { takeBackDelivery } from './commands/take-back-delivery.js';
import { auditRecords } from './queries/audit-records.js';
import { listDeliveries } from './queries/list-deliveries.js';
import { listLevels } from './queries/list-levels.js';
import { listOpeningDeliveries } from './queries/list-opening-deliveries.js';
import { listProductSuppliers } from './queries/list-product-suppliers.js';
import { listPurchaseOrders } from './queries/list-purchase-orders.js';
import { listReorderFigures } from './queries/list-reorder-figures.js';
import { listStockAges } from './queries/list-stock-ages.js';
import { listStockAlerts } from './queries/list-stock-alerts.js';
import { listSupplierProducts } from './queries/list-supplier-products.js';
import { listSuppliers } from './queries/list-suppliers.js';
import { readDelivery } from './queries/read-delivery.js';
import { readPurchaseOrder } from './queries/read-purchase-order.js';
import { readStock } from './queries/read-stock.js';
import { readStockAlert } from './queries/read-stock-alert.js';
import { readSupplier } from './queries/read-supplier.js';
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
  @Accepts(inventory.receiveDelivery) receiveDelivery(@Payload() message: unknown) {
    return this.dispatcher.handle(receiveDelivery, message);
  }
  @Accepts(inventory.takeBackDelivery) takeBackDelivery(@Payload() message: unknown) {
    return this.dispatcher.handle(takeBackDelivery, message);
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
  @Accepts(inventory.listOpeningDeliveries) listOpeningDeliveries(@Payload() message: unknown) {
    return this.dispatcher.handle(listOpeningDeliveries, message);
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
