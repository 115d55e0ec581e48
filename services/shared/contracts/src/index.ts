/** The messages between services: schemas, the types inferred from them, refusals, saga names. */
export * from './kernel/index.js';
export * from './catalog.js';
export * from './inventory.js';
export * from './invoicing.js';
export * from './sales.js';
export * from './warranty.js';
export * from './sagas.js';
export * from './operations.js';
