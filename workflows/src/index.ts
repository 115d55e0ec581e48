/** What other packages may use of the workflows: the settings of the worker, for the documentation. */
export { workerConfig } from './config.js';
