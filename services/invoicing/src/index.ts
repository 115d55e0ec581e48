import { invoicing } from '@comptoir/contracts';
import { defineService } from '@comptoir/kit';
import { InvoicingController } from './invoicing.controller.js';
import { invoicingStore } from './store/invoicing-store.js';

/** The invoicing service: FACTURE, BON DE VENTE, credit notes, gapless number series. */
export const invoicingService = defineService({
  name: 'invoicing',
  contract: invoicing,
  controller: InvoicingController,
  store: invoicingStore,
});
