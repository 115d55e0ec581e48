import {
  invoicingErrors,
  amountOf,
  taxOfLines,
  totalsOf,
  withinSafeIntegers,
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
 * Refuses `invoice.totals-wrong` unless no discount is above its line's price × quantity, net, tax and gross of the lines are
 * those of the document's rates (`taxOfLines`), and the document's totals are the sums of its lines'. Minor units.
 */
export function requireTotals(input: Pick<IssueInvoice, 'saleId' | 'lines' | 'pricesIncludeTax' | keyof Totals>): void {
  const { saleId, lines, pricesIncludeTax } = input;
  withinSafe({ saleId }, () => {
    for (const line of lines) requireDiscounts(saleId, line);
    for (const [index, expected] of taxOfLines(lines, pricesIncludeTax).entries()) {
      const line = lines[index]!;
      if (differs(line, expected)) {
        throw wrong(`The amounts of ${line.name} do not follow from its price, quantity, discount and tax rate.`, {
          saleId,
          saleLineId: line.saleLineId,
          expected: only(expected),
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

function requireDiscounts(saleId: string, line: InvoiceLine): void {
  const { saleLineId, name, discountMinor, documentDiscountMinor } = line;
  const amountMinor = amountOf(line.unitPriceMinor, line.quantity, line.quantityDecimals);
  if (documentDiscountMinor <= discountMinor && discountMinor <= amountMinor) return;
  throw wrong(`The discount of ${name} is more than what it is taken from.`, {
    saleId,
    saleLineId,
    discountMinor,
    documentDiscountMinor,
    amountMinor,
  });
}
