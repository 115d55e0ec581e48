import { expect, test } from '@jest/globals';
import type { Identifier } from '@comptoir/contracts';
import { sampleSupplier } from '../../test/samples.js';
import { decideImportSuppliers } from './import-suppliers.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_2' } };
const nif = (value: string): Identifier => ({ kind: 'nif', value: `00001600123456${value}` });
const before = sampleSupplier({ profile: 'DZ', identifiers: [nif('1')] });
const state = {
  known: [before],
  taken: [
    { _id: 'nif/000016001234561', supplierId: before._id },
    { _id: 'nif/000016001234569', supplierId: 'sup_9' },
  ],
  owners: [before, { _id: 'sup_9', name: 'Grossiste Exemple' }],
};
const added = (line: number, ...identifiers: Identifier[]) => ({
  line,
  added: { supplierId: `sup_new${line}`, name: `Row ${line}`, profile: 'DZ' as const, identifiers },
});
const changed = (line: number, changes: object, revision = 1) => ({
  line,
  changed: { supplierId: before._id, revision, changes },
});
type Rows = Parameters<typeof decideImportSuppliers>[1]['rows'];
const decide = (rows: (ReturnType<typeof added> | ReturnType<typeof changed>)[], allOrNothing = false) =>
  decideImportSuppliers(state, { rows: rows as Rows, allOrNothing }, moment);

test('rows add and change, and say so by line', () => {
  const { saved, reply } = decide([added(2, nif('2')), changed(3, { identifiers: [nif('3')] })]);
  expect(reply).toEqual({
    written: [
      { line: 2, outcome: 'new' },
      { line: 3, outcome: 'changed' },
    ],
    refused: [],
  });
  expect(saved).toMatchObject([
    { after: { _id: 'sup_new2', revision: 1, createdBy: 'usr_2' }, taken: ['nif/000016001234562'], left: [] },
    { before, after: { revision: 2 }, taken: ['nif/000016001234563'], left: [state.taken[0]] },
  ]);
});

test.each<[string, Parameters<typeof decide>[0], number, string, string]>([
  ['a number of another supplier', [added(2, nif('9'))], 2, 'supplier.identifier-taken', 'nif'],
  ['a number of an earlier row', [added(2, nif('2')), added(3, nif('2'))], 3, 'supplier.identifier-taken', 'nif'],
  [
    'a number that an earlier row gives up',
    [changed(2, { identifiers: [] }), added(3, nif('1'))],
    3,
    'supplier.identifier-taken',
    'nif',
  ],
  [
    'a second row of one supplier',
    [changed(2, { note: 'a' }), changed(3, { note: 'b' })],
    3,
    'supplier.changed',
    'name',
  ],
  ['a change in between', [changed(2, { note: 'a' }, 7)], 2, 'supplier.changed', 'name'],
])('%s is refused, the others are written; all or nothing writes none', (_name, rows, line, code, field) => {
  const { saved, reply } = decide(rows);
  expect(reply.refused).toEqual([expect.objectContaining({ line, code, field })]);
  expect(saved).toHaveLength(rows.length - 1);
  expect(decide(rows, true)).toMatchObject({ saved: [], reply: { written: [], refused: [{ line, code }] } });
});
