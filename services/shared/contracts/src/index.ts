/** The messages between services: schemas, the types inferred from them, refusals, saga names. */
export * from './kernel/canonical-json.js';
export * from './kernel/errors.js';
export * from './kernel/messages.js';
export * from './kernel/money.js';
export * from './kernel/schemas.js';
export * from './catalog.js';
export * from './inventory.js';
export * from './invoicing.js';
export * from './sales.js';
export * from './warranty.js';
export * from './sagas.js';
