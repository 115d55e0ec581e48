import {
  invoicingErrors,
  sum,
  totalsOf,
  totalsOfLine,
  withinSafeIntegers,
  type InvoiceView,
  type ErrorDetails,
  type Totals,
} from '@comptoir/contracts';
import type { InvoiceLine, IssueInvoice } from './records.js';

const wrong = (message: string, details: ErrorDetails) => invoicingErrors.totalsWrong(message, details);

/** Computes amounts; refuses `invoice.totals-wrong` past the safe integers. */
export function withinSafe<T>(details: ErrorDetails, compute: () => T): T {
  return withinSafeIntegers(
    () => wrong('The amounts of this document are too large to be added up.', details),
    compute,
  );
}

const differs = (given: Totals, expected: Totals): boolean =>
  given.netMinor !== expected.netMinor ||
  given.taxMinor !== expected.taxMinor ||
  given.grossMinor !== expected.grossMinor;

const only = ({ netMinor, taxMinor, grossMinor }: Totals): Totals => ({ netMinor, taxMinor, grossMinor });

/**
 * Refuses `invoice.totals-wrong` unless each line's net is price × quantity, its tax that of its rate (rounded half up on
 * the line), its gross net + tax, and the document's totals are the sums of its lines'. Minor units.
 */
export function requireTotals(input: Pick<IssueInvoice, 'saleId' | 'lines' | keyof Totals>): void {
  const { saleId, lines } = input;
  withinSafe({ saleId }, () => {
    for (const line of lines) {
      const expected = totalsOfLine(line);
      if (differs(line, expected)) {
        throw wrong(`The amounts of ${line.name} do not follow from its price, quantity and tax rate.`, {
          saleId,
          saleLineId: line.saleLineId,
          expected,
          given: only(line),
        });
      }
    }
    const expected = totalsOf(lines);
    if (differs(input, expected))
      throw wrong('The totals of this document are not the sums of its lines.', {
        saleId,
        expected,
        given: only(input),
      });
  });
}

/** Net and tax by rate, lowest rate first; the parts add up to the document's net and tax. */
export function taxByRate(
  lines: readonly Pick<InvoiceLine, 'taxRateBps' | 'netMinor' | 'taxMinor'>[],
): InvoiceView['taxByRate'] {
  return [...Map.groupBy(lines, (line) => line.taxRateBps)]
    .toSorted(([a], [b]) => a - b)
    .map(([taxRateBps, some]) => ({
      taxRateBps,
      netMinor: sum(some.map((line) => line.netMinor)),
      taxMinor: sum(some.map((line) => line.taxMinor)),
    }));
}
