import { afterAll, beforeAll } from '@jest/globals';
import { catalog } from './system/catalog.js';
import { imports } from './system/imports.js';
import { startTestSystem, type TestSystem } from './system/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

catalog(() => system);
imports(() => system);
