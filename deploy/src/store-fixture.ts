import { randomBytes } from 'node:crypto';
import type { ApiAnswer } from './api-client.js';
import type { TestSystem } from './test-system.js';

/** A store of a test, with its walk-in customer. */
export interface StoreFixture {
  readonly system: TestSystem;
  readonly storeId: string;
  readonly walkIn: string;
  /** The open session of its till T1. */
  readonly tillSessionId: string;
}

const word = (): string => randomBytes(4).toString('hex').toUpperCase();

/** Creates a store of the test's own. */
export async function openStoreFixture(system: TestSystem, more: object = {}): Promise<StoreFixture> {
  const { storeId } = await system.owner.post('/stores', {
    code: `T${word().slice(0, 6)}`,
    name: 'Test store',
    address: '1 rue de l’Essai',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Essai SARL', taxId: '000016001234567' },
    ...more,
  });
  const { customerId } = await system.cashier.post('/customers', { kind: 'walkIn', name: 'Client de passage' });
  const tillSessionId = await openTill(system, storeId, 'T1');
  return { system, storeId, walkIn: customerId, tillSessionId };
}

/** Adds a till to a store and opens its first session with nothing in the drawer; answers the session. */
export async function openTill(system: TestSystem, storeId: string, till: string): Promise<string> {
  await system.manager.post(`/stores/${storeId}/tills`, { till, name: `Till ${till}` });
  const { sessionId } = await system.cashier.post(`/stores/${storeId}/tills/${till}/sessions`, { floatMinor: 0 });
  return sessionId;
}

/** Adds a product and receives the given batches of it, oldest first. */
export async function stockUp(
  fixture: StoreFixture,
  batches: readonly [quantity: number, unitCostMinor: number][],
  more: object = {},
): Promise<string> {
  const { manager } = fixture.system;
  const { productId } = await manager.post('/products', {
    sku: `T-${word()}${word()}`,
    name: 'Article d’essai',
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: 9_000,
    priceListMinor: 10_000,
    priceMaxMinor: 11_000,
    ...more,
  });
  for (const [quantity, unitCostMinor] of batches)
    await manager.post('/deliveries', {
      storeId: fixture.storeId,
      lines: [{ productId, quantity, costMinor: quantity * unitCostMinor }],
    });
  return productId;
}

/** Cash for an amount before 19 % tax. */
export function cash(netMinor: number): object {
  const amountMinor = Math.round(netMinor * 1.19);
  return { method: 'cash', amountMinor, tenderedMinor: amountMinor };
}

/** Opens a Draft. */
export function draft(fixture: StoreFixture, lines: readonly object[], more: object = {}): Promise<any> {
  return fixture.system.cashier.post('/orders', {
    storeId: fixture.storeId,
    customerId: fixture.walkIn,
    documentType: 'BON_DE_VENTE',
    lines,
    ...more,
  });
}

/** Requests a checkout, and again with the same key while it runs or waits for a slot. */
export async function checkout(
  fixture: StoreFixture,
  order: { orderId: string; revision: number },
  payment?: object,
  key = `key-${order.orderId}-${order.revision}`,
): Promise<ApiAnswer> {
  for (;;) {
    const answer = await fixture.system.cashier.ask(
      'POST',
      `/orders/${order.orderId}/checkout`,
      { revision: order.revision, payment, tillSessionId: fixture.tillSessionId },
      key,
    );
    if (![202, 429].includes(answer.status) || answer.body.stage === 'waitingForApproval') return answer;
  }
}

/** Sells, paid in cash; fails when it is refused. The sale as a manager reads it, with its costs. */
export async function sell(
  fixture: StoreFixture,
  lines: readonly { productId: string; quantity: number; unitPriceMinor?: number }[],
): Promise<any> {
  const net = lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 10_000), 0);
  const answer = await checkout(fixture, await draft(fixture, lines), cash(net));
  if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer.body)}`);
  return fixture.system.manager.get(`/sales/${answer.body.sale.saleId}`);
}

/** Stock of a product in the store of the fixture, from its batches. */
export async function stockOf(
  fixture: StoreFixture,
  productId: string,
): Promise<{ available: number; held: number; batches: { remainingQty: number; remainingCostMinor: number }[] }> {
  return (await fixture.system.manager.get(`/stock?storeId=${fixture.storeId}&productId=${productId}`)).items[0];
}
