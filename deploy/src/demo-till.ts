import type { ApiAnswer, ApiClient } from './api-client.js';
import type { Story } from './demo-story.js';

/** Whom the demo signs in, and what it tells. */
export type Cast = { manager: ApiClient; cashier: ApiClient; accountant: ApiClient; story: Story };
/** The store of the demo, its product and its customers. */
export type Shop = Cast & {
  storeId: string;
  productId: string;
  walkIn: string;
  company: string;
  tillSessionId: string;
};
/** A sale as its manager reads it. */
export type Sale = {
  saleId: string;
  orderId: string;
  revision: number;
  netMinor: number;
  grossMinor: number;
  discountMinor: number;
  taxMinor: number;
  costMinor: number;
  marginMinor: number;
  invoiceId: string;
  guaranteeId?: string;
  lines: any[];
  corrections: { costMinor: number }[];
  customer: { customerId: string };
};
/** Asks for the checkout and, when it is still under way, waits for its end; a wait for the manager is an end too. */
export async function checkout(
  { cashier, tillSessionId }: Shop,
  order: { orderId: string; revision: number },
  payment?: object,
): Promise<ApiAnswer> {
  const path = `/orders/${order.orderId}/checkout`;
  const key = `demo-${order.orderId}-${order.revision}`;
  for (;;) {
    const answer = await cashier.ask('POST', path, { revision: order.revision, payment, tillSessionId }, key);
    if (answer.status !== 202 || answer.body.stage === 'waitingForApproval') return answer;
  }
}

/** The sale with its costs, which a cashier does not see. */
export function saleOf({ manager }: Shop, saleId: string): Promise<Sale> {
  return manager.get(`/sales/${saleId}`);
}

/** The cached stock of the till follows inventory by an event; it is awaited, not assumed. */
export async function untilTillSees({ cashier, storeId, productId, story }: Shop, available: number): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const { stock } = await cashier.get(`/products/${productId}`);
    if (stock.find((one: any) => one.storeId === storeId)?.available === available) break;
    if (performance.now() - begun > 10_000)
      throw new Error(`the till does not see ${available} units after ten seconds`);
  }
  story.tell(`the till saw it after ${Math.round(performance.now() - begun)} ms`);
}
