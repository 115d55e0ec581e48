import { afterAll, beforeAll } from '@jest/globals';
import { customers } from './system/customers.js';
import { days } from './system/days.js';
import { money } from './system/money.js';
import { notices } from './system/notices.js';
import { orders } from './system/orders.js';
import { reports } from './system/reports.js';
import { startTestSystem, type TestSystem } from './system/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ COMPTOIR_WEBHOOKS_PRIVATE: '1' });
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

notices(() => system);
orders(() => system);
money(() => system);
customers(() => system);
reports(() => system);
days(() => system);
