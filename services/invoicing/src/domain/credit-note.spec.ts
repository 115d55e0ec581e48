import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { totalsOf, totalsOfReturn } from '@comptoir/contracts';
import { decideIssueCreditNote, type CreditNoteState } from './credit-note.js';
import { decideIssueInvoice } from './invoice.js';
import type { InvoiceLine, IssueCreditNote } from './records.js';
import { idOf, invoiceOf, lineOf, MOMENT, pricedTogether } from '../../test/samples.js';

function issued(lines: InvoiceLine[]): CreditNoteState {
  const { invoice, credits } = decideIssueInvoice({ series: null, credits: null }, invoiceOf(lines), MOMENT);
  return { original: invoice, credits, series: null };
}

/** The line of a correction: cumulative shares, as sales hands them out. */
function part(line: InvoiceLine, before: number, quantity: number): IssueCreditNote['lines'][number] {
  const { saleLineId, netMinor, taxMinor, grossMinor } = line;
  if (before + quantity > line.quantity) return { saleLineId, quantity, netMinor, taxMinor, grossMinor };
  return { saleLineId, quantity, ...totalsOfReturn(line, before, quantity) };
}

const correction = (n: number, lines: IssueCreditNote['lines']): IssueCreditNote => ({
  invoiceId: idOf('inv', 100 + n),
  saleId: idOf('sal', 1),
  correctionId: idOf('cor', n),
  lines,
  businessDay: '2027-01-02',
});
const refused = (code: string) => expect.objectContaining({ code });

const lines = [lineOf(1, 3, 1999, 1900), lineOf(2, 2, 50, 0)] as [InvoiceLine, InvoiceLine];

describe('a credit note', () => {
  test('copies seller, buyer, names and prices, names what it corrects, and has a series of its own year', () => {
    const state = issued(lines);
    const { invoice, credits } = decideIssueCreditNote(state, correction(1, [part(lines[0], 0, 2)]), MOMENT);
    expect(invoice).toMatchObject({
      type: 'CREDIT_NOTE',
      original: false,
      number: 'ALG1-A-2027-000001',
      corrects: { invoiceId: idOf('inv', 1), number: 'ALG1-F-2026-000001' },
      seller: state.original?.seller,
      buyer: state.original?.buyer,
      orderId: state.original?.orderId,
      netMinor: 3998,
      businessDay: '2027-01-02',
      lines: [{ name: 'Thing 1', sku: 'SKU-1', unitPriceMinor: 1999, taxRateBps: 1900, quantity: 2, netMinor: 3998 }],
    });
    expect(credits).toMatchObject({
      version: 1,
      lines: [{ quantity: 2, netMinor: 3998 }],
      notes: [{ correctionId: idOf('cor', 1), number: 'ALG1-A-2027-000001' }],
    });
  });

  test('of a return at another store is issued by that store, in its own series, and names the document of the other', () => {
    const state = issued(lines);
    const seller = { ...state.original!.seller, storeId: idOf('sto', 9), storeCode: 'ORA1', storeName: 'Oran' };
    const asked = { ...correction(1, [part(lines[0], 0, 2)]), seller };
    expect(decideIssueCreditNote(state, asked, MOMENT)).toMatchObject({
      invoice: {
        number: 'ORA1-A-2027-000001',
        corrects: { number: 'ALG1-F-2026-000001' },
        seller,
        buyer: state.original!.buyer,
        netMinor: 3998,
      },
      draw: { series: { _id: 'ORA1-A-2027', last: 1 } },
    });
  });

  test.each<[string, string, IssueCreditNote['lines']]>([
    ['more units than were sold', 'invoice.credited-too-much', [part(lines[1], 0, 3)]],
    [
      'more units than were sold, in two lines',
      'invoice.credited-too-much',
      [part(lines[1], 0, 2), part(lines[1], 0, 1)],
    ],
    [
      'a line that is not on the document',
      'invoice.credited-too-much',
      [{ ...part(lines[0], 0, 1), saleLineId: idOf('lin', 9) }],
    ],
    [
      'more tax than was asked',
      'invoice.totals-wrong',
      [{ ...part(lines[0], 0, 1), taxMinor: 9999, grossMinor: 9999 + 1999 }],
    ],
    [
      'a net that is not the share of these units',
      'invoice.totals-wrong',
      [{ ...part(lines[0], 0, 1), netMinor: 1, grossMinor: 381 }],
    ],
    ['a gross that is not net + tax', 'invoice.totals-wrong', [{ ...part(lines[0], 0, 1), grossMinor: 1 }]],
    [
      'amounts past the safe integers',
      'invoice.totals-wrong',
      [{ ...part(lines[0], 0, 1), taxMinor: Number.MAX_SAFE_INTEGER }],
    ],
    ['all units but not all tax', 'invoice.totals-wrong', [{ ...part(lines[0], 0, 3), taxMinor: 1, grossMinor: 5998 }]],
  ])('is refused: %s', (_name, code, asked) => {
    expect(() => decideIssueCreditNote(issued(lines), correction(1, asked), MOMENT)).toThrow(refused(code));
  });

  test('of a correction that has one is refused, of an unknown sale too', () => {
    const state = issued(lines);
    const { credits } = decideIssueCreditNote(state, correction(1, [part(lines[0], 0, 1)]), MOMENT);
    expect(() => decideIssueCreditNote({ ...state, credits }, correction(1, [part(lines[0], 1, 1)]), MOMENT)).toThrow(
      refused('invoice.correction-already-credited'),
    );
    expect(() =>
      decideIssueCreditNote(
        { original: null, credits: null, series: null },
        correction(1, [part(lines[0], 0, 1)]),
        MOMENT,
      ),
    ).toThrow(refused('invoice.unknown'));
  });
});

