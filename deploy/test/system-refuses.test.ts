import { afterAll, beforeAll } from '@jest/globals';
import { auditSees } from './system/audit-finds-breaks.js';
import { badInput } from './system/bad-input.js';
import { parkedEvents } from './system/parked-events.js';
import { startTestSystem, type TestSystem } from './system/system.js';
import { stockHeard } from './system/stock-events.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

stockHeard(() => system);
parkedEvents(() => system);
auditSees(() => system);
badInput(() => system);
