import type { CustomerChange } from '@comptoir/contracts';
import { text, type CsvTable } from './table.js';

type Change = Omit<CustomerChange, 'fields'> & { readonly field?: CustomerChange['fields'][number] };

/** A value of a field as text: amounts and addresses as JSON. */
const shown = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(value);

/** The history of a customer, a row a field; a change without fields is a row of its own. */
export const customerHistoryTable: CsvTable<CustomerChange, Change> = {
  file: 'customer-history',
  rowsOf: ({ fields, ...change }) => (fields.length > 0 ? fields.map((field) => ({ ...change, field })) : [change]),
  columns: [
    text('customerId', (one) => one.customerId),
    text('at', (one) => one.at),
    text('by', (one) => one.by),
    text('what', (one) => one.what),
    text('field', (one) => one.field?.field),
    text('before', (one) => shown(one.field?.before)),
    text('after', (one) => shown(one.field?.after)),
    text('reason', (one) => one.reason),
    text('otherId', (one) => one.otherId),
  ],
};
