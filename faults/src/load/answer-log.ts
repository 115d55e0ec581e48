import type { ApiAnswer } from '@comptoir/deploy/testing';

/** Refusals that a client may get while faults are active: a saga that gave up, a manager's no, a faster rival request. */
const EXPECTED_REFUSALS = new Set([
  'service.unavailable',
  'saga.gave-up',
  'saga.cancelled',
  'approval.rejected',
  'approval.expired',
  'approval.not-pending',
  'fault.on-purpose',
  'order.state',
  'order.changed',
  'sale.state',
  'sale.changed',
  'return.too-much',
]);

/** A sale that the API confirmed, and the corrections of it that the API confirmed. */
export interface ConfirmedSale {
  readonly saleId: string;
  readonly correctionIds: string[];
  cancelled: boolean;
}

/** What the API answered to the load clients; the check compares it with what is stored. */
export class AnswerLog {
  readonly sales = new Map<string, ConfirmedSale>();
  readonly refusedOrders = new Set<string>();
  readonly problems: string[] = [];

  /** Records the final answer to a checkout. */
  recordCheckout(orderId: string, answer: ApiAnswer): void {
    if (answer.status === 200) {
      const { saleId } = answer.body.sale;
      this.sales.set(saleId, { saleId, correctionIds: [], cancelled: false });
      return;
    }
    this.refusedOrders.add(orderId);
    if (!EXPECTED_REFUSALS.has(answer.body?.code)) this.problems.push(`a checkout was answered ${textOf(answer)}`);
  }

  /** Records a confirmed cancellation or return of a confirmed sale. */
  recordCorrection(saleId: string, correctionId: string, cancelled: boolean): void {
    const sale = this.sales.get(saleId) as ConfirmedSale;
    sale.correctionIds.push(correctionId);
    sale.cancelled = cancelled;
  }

  /** Records a problem if the answer is an error that no fault explains. */
  recordUnexpectedError(path: string, answer: ApiAnswer): void {
    if (answer.status < 400 || EXPECTED_REFUSALS.has(answer.body?.code)) return;
    this.problems.push(`${path.replace(/[a-z]{3}_\w+/, '{id}')} was answered ${textOf(answer)}`);
  }

  /** The number of confirmed corrections. */
  get correctionCount(): number {
    return [...this.sales.values()].reduce((sum, sale) => sum + sale.correctionIds.length, 0);
  }
}

function textOf({ status, body }: ApiAnswer): string {
  return `${status} ${body?.code}: ${body?.detail}`;
}
