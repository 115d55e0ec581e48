import { expect, test } from '@jest/globals';
import type { Identifier } from '@comptoir/contracts';
import { decideChangeCustomer } from './change-customer.js';
import { aCustomerRecord } from '../../test/customer-record.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_1' }, commandId: 'cmd' };
const free = { taken: [], owners: [] };
const before = aCustomerRecord({ _id: 'cus_1', phone: '0550 11 22 33', email: 'a@b.example', touched: 3 });
const change = (found: typeof before | null, revision: number, changes: object, taken = free) =>
  decideChangeCustomer({ found, ...taken }, { customerId: 'cus_1', revision, changes, reason: 'moved' }, moment);

test('a change sets what it names, takes out what is null, leaves the rest, and is kept', () => {
  const { customer, change: row } = change(before, 1, { name: 'Amina Said', phone: null, paymentTermsDays: 30 });
  const { phone: _phone, ...kept } = before;
  expect(customer).toStrictEqual({ ...kept, name: 'Amina Said', paymentTermsDays: 30, revision: 2 });
  expect(row).toStrictEqual({
    _id: '2026-02-03T04:05:06.000Z/cus_1/2',
    customerId: 'cus_1',
    what: 'changed',
    at: moment.now,
    by: 'usr_1',
    commandId: 'cmd',
    reason: 'moved',
    fields: [
      { field: 'name', before: 'Amina Haddad', after: 'Amina Said' },
      { field: 'phone', before: '0550 11 22 33' },
      { field: 'paymentTermsDays', after: 30 },
    ],
  });
});

test.each([
  [null, 1, 'customer.unknown'],
  [before, 2, 'customer.changed'],
  [{ ...before, revision: 2 }, 1, 'customer.changed'],
  [{ ...before, erasedAt: moment.now }, 1, 'customer.erased'],
])('of %o made on revision %i is refused', (found, revision, code) =>
  expect(() => change(found, revision, {})).toThrow(expect.objectContaining({ code })),
);

test('a number of another account is refused with its name; one’s own is not', () => {
  const nif: Identifier = { kind: 'taxNumber', value: '1234567/A' };
  const taken = (customerId: string) => ({
    taken: [{ _id: 'taxNumber/1234567A', customerId }],
    owners: [{ _id: customerId, name: 'Sonelec' }],
  });
  expect(() => change(before, 1, { identifiers: [nif] }, taken('cus_2') as never)).toThrow(
    expect.objectContaining({
      code: 'customer.identifier-taken',
      details: { ...nif, customerId: 'cus_2', name: 'Sonelec' },
    }),
  );
  expect(change(before, 1, { identifiers: [nif] }, taken('cus_1') as never).customer.identifiers).toEqual([nif]);
});
