import { afterAll, beforeAll } from '@jest/globals';
import { histories } from './system/histories.js';
import { purchaseOrders } from './system/purchase-orders.js';
import { stockViews } from './system/stock-views.js';
import { supplierBills } from './system/supplier-bills.js';
import { suppliers } from './system/suppliers.js';
import { startTestSystem, type TestSystem } from './system/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

suppliers(() => system);
purchaseOrders(() => system);
supplierBills(() => system);
stockViews(() => system);
histories(() => system);
