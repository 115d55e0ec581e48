import { describe, expect, test } from '@jest/globals';
import type { Identifier } from '@comptoir/contracts';
import { sampleSupplier } from '../../test/samples.js';
import { decideChangeSupplier, decideCreateSupplier, keysOfSupplier, requireOffered } from './supplier.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_2' } };
const nif: Identifier = { kind: 'nif', value: '000016001234567' };
const free = { taken: [], owners: [] };
const ofAnother = {
  taken: [{ _id: 'nif/000016001234567', supplierId: 'sup_9' }],
  owners: [{ _id: 'sup_9', name: 'Grossiste Exemple' }],
};
const before = sampleSupplier({ phone: '0550 11 22 33', note: 'on Mondays', touched: 3 });
const creation = { supplierId: 'sup_1', name: 'Sarl Exemple', profile: 'DZ' as const, identifiers: [nif] };
const change = (found: typeof before | null, revision: number, changes: object, taken: object = free) =>
  decideChangeSupplier({ found, ...free, ...taken }, { supplierId: 'sup_1', revision, changes }, moment);

test('a new supplier is offered, at its first revision, by whoever added it', () => {
  expect(decideCreateSupplier(free, creation, moment)).toMatchObject({
    _id: 'sup_1',
    name: 'Sarl Exemple',
    identifiers: [nif],
    archived: false,
    revision: 1,
    createdAt: moment.now,
    createdBy: 'usr_2',
    changedBy: 'usr_2',
  });
});

test('a change sets what it names, takes out what is null, and leaves the rest', () => {
  const { phone: _phone, ...kept } = before;
  expect(change(before, 1, { name: 'Sarl Modèle', phone: null, leadTimeDays: 0, archived: true })).toStrictEqual({
    ...kept,
    name: 'Sarl Modèle',
    leadTimeDays: 0,
    archived: true,
    revision: 2,
    changedAt: moment.now,
    changedBy: 'usr_2',
  });
});

describe('refused', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a number of another supplier, in an addition',
      () => decideCreateSupplier(ofAnother, creation, moment),
      'supplier.identifier-taken',
    ],
    [
      'a number of another supplier, in a change',
      () => change(before, 1, { profile: 'DZ', identifiers: [nif] }, ofAnother),
      'supplier.identifier-taken',
    ],
    ['a number of another country', () => change(before, 1, { profile: 'FR', identifiers: [nif] }), 'message.invalid'],
    ['the second of two editors', () => change({ ...before, revision: 2 }, 1, { name: 'X' }), 'supplier.changed'],
    ['a change of nobody', () => change(null, 1, { name: 'X' }), 'supplier.unknown'],
    ['an archived supplier', () => requireOffered({ ...before, archived: true }, 'sup_1'), 'supplier.archived'],
    ['an unknown supplier', () => requireOffered(null, 'sup_1'), 'supplier.unknown'],
  ])('%s', (_name, act, code) => expect(act).toThrow(expect.objectContaining({ code })));
});

test('its own number is no obstacle, and a supplier of its name is none', () => {
  const own = { taken: [{ _id: 'nif/000016001234567', supplierId: 'sup_1' }], owners: [before] };
  expect(change(before, 1, { profile: 'DZ', identifiers: [nif] }, own).identifiers).toEqual([nif]);
});

test('it is found by each word once, by its phone backwards, and by name in the list of all', () => {
  const keys = keysOfSupplier({ ...before, archived: true });
  expect(new Set(keys.map((key) => key._id)).size).toBe(keys.length);
  expect(keys.map((key) => key._id)).toEqual(
    expect.arrayContaining(['sarl/sup_1', 'exemple/sup_1', '<3322110550/sup_1', ' sarl exemple/sup_1']),
  );
  expect(keys.every((key) => key.archived && key.supplierId === 'sup_1')).toBe(true);
});
