import type { ImportFault } from '../imports/import-records.js';
import { count, tableOf, text } from './table.js';

/** What is wrong with the rows of an import, as CSV. */
export const importFaultTable = tableOf<ImportFault>('import-errors', [
  count('line', (one) => one.line),
  text('column', (one) => one.column),
  text('found', (one) => one.found),
  text('code', (one) => one.code),
  text('right', (one) => one.right),
  text('phase', (one) => one.phase),
]);
