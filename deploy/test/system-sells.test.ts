import { afterAll, beforeAll } from '@jest/globals';
import { commandLines } from './system/command-lines.js';
import { startTestSystem, type TestSystem } from './system/system.js';
import { selling } from './system/selling.js';
import { pricing } from './system/pricing.js';
import { takingBack } from './system/returns.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

selling(() => system);
takingBack(() => system);
pricing(() => system);
commandLines(() => system);
