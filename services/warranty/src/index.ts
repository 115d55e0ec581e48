import { warranty } from '@comptoir/contracts';
import { defineService } from '@comptoir/kit';
import { warrantyStore } from './store/warranty-store.js';
import { WarrantyController } from './warranty.controller.js';

/** The warranty service: guarantees and claims. */
export const warrantyService = defineService({
  name: 'warranty',
  contract: warranty,
  controller: WarrantyController,
  store: warrantyStore,
});
