import type { ApiAnswer, ApiClient, StoreFixture } from '@comptoir/deploy/testing';
import type { FaultSystem } from '../fault-system.js';
import type { Random } from '../random.js';
import { retryUntilFinal, type ApiRequest } from '../retrying-client.js';
import type { AnswerLog } from './answer-log.js';

/** Net list price of the products, minor units. */
const PRICE_MINOR = 10_000;
const TAX_FACTOR = 1.19;

/** The duration of an answered checkout, and the `performance.now()` at which its answer came. */
export interface CheckoutDuration {
  readonly receivedAt: number;
  readonly durationMs: number;
}

type Line = { productId: string; quantity: number };

/** Random sales operations in one store; every answer goes to the answer log. */
export class SalesTraffic {
  /** Every answered checkout. */
  readonly checkouts: CheckoutDuration[] = [];

  constructor(
    private readonly system: FaultSystem,
    private readonly store: StoreFixture,
    private readonly productIds: readonly string[],
    private readonly answers: AnswerLog,
  ) {}

  /**
   * Runs one operation: 45 % plain sale, 10 % double click, 15 % sale with approval, 5 % order cancelled during its
   * checkout, 15 % sale and return, 10 % sale and cancellation. `name` makes the idempotency keys unique.
   */
  async runOperation(random: Random, name: string): Promise<void> {
    const percent = random.below(100);
    const lines = this.randomLines(random);
    const withApproval = percent >= 55 && percent < 70;
    const order = await this.draftOrder(lines, withApproval, name);
    if (!order) return;
    const checkout = this.checkoutRequest(order, lines, name);
    if (percent < 45) await this.sell(order.orderId, checkout);
    else if (percent < 55) await this.doubleClick(order.orderId, checkout);
    else if (withApproval) await this.sellWithApproval(order.orderId, checkout, percent < 63, name);
    else if (percent < 75) await this.cancelDuringCheckout(order.orderId, checkout, name);
    else await this.sellAndCorrect(order.orderId, checkout, percent < 90 ? 'returns' : 'cancel', name);
  }

  private randomLines(random: Random): Line[] {
    return Array.from({ length: 1 + random.below(3) }, () => ({
      productId: random.pick(this.productIds),
      quantity: 1 + random.below(2),
    }));
  }

  private async draftOrder(
    lines: readonly Line[],
    approvalRequested: boolean,
    name: string,
  ): Promise<{ orderId: string; revision: number } | undefined> {
    const body = {
      storeId: this.store.storeId,
      customerId: this.store.walkIn,
      documentType: 'BON_DE_VENTE',
      lines,
      approvalRequested,
    };
    const answer = await this.post(this.system.testSystem.cashier, '/orders', body, `draft-${name}`);
    return answer.status === 201 ? answer.body : undefined;
  }

  private checkoutRequest(
    order: { orderId: string; revision: number },
    lines: readonly Line[],
    name: string,
  ): ApiRequest {
    const units = lines.reduce((sum, line) => sum + line.quantity, 0);
    const amountMinor = Math.round(units * PRICE_MINOR * TAX_FACTOR);
    return {
      client: this.system.testSystem.cashier,
      method: 'POST',
      path: `/orders/${order.orderId}/checkout`,
      body: {
        revision: order.revision,
        payment: { method: 'cash', amountMinor, tenderedMinor: amountMinor },
        tillSessionId: this.store.tillSessionId,
      },
      key: `sale-${name}`,
    };
  }

  private async sell(orderId: string, checkout: ApiRequest): Promise<ApiAnswer> {
    const answer = await this.measureCheckout(checkout);
    this.answers.recordCheckout(orderId, answer);
    return answer;
  }

  private async doubleClick(orderId: string, checkout: ApiRequest): Promise<void> {
    const [first, second] = await Promise.all([this.measureCheckout(checkout), this.measureCheckout(checkout)]);
    const [one, other] = [first, second].map(({ status, body }) => `${status} ${body?.sale?.saleId ?? body?.code}`);
    if (one !== other)
      this.answers.problems.push(`ANSWERED: a double click on ${orderId} was answered ${one} and ${other}`);
    this.answers.recordCheckout(orderId, first);
  }

  private async sellWithApproval(
    orderId: string,
    checkout: ApiRequest,
    approved: boolean,
    name: string,
  ): Promise<void> {
    const waiting = await retryUntilFinal(checkout, {
      acceptPending: (answer) => answer.status === 202 && answer.body.stage === 'waitingForApproval',
    });
    if (waiting.answer.status === 202) {
      const path = `/orders/${orderId}/${approved ? 'approve' : 'reject'}`;
      await this.post(this.system.testSystem.manager, path, {}, `verdict-${name}`);
    }
    this.answers.recordCheckout(orderId, (await retryUntilFinal(checkout)).answer);
  }

  /** Either the checkout or the cancellation is refused, or the finished sale is cancelled in full. */
  private async cancelDuringCheckout(orderId: string, checkout: ApiRequest, name: string): Promise<void> {
    const body = { reason: 'chaos', refundTo: 'cash', tillSessionId: this.store.tillSessionId };
    const [sold, cancelled] = await Promise.all([
      this.measureCheckout(checkout),
      this.post(this.system.testSystem.manager, `/orders/${orderId}/cancel`, body, `cancel-${name}`),
    ]);
    this.answers.recordCheckout(orderId, sold);
    if (sold.status === 200 && cancelled.status === 200)
      this.answers.recordCorrection(sold.body.sale.saleId, cancelled.body.correctionId, true);
  }

  private async sellAndCorrect(
    orderId: string,
    checkout: ApiRequest,
    correction: 'returns' | 'cancel',
    name: string,
  ): Promise<void> {
    const sold = await this.sell(orderId, checkout);
    if (sold.status !== 200) return;
    const { saleId, revision, lines } = sold.body.sale;
    const { cashier, manager } = this.system.testSystem;
    const refund = { refundTo: 'cash', tillSessionId: this.store.tillSessionId };
    const returned = [{ saleLineId: lines[0].saleLineId, quantity: 1 }];
    const [client, body] = correction === 'returns' ? [cashier, { ...refund, lines: returned }] : [manager, refund];
    const path = `/sales/${saleId}/${correction}`;
    const answer = await this.post(client, path, { revision, reason: 'chaos', ...body }, `back-${name}`);
    if (answer.status === 200) {
      const cancelled = answer.body.sale.state === 'cancelled';
      this.answers.recordCorrection(saleId, answer.body.correction.correctionId, cancelled);
    }
  }

  private async measureCheckout(checkout: ApiRequest): Promise<ApiAnswer> {
    const startedAt = performance.now();
    const { answer, receivedAt } = await retryUntilFinal(checkout);
    this.checkouts.push({ receivedAt, durationMs: receivedAt - startedAt });
    return answer;
  }

  private async post(client: ApiClient, path: string, body: unknown, key: string): Promise<ApiAnswer> {
    const { answer } = await retryUntilFinal({ client, method: 'POST', path, body, key });
    this.answers.recordUnexpectedError(path, answer);
    return answer;
  }
}