test('discounts come back in parts too: the own one and the share of the document add up, and neither is below zero', () => {
  const discounts = { discountMinor: 3, documentDiscountMinor: 2 };
  const sold = lineOf(1, 4, 100, 1900, discounts);
  let state = issued([sold]);
  const notes: InvoiceLine[] = [];
  for (let unit = 0; unit < 4; unit += 1) {
    const { invoice, credits } = decideIssueCreditNote(state, correction(unit, [part(sold, unit, 1)]), MOMENT);
    state = { ...state, credits };
    notes.push(...invoice.lines);
  }
  for (const line of notes) expect(line.discountMinor).toBeGreaterThanOrEqual(line.documentDiscountMinor);
  const total = (of: 'discountMinor' | 'documentDiscountMinor') => notes.reduce((sum, line) => sum + line[of], 0);
  expect([total('discountMinor'), total('documentDiscountMinor')]).toEqual([3, 2]);
});

const anyLines = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat(5000), fc.constantFrom(0, 900, 1900, 3333)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => pricedTogether(all.map(([quantity, price, rate], index) => lineOf(index, quantity, price, rate))));

test('any run of corrections: exactly those pass that a box of single units could fill, and a sale credited whole nets to zero', () => {
  fc.assert(
    fc.property(
      anyLines,
      fc.array(fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 4 }), {
        maxLength: 10,
      }),
      (sold, asks) => {
        let state = issued(sold);
        const box = sold.flatMap((line) => Array.from({ length: line.quantity }, () => line.saleLineId));
        const gone = new Map<string, number>();
        const notes: InvoiceLine[] = [];
        asks.forEach((ask, n) => {
          const asked = ask.map(([index, quantity]) => [sold[index % sold.length] as InvoiceLine, quantity] as const);
          const left = [...box];
          const fits = asked
            .flatMap(([line, quantity]) => Array.from({ length: quantity }, () => line.saleLineId))
            .every((unit) => {
              const at = left.indexOf(unit);
              if (at >= 0) left.splice(at, 1);
              return at >= 0;
            });
          const before = new Map(gone);
          const command = correction(
            n,
            asked.map(([line, quantity]) => {
              const was = before.get(line.saleLineId) ?? 0;
              before.set(line.saleLineId, was + quantity);
              return part(line, was, quantity);
            }),
          );
          if (!fits) {
            expect(() => decideIssueCreditNote(state, command, MOMENT)).toThrow(refused('invoice.credited-too-much'));
            return;
          }
          const { invoice, credits } = decideIssueCreditNote(state, command, MOMENT);
          expect(invoice.grossMinor).toBe(invoice.netMinor + invoice.taxMinor);
          expect(invoice.taxByRate.reduce((sum, row) => sum + row.netMinor + row.taxMinor, 0)).toBe(invoice.grossMinor);
          state = { ...state, credits };
          box.splice(0, box.length, ...left);
          before.forEach((value, key) => gone.set(key, value));
          notes.push(...invoice.lines);
        });
        if (box.length === 0) expect(totalsOf(notes)).toEqual(totalsOf(sold));
      },
    ),
    { numRuns: 300 },
  );
});
