import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idsOf } from './customer.js';
import { decideMergeCustomers, MOST_MERGED } from './merge-customers.js';
import type { CustomerRecord } from './records.js';
import { aCustomerRecord } from '../../test/customer-record.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_1' }, commandId: 'cmd' };
const one = aCustomerRecord({ _id: 'cus_1', phone: '1' });
const two = aCustomerRecord({
  _id: 'cus_2',
  name: 'A. Haddad',
  phone: '2',
  email: 'a@b.example',
  profile: 'FR',
  identifiers: [{ kind: 'siren', value: '732829320' }],
});

function merge(lead: CustomerRecord | null, second: CustomerRecord | null, mergedBefore: CustomerRecord[] = []) {
  return decideMergeCustomers(
    { lead, second, mergedBefore },
    {
      customerId: lead?._id ?? 'cus_1',
      revision: lead?.revision ?? 1,
      merged: { customerId: second?._id ?? 'cus_2', revision: second?.revision ?? 1 },
    },
    moment,
  );
}

test('the first leads on with what it lacked; the second keeps what it had', () => {
  const { lead, second, changes } = merge(one, two);
  const { email, profile, identifiers } = two;
  expect(lead).toStrictEqual({ ...one, email, profile, identifiers, merged: ['cus_2'], revision: 2 });
  expect(second).toStrictEqual({ ...two, mergedInto: 'cus_1', revision: 2 });
  expect(changes).toMatchObject([
    {
      customerId: 'cus_1',
      what: 'merged',
      otherId: 'cus_2',
      fields: [{ field: 'profile' }, { field: 'identifiers' }, { field: 'email' }],
    },
    { customerId: 'cus_2', what: 'mergedInto', otherId: 'cus_1', fields: [] },
  ]);
});

describe('is refused', () => {
  test.each<[string, CustomerRecord | null, CustomerRecord | null, string]>([
    ['an account with itself', one, one, 'customer.merged'],
    ['into one that leads no more', { ...one, mergedInto: 'cus_3' }, two, 'customer.merged'],
    ['of one that leads no more', one, { ...two, mergedInto: 'cus_3' }, 'customer.merged'],
    ['of an unknown one', one, null, 'customer.unknown'],
    ['of an erased one', one, { ...two, erasedAt: moment.now }, 'customer.erased'],
    ['of the walk-ins', one, { ...two, kind: 'walkIn' }, 'customer.walk-in'],
    [
      'of more than are added up',
      { ...one, merged: Array<string>(MOST_MERGED).fill('cus_x') },
      two,
      'customer.merged-too-often',
    ],
  ])('%s', (_what, lead, second, code) => expect(() => merge(lead, second)).toThrow(expect.objectContaining({ code })));
});

test('after any merges one step leads to the account that leads, and the groups are those of a slow clerk', () => {
  const index = fc.nat(7);
  fc.assert(
    fc.property(fc.array(fc.tuple(index, index), { maxLength: 20 }), (merges) => {
      const accounts = new Map(
        Array.from({ length: 8 }, (_none, at) => [`cus_${at}`, aCustomerRecord({ _id: `cus_${at}` })]),
      );
      let piles = [...accounts.keys()].map((id) => [id]);
      for (const [to, from] of merges) {
        const [lead, second] = [accounts.get(`cus_${to}`)!, accounts.get(`cus_${from}`)!];
        const before = idsOf(second).slice(1).concat(idsOf(lead).slice(1));
        try {
          const merged = merge(
            lead,
            second,
            before.map((id) => accounts.get(id)!),
          );
          for (const saved of [merged.lead, merged.second, ...merged.followers]) accounts.set(saved._id, saved);
        } catch (error) {
          expect(error).toMatchObject({ code: 'customer.merged' });
          continue;
        }
        const pileOf = (id: string) => piles.find((pile) => pile.includes(id))!;
        const [into, out] = [pileOf(lead._id), pileOf(second._id)];
        piles = [...piles.filter((pile) => pile !== into && pile !== out), [...into, ...out]];
      }
      const leads = [...accounts.values()].filter((account) => account.mergedInto === undefined);
      const groups = leads.map((lead) => idsOf(lead).toSorted());
      expect(groups.map(String).sort()).toEqual(piles.map((pile) => String(pile.toSorted())).sort());
      for (const lead of leads)
        for (const id of lead.merged ?? []) expect(accounts.get(id)).toMatchObject({ mergedInto: lead._id });
    }),
  );
});
