import { afterAll, beforeAll } from '@jest/globals';
import { auditSees } from './house/audit-sees.js';
import { badInput } from './house/bad-input.js';
import { openHouse, type House } from './house/house.js';
import { stockHeard } from './house/stock-heard.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(async () => {
  await house?.close();
}, 30_000);

stockHeard(() => house);
auditSees(() => house);
badInput(() => house);
