export { cash, checkout, draft, openCounter, sell, stockOf, stockUp, type Counter } from '../../src/goods.js';
