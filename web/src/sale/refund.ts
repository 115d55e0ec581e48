import { totalsOf, totalsOfReturn } from '@comptoir/contracts/money';
import { paidByMethod, settleRefund } from '@comptoir/contracts/refund';
import type { Correction, OpenItem, PaymentDocument, Sale } from '../api/shapes.js';

type Line = Sale['lines'][number];

/** The way a refund goes out. */
export type RefundTo = Correction['refundTo'];

/** What goes back to the customer, minor units: paid out by method, taken off what is owed, kept as credit. */
export type Refund = Pick<Correction, 'refunds' | 'creditMinor'> & { readonly settledMinor: number };

/** What a refund depends on besides the sale: its payments, newest first, and what else the customer owes, the oldest first. */
export interface AccountOfSale {
  readonly payments: readonly PaymentDocument[];
  readonly openItems: readonly OpenItem[];
}

/** Units of a line that came back so far. */
export function returnedQty(sale: Pick<Sale, 'returned'>, { saleLineId }: Pick<Line, 'saleLineId'>): number {
  return sale.returned.filter((one) => one.saleLineId === saleLineId).reduce((total, one) => total + one.quantity, 0);
}

/** Units of every line that are left of a sale, by line id. */
export function leftOf(sale: Pick<Sale, 'lines' | 'returned'>): Record<string, number> {
  return Object.fromEntries(sale.lines.map((line) => [line.saleLineId, line.quantity - returnedQty(sale, line)]));
}

/** The refund of units that come back, by line id, by the rule that sales settles it by. */
export function refundOf(
  sale: Pick<Sale, 'saleId' | 'lines' | 'returned' | 'openMinor' | 'customer' | 'store' | 'corrections'>,
  quantities: Readonly<Record<string, number>>,
  refundTo: RefundTo,
  { payments, openItems }: AccountOfSale,
): Refund {
  const { grossMinor } = totalsOf(
    sale.lines.map((line) => totalsOfReturn(line, returnedQty(sale, line), quantities[line.saleLineId] ?? 0)),
  );
  const paidIn = payments.filter((one) => one.direction === 'in' && one.reversedBy === undefined).toReversed();
  const paidBack = sale.corrections
    .filter((one) => one.state !== 'abandoned')
    .flatMap((one) => one.refunds)
    .map(({ method, amountMinor }) => ({
      kind: 'refund' as const,
      direction: 'out' as const,
      method,
      amountMinor,
      allocations: [],
      saleId: sale.saleId,
    }));
  const { refunds, creditMinor, refundMinor } = settleRefund(
    {
      grossMinor,
      ownOpenMinor: sale.openMinor ?? 0,
      others: openItems.filter((item) => item.saleId !== sale.saleId),
      refundTo,
      paidBy: paidByMethod(sale.saleId, [...paidIn, ...paidBack]),
      isWalkIn: sale.customer.kind === 'walkIn',
    },
    sale.store,
  );
  return { refunds, creditMinor, settledMinor: grossMinor - refundMinor - creditMinor };
}

/** The refund of a correction that was made. */
export function refundGiven({ grossMinor, refundMinor, refunds, creditMinor }: Correction): Refund {
  return { refunds, creditMinor, settledMinor: grossMinor - refundMinor - creditMinor };
}
