/** What other rooms' tests use of the launcher: a whole house, a counter in it, the audit. */
export { ApiProblem, clientOf, signIn, type ApiAnswer, type ApiClient } from './api-client.js';
export { printReport, runAudit, type Report } from './audit.js';
export { demoUsers } from './demo-shop.js';
export { Ended, endingSignal, unlessEnding } from './ending.js';
export { cash, checkout, draft, openCounter, sell, stockOf, stockUp, type Counter } from './goods.js';
export { eventually, openHouse, type House } from './open-house.js';
export { rootDir } from './paths.js';
export { PlainFailure } from './plain-failure.js';
export { replaceFile } from './replace-file.js';
export { readShopFile } from './shop-file.js';
