import { refundAfterDebt, refundLimit, totalsOf, totalsOfReturn } from '@comptoir/contracts/money';
import type { Correction, Sale } from '../api/shapes.js';

type Line = Sale['lines'][number];

/** The way a refund goes out. */
export type RefundTo = Correction['refundTo'];

/** What goes back to the customer, minor units: paid out, and taken off the customer's account. */
export interface Refund {
  readonly paidOutMinor: number;
  readonly creditedMinor: number;
}

/** Units of a line that came back so far. */
export function returnedQty(sale: Pick<Sale, 'returned'>, { saleLineId }: Pick<Line, 'saleLineId'>): number {
  return sale.returned.filter((one) => one.saleLineId === saleLineId).reduce((total, one) => total + one.quantity, 0);
}

/** Units of every line that are left of a sale, by line id. */
export function leftOf(sale: Pick<Sale, 'lines' | 'returned'>): Record<string, number> {
  return Object.fromEntries(sale.lines.map((line) => [line.saleLineId, line.quantity - returnedQty(sale, line)]));
}

/** The refund of units that come back, by line id, as sales will compute it; `owedMinor` is what the customer owes. */
export function refundOf(
  sale: Pick<Sale, 'lines' | 'returned' | 'corrections' | 'payment'>,
  quantities: Readonly<Record<string, number>>,
  refundTo: RefundTo,
  owedMinor: number,
): Refund {
  const { grossMinor } = totalsOf(
    sale.lines.map((line) => totalsOfReturn(line, returnedQty(sale, line), quantities[line.saleLineId] ?? 0)),
  );
  const refundedMinor = sale.corrections
    .filter((one) => one.state !== 'abandoned')
    .reduce((total, one) => total + one.refundMinor, 0);
  const limitMinor =
    refundTo === 'account' ? 0 : refundLimit(grossMinor, sale.payment?.amountMinor ?? 0, refundedMinor);
  const paidOutMinor = refundAfterDebt(limitMinor, grossMinor, owedMinor);
  return { paidOutMinor, creditedMinor: grossMinor - paidOutMinor };
}

/** The refund of a correction that was made. */
export function refundGiven({ grossMinor, refundMinor }: Pick<Correction, 'grossMinor' | 'refundMinor'>): Refund {
  return { paidOutMinor: refundMinor, creditedMinor: grossMinor - refundMinor };
}
