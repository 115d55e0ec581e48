import { cash, type ApiAnswer } from '@comptoir/deploy/testing';
import type { FaultSystem } from '../fault-system.js';
import {
  availableUnits,
  post,
  postDraft,
  prepareProduct,
  prepareSales,
  type StockedProduct,
} from './contention-requests.js';
import type { FaultContext, FaultReport } from './fault-context.js';

/** How many buyers race for how many units, in two batches of different cost. */
export interface RaceSize {
  readonly buyers: number;
  readonly firstBatch: number;
  readonly secondBatch: number;
}

const FIRST_COST_MINOR = 500;
const SECOND_COST_MINOR = 700;
/** How many draft orders are created at once. */
const DRAFTS_AT_ONCE = 20;

/** Many buyers check out one unit each at once: exactly as many units as there are must be sold, at their batch costs. */
export async function lastUnits(
  { system, long }: Pick<FaultContext, 'system' | 'long'>,
  size: RaceSize = long
    ? { buyers: 500, firstBatch: 20, secondBatch: 30 }
    : { buyers: 60, firstBatch: 4, secondBatch: 6 },
): Promise<FaultReport> {
  const { buyers, firstBatch, secondBatch } = size;
  const product = await prepareProduct(system, [
    [firstBatch, FIRST_COST_MINOR],
    [secondBatch, SECOND_COST_MINOR],
  ]);
  const orders = await draftOrders(system, product, buyers);
  const answers = await Promise.all(orders.map((order) => checkout(system, product, order, 10_000)));
  const sold = answers.filter((answer) => answer.status === 200);
  const { manager } = system.testSystem;
  const costs = await Promise.all(
    sold.map(async ({ body }) => (await manager.get(`/sales/${body.sale.saleId}`)).costMinor as number),
  );
  const costMinor = costs.reduce((sum, cost) => sum + cost, 0);
  const gaveUp = answers.filter((answer) => answer.body?.code === 'saga.gave-up').length;
  const left = await availableUnits(product);
  const units = firstBatch + secondBatch;
  const unitsCostMinor = firstBatch * FIRST_COST_MINOR + secondBatch * SECOND_COST_MINOR;
  const problems: string[] = [];
  if (sold.length + left !== units) problems.push(`${sold.length} sold and ${left} left of ${units}`);
  // a saga that gave up leaves its unit unsold
  if (gaveUp === 0 && (sold.length !== units || costMinor !== unitsCostMinor))
    problems.push(`${sold.length} sold at a cost of ${costMinor}`);
  return {
    action: `${buyers} buyers at once for ${units} units in two batches`,
    observed: `${sold.length} sold, ${left} left, ${gaveUp} gave up, cost ${costMinor}`,
    problems,
  };
}

async function draftOrders(system: FaultSystem, product: StockedProduct, count: number): Promise<any[]> {
  const orders: any[] = [];
  while (orders.length < count) {
    const next = Math.min(DRAFTS_AT_ONCE, count - orders.length);
    orders.push(...(await Promise.all(Array.from({ length: next }, () => postDraft(system, product, 1)))));
  }
  return orders;
}

function checkout(system: FaultSystem, product: StockedProduct, order: any, netMinor: number): Promise<ApiAnswer> {
  const body = {
    revision: order.revision,
    payment: cash(netMinor),
    tillSessionId: product.store.tillSessionId,
  };
  return post(system.testSystem.cashier, `/orders/${order.orderId}/checkout`, body);
}

/** Delivers, sells and returns one product at once: the units left must be those received minus those sold. */
export async function deliverSellReturn({ system }: FaultContext): Promise<FaultReport> {
  const { product, sales } = await prepareSales(system, [[20, 500]], { count: 4, quantity: 1 });
  const { store, productId } = product;
  const { cashier, manager } = system.testSystem;
  const orders = await Promise.all(Array.from({ length: 6 }, () => postDraft(system, product, 2)));
  const delivery = { storeId: store.storeId, lines: [{ productId, quantity: 3, costMinor: 1_800 }] };
  const returnOf = (sale: any): object => ({
    revision: sale.revision,
    reason: 'contention',
    refundTo: 'cash',
    tillSessionId: store.tillSessionId,
    lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
  });
  const answers = await Promise.all([
    Promise.all(Array.from({ length: 4 }, () => post(manager, '/deliveries', delivery))),
    Promise.all(orders.map((order) => checkout(system, product, order, 20_000))),
    Promise.all(sales.map((sale) => post(cashier, `/sales/${sale.saleId}/returns`, returnOf(sale)))),
  ]);
  const [delivered, sold, returned] = answers.map(acceptedCount) as [number, number, number];
  const expected = 20 - sales.length + delivered * 3 - sold * 2 + returned;
  const left = await availableUnits(product);
  return {
    action:
      'deliveries, sales and returns of one product at once (transfers have contention tests of their own: services/inventory/test/transfers.test.ts)',
    observed: `${delivered} deliveries, ${sold} sales, ${returned} returns; ${left} left`,
    problems: left === expected ? [] : [`${left} left and ${expected} should be`],
  };
}

function acceptedCount(answers: readonly ApiAnswer[]): number {
  return answers.filter((answer) => answer.status < 300).length;
}
