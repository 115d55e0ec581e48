import { catalog } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { changeCategory } from './commands/change-category.js';
import { changeCompany } from './commands/change-company.js';
import { changePriceList } from './commands/change-price-list.js';
import { changeProduct } from './commands/change-product.js';
import { changeStore } from './commands/change-store.js';
import { createCategory } from './commands/create-category.js';
import { createCompany } from './commands/create-company.js';
import { createPriceList } from './commands/create-price-list.js';
import { createProduct } from './commands/create-product.js';
import { createStore } from './commands/create-store.js';
import { createVariants } from './commands/create-variants.js';
import { importProducts } from './commands/import-products.js';
import { setListPrices } from './commands/set-list-prices.js';
import { setPicture } from './commands/set-picture.js';
import { setStoreThreshold } from './commands/set-store-threshold.js';
import { auditRecords } from './queries/audit-records.js';
import { listBrands } from './queries/list-brands.js';
import { compareProducts } from './queries/compare-products.js';
import { listCategories } from './queries/list-categories.js';
import { listCompanies } from './queries/list-companies.js';
import { listPriceLists } from './queries/list-price-lists.js';
import { listPrices } from './queries/list-prices.js';
import { listStores } from './queries/list-stores.js';
import { listVariants } from './queries/list-variants.js';
import { quoteProducts } from './queries/quote-products.js';
import { readCompany } from './queries/read-company.js';
import { readPicture } from './queries/read-picture.js';
import { readPriceList } from './queries/read-price-list.js';
import { readProduct } from './queries/read-product.js';
import { readProducts } from './queries/read-products.js';
import { readProductsBySku } from './queries/read-products-by-sku.js';
import { readStore } from './queries/read-store.js';
import { searchProducts } from './queries/search-products.js';
import type { CatalogStore } from './store/catalog-store.js';

/** The message handlers of the catalog: one line per message. */
@Controller()
export class CatalogController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<CatalogStore>) {}

  @Accepts(catalog.createCompany) createCompany(@Payload() message: unknown) {
    return this.dispatcher.handle(createCompany, message);
  }
  @Accepts(catalog.changeCompany) changeCompany(@Payload() message: unknown) {
    return this.dispatcher.handle(changeCompany, message);
  }
  @Accepts(catalog.readCompany) readCompany(@Payload() message: unknown) {
    return this.dispatcher.handle(readCompany, message);
  }
  @Accepts(catalog.listCompanies) listCompanies(@Payload() message: unknown) {
    return this.dispatcher.handle(listCompanies, message);
  }
  @Accepts(catalog.createStore) createStore(@Payload() message: unknown) {
    return this.dispatcher.handle(createStore, message);
  }
  @Accepts(catalog.changeStore) changeStore(@Payload() message: unknown) {
    return this.dispatcher.handle(changeStore, message);
  }
  @Accepts(catalog.listStores) listStores(@Payload() message: unknown) {
    return this.dispatcher.handle(listStores, message);
  }
  @Accepts(catalog.readStore) readStore(@Payload() message: unknown) {
    return this.dispatcher.handle(readStore, message);
  }
  @Accepts(catalog.createCategory) createCategory(@Payload() message: unknown) {
    return this.dispatcher.handle(createCategory, message);
  }
  @Accepts(catalog.changeCategory) changeCategory(@Payload() message: unknown) {
    return this.dispatcher.handle(changeCategory, message);
  }
  @Accepts(catalog.listCategories) listCategories(@Payload() message: unknown) {
    return this.dispatcher.handle(listCategories, message);
  }
  @Accepts(catalog.createVariants) createVariants(@Payload() message: unknown) {
    return this.dispatcher.handle(createVariants, message);
  }
  @Accepts(catalog.listVariants) listVariants(@Payload() message: unknown) {
    return this.dispatcher.handle(listVariants, message);
  }
  @Accepts(catalog.setPicture) setPicture(@Payload() message: unknown) {
    return this.dispatcher.handle(setPicture, message);
  }
  @Accepts(catalog.readPicture) readPicture(@Payload() message: unknown) {
    return this.dispatcher.handle(readPicture, message);
  }
  @Accepts(catalog.createPriceList) createPriceList(@Payload() message: unknown) {
    return this.dispatcher.handle(createPriceList, message);
  }
  @Accepts(catalog.changePriceList) changePriceList(@Payload() message: unknown) {
    return this.dispatcher.handle(changePriceList, message);
  }
  @Accepts(catalog.setListPrices) setListPrices(@Payload() message: unknown) {
    return this.dispatcher.handle(setListPrices, message);
  }
  @Accepts(catalog.listPriceLists) listPriceLists(@Payload() message: unknown) {
    return this.dispatcher.handle(listPriceLists, message);
  }
  @Accepts(catalog.readPriceList) readPriceList(@Payload() message: unknown) {
    return this.dispatcher.handle(readPriceList, message);
  }
  @Accepts(catalog.createProduct) createProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(createProduct, message);
  }
  @Accepts(catalog.changeProduct) changeProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(changeProduct, message);
  }
  @Accepts(catalog.setStoreThreshold) setStoreThreshold(@Payload() message: unknown) {
    return this.dispatcher.handle(setStoreThreshold, message);
  }
  @Accepts(catalog.importProducts) importProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(importProducts, message);
  }
  @Accepts(catalog.compareProducts) compareProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(compareProducts, message);
  }
  @Accepts(catalog.readProduct) readProduct(@Payload() message: unknown) {
    return this.dispatcher.handle(readProduct, message);
  }
  @Accepts(catalog.readProducts) readProducts(@Payload() message: unknown) {
    return this.dispatcher.handle(readProducts, message);
  }
  @Accepts(catalog.readProductsBySku) readProductsBySku(@Payload() message: unknown) {
    return this.dispatcher.handle(readProductsBySku, message);
  }
  @Accepts(catalog.listPrices) listPrices(@Payload() message: unknown) {
    return this.dispatcher.handle(listPrices, message);
  }
  @Accepts(catalog.listBrands) listBrands(@Payload() message: unknown) {
    return this.dispatcher.handle(listBrands, message);
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
