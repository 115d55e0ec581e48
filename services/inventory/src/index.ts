import { inventory } from '@comptoir/contracts';
import { defineService } from '@comptoir/kit';
import { InventoryController } from './inventory.controller.js';
import { productChanged } from './reactions/product-changed.js';
import { productsChanged } from './reactions/products-changed.js';
import { inventoryStore } from './store/inventory-store.js';

/** The inventory service: suppliers, purchase orders, transfers, deliveries, FIFO batches, holds, movements, levels. */
export const inventoryService = defineService({
  name: 'inventory',
  contract: inventory,
  controller: InventoryController,
  store: inventoryStore,
  reactions: [productChanged, productsChanged],
});
