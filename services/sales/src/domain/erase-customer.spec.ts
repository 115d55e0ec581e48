import { expect, test } from '@jest/globals';
import { decideEraseCustomer, ERASED_NAME } from './erase-customer.js';
import type { Balance } from './records.js';
import { aCustomerRecord } from '../../test/customer-record.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_1' }, commandId: 'cmd' };
const lead = aCustomerRecord({
  _id: 'cus_1',
  phone: '1',
  email: 'a@b.example',
  address: { city: 'Oran' },
  creditLimit: { minor: 5, currency: 'DZD' },
  paymentTermsDays: 30,
  identifiers: [{ kind: 'taxNumber', value: '12345678' }],
  merged: ['cus_2'],
});
const second = aCustomerRecord({ _id: 'cus_2', phone: '2', mergedInto: 'cus_1' });
const erase = (found: typeof lead, balances: Balance[] = [], revision = 1) =>
  decideEraseCustomer(
    { found, merged: [second], balances },
    { customerId: 'cus_1', revision, reason: 'asked for by letter' },
    moment,
  );

test('what is left is the id, the kind, the links and the days', () => {
  const { accounts, change, reply } = erase(lead);
  const left = { kind: 'person', name: ERASED_NAME, profile: 'generic', identifiers: [], touched: 0, revision: 2 };
  const days = { createdAt: lead.createdAt, erasedAt: moment.now };
  expect(accounts).toStrictEqual([
    { _id: 'cus_1', ...left, ...days, merged: ['cus_2'] },
    { _id: 'cus_2', ...left, ...days, mergedInto: 'cus_1' },
  ]);
  expect(change).toMatchObject({ customerId: 'cus_1', what: 'erased', reason: 'asked for by letter', fields: [] });
  expect(reply.kept.map((one) => one.what)).toContain('documents');
});

test.each<[string, typeof lead, Balance[], number, string, string]>([
  [
    'who owes',
    lead,
    [{ currency: 'DZD', balanceMinor: 119_000, creditMinor: 0 }],
    1,
    'customer.not-even',
    'owes 1190.00 DZD',
  ],
  [
    'who is owed',
    lead,
    [{ currency: 'DZD', balanceMinor: -500, creditMinor: 500 }],
    1,
    'customer.not-even',
    'has a credit of 5.00 DZD',
  ],
  [
    'who owes as much as is owed',
    lead,
    [{ currency: 'DZD', balanceMinor: 0, creditMinor: 500 }],
    1,
    'customer.not-even',
    'owes 5.00 DZD and has a credit of 5.00 DZD',
  ],
  ['who was erased', { ...lead, erasedAt: moment.now }, [], 1, 'customer.erased', 'was erased'],
  ['whose card was changed', lead, [], 2, 'customer.changed', 'changed by somebody else'],
  ['the walk-ins', { ...lead, kind: 'walkIn' }, [], 1, 'customer.walk-in', 'nobody'],
])('is refused for one %s', (_who, found, balances, revision, code, message) =>
  expect(() => erase(found, balances, revision)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  ),
);
