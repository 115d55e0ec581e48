import { afterAll, beforeAll } from '@jest/globals';
import { commandLines } from './house/command-lines.js';
import { openHouse, type House } from './house/house.js';
import { selling } from './house/selling.js';
import { takingBack } from './house/taking-back.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(async () => {
  await house?.close();
}, 30_000);

selling(() => house);
takingBack(() => house);
commandLines(() => house);
