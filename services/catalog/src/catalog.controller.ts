import { catalog } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { changeProduct } from './commands/change-product.js';
import { createProduct } from './commands/create-product.js';
import { createStore } from './commands/create-store.js';
import { auditRecords } from './queries/audit-records.js';
import { listPrices } from './queries/list-prices.js';
import { listStores } from './queries/list-stores.js';
import { quoteProducts } from './queries/quote-products.js';
import { readProduct } from './queries/read-product.js';
import { readProducts } from './queries/read-products.js';
import { readStore } from './queries/read-store.js';
import { searchProducts } from './queries/search-products.js';
import type { CatalogStore } from './store/catalog-store.js';

/** The message handlers of the catalog: one line per message. */
@Controller()
export class CatalogController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<CatalogStore>) {}

  @Accepts(catalog.createStore) createStore(@Payload() message: unknown) {
    return this.dispatcher.handle(createStore, message);
  }
  @Accepts(catalog.listStores) listStores(@Payload() message: unknown) {
    return this.dispatcher.handle(listStores, message);
  }
  @Accepts(catalog.readStore) readStore(@Payload() message: unknown) {
    return this.dispatcher.handle(readStore, message);
  }
  @Accepts(catalog.createProduct) createProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(createProduct, message);
  }
  @Accepts(catalog.changeProduct) changeProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(changeProduct, message);
  }
  @Accepts(catalog.readProduct) readProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(readProduct, message);
  }
  @Accepts(catalog.readProducts) readProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(readProducts, message);
  }
  @Accepts(catalog.listPrices) listPrices(@Payload() message: unknown) {
    return this.dispatcher.handle(listPrices, message);
  }
  @Accepts(catalog.searchProducts) searchProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(searchProducts, message);
  }
  @Accepts(catalog.quoteProducts) quoteProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(quoteProducts, message);
  }
  @Accepts(catalog.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.dispatcher.handle(auditRecords, message);
  }
}
