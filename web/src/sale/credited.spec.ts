import { expect, test } from '@jest/globals';
import type { Invoice } from '../api/shapes.js';
import { creditedOf } from './credited.js';

const document = (invoiceId: string, quantities: number[], corrects?: string): Invoice =>
  ({
    invoiceId,
    type: corrects ? 'CREDIT_NOTE' : 'FACTURE',
    number: `N-${invoiceId}`,
    counter: Number(invoiceId),
    issuedAt: '2026-11-28T10:00:00Z',
    lines: quantities.map((quantity) => ({ quantity })),
    ...(corrects ? { corrects: { invoiceId: corrects, number: `N-${corrects}` } } : {}),
  }) as unknown as Invoice;

const invoice = document('1', [2, 3]);

test.each<[string, Invoice[], object]>([
  ['nothing', [], { extent: 'none', numbers: [] }],
  ['a credit note of another document', [document('2', [5], '9')], { extent: 'none', numbers: [] }],
  ['one of a part', [document('2', [1], '1')], { extent: 'part', numbers: ['N-2'] }],
  [
    'several that add up to all',
    [document('3', [3], '1'), document('2', [2], '1')],
    { extent: 'all', numbers: ['N-2', 'N-3'] },
  ],
])('a document with %s', (_name, notes, expected) => {
  expect(creditedOf(invoice, [...notes, invoice])).toEqual(expected);
});
