export { eventually, openHouse, type ApiAnswer, type House } from '../../src/open-house.js';
