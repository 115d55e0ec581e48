import { afterAll, beforeAll } from '@jest/globals';
import { stockAlerts } from './system/stock-alerts.js';
import { stockCounts } from './system/stock-counts.js';
import { transfers } from './system/transfers.js';
import { startTestSystem, type TestSystem } from './system/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ COMPTOIR_STOCK_LIMITS: 'DZD=10' });
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

stockAlerts(() => system);
transfers(() => system);
stockCounts(() => system);
