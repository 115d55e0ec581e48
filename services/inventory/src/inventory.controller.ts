import { inventory } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { holdStock } from './commands/hold-stock.js';
import { receiveDelivery } from './commands/receive-delivery.js';
import { releaseHold } from './commands/release-hold.js';
import { returnStock } from './commands/return-stock.js';
import { settleHold } from './commands/settle-hold.js';
import { takeBackDelivery } from './commands/take-back-delivery.js';
import { auditRecords } from './queries/audit-records.js';
import { listDeliveries } from './queries/list-deliveries.js';
import { listLevels } from './queries/list-levels.js';
import { listOpeningDeliveries } from './queries/list-opening-deliveries.js';
import { readDelivery } from './queries/read-delivery.js';
import { readStock } from './queries/read-stock.js';
import type { InventoryStore } from './store/inventory-store.js';

/** The message handlers of inventory: one line per message. */
@Controller()
export class InventoryController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<InventoryStore>) {}

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
  @Accepts(inventory.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.dispatcher.handle(auditRecords, message);
  }
}
