/** What all services share and the kit may know: money, ids, errors, message envelopes. */
export * from './business-day.js';
export * from './canonical-json.js';
export * from './contact-search.js';
export * from './context.js';
export * from './distinct-lines.js';
export * from './errors.js';
export * from './messages.js';
export * from './money.js';
export * from './operations.js';
export * from './pricing.js';
export * from './schemas.js';
export * from './search-keys.js';
export * from './search-text.js';
export * from './tax-number.js';
export * from './units.js';
