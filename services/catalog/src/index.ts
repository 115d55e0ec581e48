import { catalog } from '@comptoir/contracts';
import { defineService } from '@comptoir/kit';
import { CatalogController } from './catalog.controller.js';
import { stockChanged } from './reactions/stock-changed.js';
import { catalogStore } from './store/catalog-store.js';

/** The catalog. */
export const catalogService = defineService({
  name: 'catalog',
  contract: catalog,
  controller: CatalogController,
  store: catalogStore,
  reactions: [stockChanged],
});
