import { expect, test } from '@jest/globals';
import type { Identifier } from '@comptoir/contracts';
import { aCustomerRecord } from '../../test/customer-record.js';
import { decideImportCustomers } from './import-customers.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_2' }, commandId: 'import/1' };
const nif = (value: string): Identifier => ({ kind: 'nif', value: `00001600123456${value}` });
const before = aCustomerRecord({ _id: 'cus_1', profile: 'DZ', identifiers: [nif('1')], merged: ['cus_2'] });
const second = aCustomerRecord({ _id: 'cus_2', name: 'Amina H.', mergedInto: 'cus_1', identifiers: [nif('4')] });
const state = {
  known: new Map([
    ['cus_1', before],
    ['cus_2', before],
  ]),
  merged: [second],
  taken: [
    { _id: 'nif/000016001234561', customerId: 'cus_1' },
    { _id: 'nif/000016001234569', customerId: 'cus_9' },
  ],
  owners: [before, { _id: 'cus_9', name: 'Karim Saïdi' }],
};
const added = (line: number, ...identifiers: Identifier[]) => ({
  line,
  added: { customerId: `cus_new${line}`, kind: 'person' as const, name: `Row ${line}`, profile: 'DZ', identifiers },
});
const changed = (line: number, changes: object, customerId = 'cus_1', revision = 1) => ({
  line,
  changed: { customerId, revision, changes, reason: 'import' },
});
type Row = ReturnType<typeof added> | ReturnType<typeof changed>;
type Rows = Parameters<typeof decideImportCustomers>[1]['rows'];
const decide = (rows: Row[], allOrNothing = false) =>
  decideImportCustomers(state, { rows: rows as Rows, allOrNothing }, moment);

test('rows open and change accounts, with a row of the history each; an account that was merged means the one that leads', () => {
  const { saved, reply } = decide([added(2, nif('2')), changed(3, { identifiers: [nif('3')] }, 'cus_2')]);
  expect(reply).toEqual({
    written: [
      { line: 2, outcome: 'new' },
      { line: 3, outcome: 'changed' },
    ],
    refused: [],
  });
  expect(saved).toMatchObject([
    { customer: { _id: 'cus_new2', revision: 1 }, change: { what: 'opened', commandId: 'import/1/2' }, left: [] },
    {
      before,
      customer: { _id: 'cus_1', revision: 2 },
      merged: [second],
      change: { what: 'changed', reason: 'import', commandId: 'import/1/3' },
      taken: ['nif/000016001234563'],
      left: [state.taken[0]],
    },
  ]);
});

test.each<[string, Row[], number, string, string]>([
  ['a number of another customer', [added(2, nif('9'))], 2, 'customer.identifier-taken', 'nif'],
  ['a number of an earlier row', [added(2, nif('2')), added(3, nif('2'))], 3, 'customer.identifier-taken', 'nif'],
  [
    'a second row of one customer',
    [changed(2, { group: 'a' }), changed(3, { group: 'b' }, 'cus_2')],
    3,
    'customer.changed',
    'name',
  ],
  ['a change of nobody', [changed(2, { group: 'a' }, 'cus_7')], 2, 'customer.unknown', 'name'],
])('%s is refused, the others are written; all or nothing writes none', (_name, rows, line, code, field) => {
  const { saved, reply } = decide(rows);
  expect(reply.refused).toEqual([expect.objectContaining({ line, code, field })]);
  expect(saved).toHaveLength(rows.length - 1);
  expect(decide(rows, true)).toMatchObject({ saved: [], reply: { written: [], refused: [{ line, code }] } });
});

test('a refusal, which is stored, names no other customer', () => {
  expect(JSON.stringify(decide([added(2, nif('9'))]).reply)).not.toContain('Karim');
});
