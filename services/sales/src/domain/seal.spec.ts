import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntryLine } from '@comptoir/contracts';
import type { SealRecord } from './records.js';
import { sealDay } from './seal.js';

const line: fc.Arbitrary<EntryLine> = fc
  .record({
    account: fc.constantFrom('cash', 'receivable', 'revenue', 'rent'),
    till: fc.constantFrom(undefined, 'T1', 'T2'),
    customerId: fc.constantFrom(undefined, 'cus_1', 'cus_2'),
    amount: fc.integer({ min: 1, max: 1_000_000_000_000 }),
    isDebit: fc.boolean(),
  })
  .map(({ account, till, customerId, amount, isDebit }) => ({
    account,
    ...(till ? { till } : {}),
    ...(customerId ? { customerId } : {}),
    debitMinor: isDebit ? amount : 0,
    creditMinor: isDebit ? 0 : amount,
  }));
const days = fc.array(fc.array(fc.array(line, { maxLength: 5 }), { maxLength: 4 }), { minLength: 1, maxLength: 6 });

test('the seals of days, one on the other, are the exact sums of all lines, by account and till', () => {
  fc.assert(
    fc.property(days, (posted) => {
      let seal: SealRecord | null = null;
      for (const [at, entries] of posted.entries()) {
        const place = { storeId: 'sto_1', businessDay: `2026-01-0${at + 1}`, currency: 'DZD' as const };
        seal = sealDay(
          seal,
          place,
          entries.map((lines) => ({ lines })),
        );
      }
      const exact = new Map<string, [bigint, bigint]>();
      for (const { account, till, debitMinor, creditMinor } of posted.flat(2)) {
        const [debit, credit] = exact.get(`${account}/${till ?? ''}`) ?? [0n, 0n];
        exact.set(`${account}/${till ?? ''}`, [debit + BigInt(debitMinor), credit + BigInt(creditMinor)]);
      }
      const sealed = seal!.sums.map((one) => [
        `${one.account}/${one.till ?? ''}`,
        [BigInt(one.debitMinor), BigInt(one.creditMinor)],
      ]);
      expect(new Map(sealed as never)).toEqual(exact);
      expect(seal!.entries).toBe(posted.flat().length);
    }),
  );
});
