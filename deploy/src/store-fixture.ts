import { randomBytes } from 'node:crypto';
import type { ApiAnswer } from './api-client.js';
import type { TestSystem } from './test-system.js';

/** A store of a test, with its walk-in customer. */
export interface StoreFixture {
  readonly system: TestSystem;
  readonly storeId: string;
  readonly walkIn: string;
}

const word = (): string => randomBytes(4).toString('hex').toUpperCase();

/** Creates a store of the test's own. */
export async function openStoreFixture(system: TestSystem): Promise<StoreFixture> {
  const { storeId } = await system.owner.post('/stores', {
    code: `T${word().slice(0, 6)}`,
    name: 'Test store',
    address: '1 rue de l’Essai',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Essai SARL', taxId: '000016001234567' },
  });
  const { customerId } = await system.cashier.post('/customers', { kind: 'walkIn', name: 'Client de passage' });
  return { system, storeId, walkIn: customerId };
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
      { revision: order.revision, payment },
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
