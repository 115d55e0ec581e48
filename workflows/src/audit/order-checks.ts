import type { OrderState } from '@comptoir/contracts';
import { by, Check, sumBy, type Finding } from './finding.js';
import { isYoung, type Records } from './records.js';

type Sale = Records['sales'][number];
type Correction = Records['corrections'][number];

/** States of an order that has sold nothing. */
const WITHOUT_SALE: ReadonlySet<OrderState> = new Set([
  'draft',
  'expired',
  'checkingOut',
  'pendingApproval',
  'refused',
  'cancelled',
]);

/** 13. The state of each order agrees with its sale, with what is owed of it by the ledger, and with what came back. */
export function checkOrders({ orders, sales, corrections, entries, startedAt }: Records): Finding {
  const check = new Check(13, 'The state of each order agrees with its sale, what is owed and what came back');
  const saleOf = by(sales, (sale) => sale.id);
  const orderOf = by(orders, (order) => order.id);
  const owedOf = sumBy(
    entries.flatMap((entry) => entry.lines).filter((line) => line.account === 'receivable'),
    (line) => line.saleId ?? '',
    (line) => line.debitMinor - line.creditMinor,
  );
  /** Sales with a payment that may have come after their orders were read. */
  const paidLately = new Set(
    entries
      .filter((entry) => isYoung(startedAt, entry.postedAt))
      .flatMap((entry) => entry.lines.flatMap((line) => line.saleId ?? [])),
  );
  const correctionsOf = Map.groupBy(
    corrections.filter((one) => one.state !== 'abandoned'),
    (one) => one.saleId,
  );
  for (const order of orders) {
    const sale = order.saleId === undefined ? undefined : saleOf.get(order.saleId);
    if (!sale) {
      const sold = order.saleId !== undefined || !WITHOUT_SALE.has(order.state);
      check.holds(`order ${order.id} (${order.state}) has its sale`, !sold, order.saleId, 'a sale', [order.id]);
      continue;
    }
    const corrected = correctionsOf.get(sale.id) ?? [];
    const owedMinor = owedOf.get(sale.id) ?? 0;
    const underWay =
      sale.state === 'posting' || corrected.some((one) => one.state !== 'final') || paidLately.has(sale.id);
    const expected = stateOf(sale, corrected, owedMinor);
    check.equalUnless(underWay, `order ${order.id}: its state`, order.state, expected, [order.id, sale.id]);
  }
  for (const sale of sales) {
    const named = orderOf.get(sale.orderId)?.saleId;
    const young = isYoung(startedAt, sale.soldAt); // orders are read before sales
    check.equalUnless(young, `sale ${sale.id}: its order names it`, named, sale.id, [sale.id, sale.orderId]);
  }
  return check.end();
}

/** The state that the order of a sale must have. */
function stateOf(sale: Sale, corrected: readonly Correction[], owedMinor: number): OrderState {
  const cancellation = corrected.find((one) => one.kind === 'cancellation');
  if (sale.state === 'posting') return 'fulfilled';
  if (sale.state === 'cancelled') return cancellation ? 'cancelled' : 'returned';
  if (cancellation) return 'cancelling';
  if (owedMinor > 0) return 'invoiced';
  return corrected.length > 0 ? 'partlyReturned' : 'paid';
}
