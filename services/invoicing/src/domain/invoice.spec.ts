import { expect, test } from '@jest/globals';
import { invoiceView } from '@comptoir/contracts';
import { invoiceView as view, issuedEvent, decideIssueInvoice } from './invoice.js';
import { idOf, invoiceOf, lineOf, MOMENT } from '../../test/samples.js';

const input = invoiceOf([lineOf(1, 3, 1999, 1900), lineOf(2, 1, 50, 0)]);

test('a document carries what the sale said, its number, and net and tax by rate', () => {
  const { invoice, draw, credits } = decideIssueInvoice(
    { series: { _id: 'ALG1-F-2026', last: 41, lastIssuedAt: '', lastDay: '' }, credits: null },
    input,
    MOMENT,
  );
  expect(draw).toMatchObject({ before: 41, counter: 42 });
  const shown = view(invoice);
  expect(invoiceView.strict().parse(shown)).toEqual({
    ...input,
    number: 'ALG1-F-2026-000042',
    series: 'ALG1-F-2026',
    counter: 42,
    issuedAt: MOMENT.now,
    issuedBy: 'usr_spec',
    taxByRate: [
      { taxRateBps: 0, netMinor: 50, taxMinor: 0 },
      { taxRateBps: 1900, netMinor: 5997, taxMinor: 1139 },
    ],
  });
  expect(credits).toEqual({
    _id: input.saleId,
    invoiceId: input.invoiceId,
    number: 'ALG1-F-2026-000042',
    version: 0,
    lines: [],
    notes: [],
  });
  expect(issuedEvent(invoice)).toEqual({
    invoiceId: input.invoiceId,
    type: 'FACTURE',
    number: 'ALG1-F-2026-000042',
    storeId: input.seller.storeId,
    saleId: input.saleId,
    issuedAt: MOMENT.now,
  });
});

test('a sale has one document', () => {
  const { credits } = decideIssueInvoice({ series: null, credits: null }, input, MOMENT);
  expect(() =>
    decideIssueInvoice(
      { series: null, credits },
      { ...input, invoiceId: idOf('inv', 2), type: 'BON_DE_VENTE' },
      MOMENT,
    ),
  ).toThrow(
    expect.objectContaining({
      code: 'invoice.sale-already-invoiced',
      kind: 'conflict',
      details: expect.objectContaining({ number: 'ALG1-F-2026-000001' }),
    }),
  );
});
