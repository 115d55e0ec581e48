import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntryLine } from '@comptoir/contracts';
import { openLinesOf, openOfSeal, sealCustomerDay, sealCustomers } from './customer-seal.js';
import type { CustomerSealRecord } from './records.js';

const line: fc.Arbitrary<EntryLine> = fc
  .record({
    account: fc.constantFrom('receivable', 'customerCredit', 'cash'),
    customerId: fc.constantFrom(undefined, 'cus_1', 'cus_2'),
    saleId: fc.constantFrom(undefined, 'sal_1', 'sal_2'),
    amount: fc.constantFrom(1, 2, 3),
    isDebit: fc.boolean(),
  })
  .map(({ account, customerId, saleId, amount, isDebit }) => ({
    account,
    ...(customerId ? { customerId } : {}),
    ...(saleId ? { saleId } : {}),
    debitMinor: isDebit ? amount : 0,
    creditMinor: isDebit ? 0 : amount,
  }));
const entry = fc.record({
  lines: fc.array(line, { maxLength: 4 }),
  occurredDay: fc.constantFrom(undefined, '2026-01-09'),
});
const months = fc.array(fc.array(entry, { maxLength: 5 }), { minLength: 1, maxLength: 5 });

test('the seals of periods, one on the other, hold what is open of each sale and day, and nothing else', () => {
  fc.assert(
    fc.property(months, (posted) => {
      let seals: CustomerSealRecord[] = [];
      const open = new Map<string, bigint>();
      for (const [at, entries] of posted.entries()) {
        const businessDay = `2026-0${at + 1}-15`;
        const ofMonth = entries.map(({ occurredDay, ...one }) => ({
          currency: 'DZD' as const,
          businessDay,
          ...(occurredDay ? { occurredDay } : {}),
          ...one,
        }));
        const through = `2026-0${at + 1}-28`;
        const period = { storeId: 'sto_1', sequence: at + 1, through, currency: 'DZD' as const };
        seals = sealCustomers(period, seals, ofMonth.flatMap(openLinesOf));
        for (const one of ofMonth)
          for (const { account, customerId, saleId, debitMinor, creditMinor } of one.lines) {
            if (customerId === undefined || account === 'cash') continue;
            const key = [customerId, account, saleId ?? one.occurredDay ?? businessDay].join(' ');
            open.set(key, (open.get(key) ?? 0n) + BigInt(debitMinor) - BigInt(creditMinor));
          }
      }
      const sealed = seals
        .flatMap(openOfSeal)
        .map((one): [string, bigint] => [
          [one.customerId, one.account, one.saleId ?? one.day].join(' '),
          BigInt(one.openMinor),
        ]);
      expect(new Map(sealed)).toEqual(new Map([...open].filter(([, minor]) => minor !== 0n)));
      expect(sealed.length).toBe(new Map(sealed).size);
      expect(seals.every((one) => one.sequence === posted.length && one.open.length > 0)).toBe(true);
    }),
  );
});

test('what a day changed is what its entries have open, by customer; who is square has no record', () => {
  const day = { storeId: 'sto_1', businessDay: '2026-01-15', currency: 'DZD' as const };
  const posted = (customerId: string, of: object, openMinor: number) => ({
    customerId,
    currency: 'DZD' as const,
    account: 'receivable' as const,
    ...of,
    openMinor,
  });
  expect(
    sealCustomerDay(day, [
      posted('cus_1', { saleId: 'sal_1' }, 5),
      posted('cus_1', { day: '2026-01-15' }, -2),
      posted('cus_1', { saleId: 'sal_1' }, 4),
      posted('cus_2', { saleId: 'sal_2' }, 7),
      posted('cus_2', { saleId: 'sal_2' }, -7),
    ]),
  ).toEqual([
    {
      _id: 'sto_1/2026-01-15/cus_1',
      key: 'sto_1/cus_1/2026-01',
      ...day,
      customerId: 'cus_1',
      open: [
        { account: 'receivable', day: '2026-01-15', openMinor: -2 },
        { account: 'receivable', saleId: 'sal_1', openMinor: 9 },
      ],
    },
  ]);
});
