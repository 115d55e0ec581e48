import { expect, test } from '@jest/globals';
import { checkPayables } from './payable-checks.js';
import type { Records } from './records.js';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
type Draft = Mutable<
  Pick<Records, 'supplierBills' | 'deliveryBillings' | 'payables' | 'supplierPayments' | 'entries' | 'startedAt'>
>;

const line = (account: string, debitMinor: number, creditMinor: number, billId?: string) => ({
  account,
  debitMinor,
  creditMinor,
  ...(billId ? { supplierId: 'sup_1', billId } : {}),
});
const entry = (id: string, sequence: number, kind: string, ref: string, lines: object[]) => ({
  id,
  sequence,
  kind,
  ref,
  storeId: 'sto_1',
  postedAt: '2026-01-01T10:00:00.000Z',
  lines,
});

/** Ten units for 1,000 that were billed at 1,100 with 209 of tax, and paid; and one paper that was taken back. */
function books(): Draft {
  const goods = {
    kind: 'goods',
    deliveryId: 'dlv_1',
    batchId: 'bat_1',
    quantity: 10,
    netMinor: 1_100,
    taxRateBps: 1_900,
    clearedMinor: 1_000,
    notReceivedMinor: 0,
    differenceMinor: 100,
    toStockMinor: 60,
    toCostMinor: 40,
    received: { quantity: 10, costMinor: 1_000, billedBefore: 0 },
  };
  const bill = {
    id: 'bil_1',
    storeId: 'sto_1',
    kind: 'bill',
    number: 'FA-1',
    netMinor: 1_100,
    taxMinor: 209,
    grossMinor: 1_309,
    toStockMinor: 60,
    toCostMinor: 40,
    lines: [goods],
    recordedAt: '2026-01-01T10:00:00.000Z',
  };
  const posted = [
    line('goodsReceivedNotInvoiced', 1_000, 0),
    line('inventory', 60, 0),
    line('purchasePriceDifference', 40, 0),
    line('inputTax', 209, 0),
    line('payables', 0, 1_309, 'bil_1'),
  ];
  const other = posted.map((one) => ({ ...one, ...('billId' in one ? { billId: 'bil_2' } : {}) }));
  return {
    supplierBills: [
      bill,
      {
        ...bill,
        id: 'bil_2',
        number: 'FA-2',
        reversed: { at: '2026-01-01T11:00:00.000Z', by: 'usr_1', reason: 'typed wrongly' },
      },
    ],
    deliveryBillings: [
      {
        id: 'dlv_1',
        extraClearedMinor: 0,
        lines: [{ batchId: 'bat_1', billed: 10, clearedMinor: 1_000, differenceMinor: 100, toCostMinor: 40 }],
      },
    ],
    payables: [
      { id: 'bil_1', storeId: 'sto_1', number: 'FA-1', grossMinor: 1_309, settledDay: '2026-01-01' },
      { id: 'bil_2', storeId: 'sto_1', number: 'FA-2', grossMinor: 1_309, settledDay: '2026-01-01' },
    ],
    supplierPayments: [
      {
        id: 'spy_1',
        storeId: 'sto_1',
        number: 'ALG1-SP-2026-000001',
        kind: 'payment',
        method: 'transfer',
        amountMinor: 1_309,
        allocations: [{ billId: 'bil_1', amountMinor: 1_309 }],
        at: '2026-01-01T12:00:00.000Z',
      },
    ],
    entries: [
      entry('ent_1', 1, 'supplierBill', 'bil_1', posted),
      entry('ent_2', 2, 'supplierBill', 'bil_2', other),
      entry(
        'ent_3',
        3,
        'supplierBill',
        'bil_2',
        other.map((one) => ({ ...one, debitMinor: one.creditMinor, creditMinor: one.debitMinor })),
      ),
      entry('ent_4', 4, 'supplierPayment', 'spy_1', [
        line('payables', 1_309, 0, 'bil_1'),
        line('bankTransfer', 0, 1_309),
      ]),
    ],
  } as unknown as Draft;
}

const messagesOf = (change: (records: Draft) => void): string[] => {
  const records = books();
  change(records);
  return checkPayables(records as unknown as Records).suspects.map((one) => one.message);
};

test('sound books have no suspect', () => {
  expect(messagesOf(() => undefined)).toEqual([]);
  expect(checkPayables(books() as unknown as Records).checked).toBeGreaterThan(10);
});

test.each<[string, (records: Draft) => void, string[]]>([
  [
    'another amount owed',
    ({ entries }) => (entries[0]!.lines[4]!.creditMinor = 1_308),
    [
      'paper FA-1 of a supplier: what is owed, its tax and its goods in the books against it',
      'paper FA-1 of a supplier is settled when nothing of it is open',
    ],
  ],
  [
    'a difference on another account',
    ({ entries }) => (entries[0]!.lines[1]!.account = 'purchasePriceDifference'),
    ['paper FA-1 of a supplier: its difference in the books against it'],
  ],
  [
    'a reversal that is not there',
    ({ entries }) => entries.splice(2, 1),
    [
      'paper FA-2 of a supplier: what is owed, its tax and its goods in the books against it',
      'paper FA-2 of a supplier is settled when nothing of it is open',
    ],
  ],
  [
    'an entry of no paper',
    ({ entries }) => (entries[0]!.ref = 'bil_9'),
    [
      'paper FA-1 of a supplier: what is owed, its tax and its goods in the books against it',
      'paper FA-1 of a supplier: its difference in the books against it',
      'entry ent_1 has its paper',
    ],
  ],
  [
    'units billed that no paper names',
    ({ deliveryBillings }) => (deliveryBillings[0]!.lines[0]!.billed = 9),
    ['batch bat_1: billed and cleared against the papers'],
  ],
  [
    'extra costs cleared that no paper names',
    ({ deliveryBillings }) => (deliveryBillings[0]!.extraClearedMinor = 1),
    ['delivery dlv_1: extra costs and differences against the papers'],
  ],
  [
    'another amount paid',
    ({ supplierPayments }) => (supplierPayments[0]!.amountMinor = 1_300),
    ['payment ALG1-SP-2026-000001 to a supplier against its entry'],
  ],
  ['an entry of no payment', ({ supplierPayments }) => supplierPayments.pop(), ['entry ent_4 has its payment']],
  [
    'a paper that is paid and not settled',
    ({ payables }) => delete payables[0]!.settledDay,
    ['paper FA-1 of a supplier is settled when nothing of it is open'],
  ],
  [
    'a paper that nobody pays',
    ({ payables }) => payables.pop(),
    ['paper FA-2 of a supplier is known to those who pay'],
  ],
])('%s', (_name, change, messages) => expect(messagesOf(change).toSorted()).toEqual(messages.toSorted()));

test('what is recorded while the audit reads is left to the next pass', () => {
  const young = (records: Draft) => {
    records.startedAt = '2026-01-01T09:00:00.000Z';
    records.entries.splice(0, 3);
    records.deliveryBillings[0]!.lines[0]!.billed = 9;
    records.payables.pop();
  };
  expect(messagesOf(young)).toEqual([]);
});
