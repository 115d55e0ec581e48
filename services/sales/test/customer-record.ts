import type { CustomerRecord } from '../src/domain/records.js';

/** An account as it is stored. */
export function aCustomerRecord(facts: Partial<CustomerRecord> & Pick<CustomerRecord, '_id'>): CustomerRecord {
  return {
    kind: 'person',
    name: 'Amina Haddad',
    profile: 'generic',
    identifiers: [],
    revision: 1,
    createdAt: '2026-01-02T00:00:00.000Z',
    touched: 0,
    ...facts,
  };
}
