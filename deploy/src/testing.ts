/** What tests of other packages use of the launcher: a complete installation, a store in it, the audit. */
export { ApiProblem, clientOf, signIn, type ApiAnswer, type ApiClient } from './api-client.js';
export { printReport, runAudit, type Report } from './audit.js';
export { demoUsers } from './demo-shop.js';
export { ShutdownRequested, shutdownSignal, unlessShuttingDown } from './shutdown.js';
export { cash, checkout, draft, openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';
export { eventually, startTestSystem, type TestSystem } from './test-system.js';
export { rootDir } from './paths.js';
export { CliError } from './cli-error.js';
export { replaceFile } from './replace-file.js';
export { readInstallationFile } from './installation-file.js';
