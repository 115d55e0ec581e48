import type { TestSystem } from '@comptoir/deploy/testing';
import { percentile, type Measurement } from './measurements.js';
import { AT_A_TIME, seedSold, type SoldOrder } from './seed-sold.js';

/** Sales at the end of `links`. */
export const LINK_SALES = 1_000_000;
const SALES_A_DAY = 2_500;
const SALES_A_SMALL_ORDER = 2_500;
const READS = 50;
const PAGE = 50;

/**
 * What the link between a unit sold and its purchase order costs, both ways, with so many sales: the p50 and p95 of each read.
 * What is answered is compared with what was written: a wrong answer ends the run.
 */
export async function measureLinks(
  system: TestSystem,
  sales: number,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const days = Math.ceil(sales / SALES_A_DAY);
  const groups = Math.ceil((sales * 3) / 4 / SALES_A_SMALL_ORDER / AT_A_TIME);
  const smallOrders = groups * AT_A_TIME;
  log(`  ${sales} sales of ${smallOrders + 1} purchase orders, ${days} days`);
  const { large, small, sample } = await seedSold(system, { days, salesADay: SALES_A_DAY, smallOrders });
  log('  reads of the links');
  const { accountant, manager } = system;
  const pick = <T>(all: readonly T[], turn: number): T => all[(turn * 7_919) % all.length]!;
  const same = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) throw new Error(`${what} is ${String(found)} and should be ${String(wanted)}`);
  };
  const orderOfSale = async ({ lines }: any, order: SoldOrder): Promise<void> => {
    const { purchaseOrderId } = await manager.get(`/deliveries/${lines[0].allocations[0].deliveryId}`);
    same('the order of a unit sold', purchaseOrderId, order.purchaseOrderId);
  };
  const marginOf = async (order: SoldOrder): Promise<void> => {
    const { items } = await accountant.get(`/purchase-orders/${order.purchaseOrderId}/margin`);
    same('the units sold of an order', items[0].quantity, order.sold);
  };
  const salesOf = async (order: SoldOrder): Promise<void> => {
    const { items } = await accountant.get(`/deliveries/${order.deliveryId}/sales?limit=${PAGE}`);
    same('a page of the sales of a delivery', items.length, Math.min(PAGE, order.sold));
    same('the number of a sale', typeof items.at(-1).document, 'string');
  };
  const reads: Readonly<Record<string, (turn: number) => Promise<void>>> = {
    saleToOrder: async (turn) => {
      const { saleId, order } = pick(sample, turn);
      await orderOfSale(await manager.get(`/sales/${saleId}`), order);
    },
    numberToOrder: async (turn) => {
      const { number, saleId, order } = pick(sample, turn);
      const { items } = await manager.get(`/sales?number=${number}`);
      same('the sale of a number', items[0].saleId, saleId);
      await orderOfSale(items[0], order);
    },
    orderMargin: (turn) => marginOf(pick(small, turn)),
    /** The order whose goods are sold today, on a day that is not closed. */
    openOrderMargin: () => marginOf(small.at(-1)!),
    orderSales: (turn) => salesOf(pick(small, turn)),
    largeOrderMargin: () => marginOf(large),
    largeOrderSales: () => salesOf(large),
  };
  const found: Measurement[] = [];
  for (const [name, read] of Object.entries(reads)) {
    await read(0);
    const durations: number[] = [];
    for (let turn = 0; turn < READS; turn += 1) {
      const startedAt = performance.now();
      await read(turn);
      durations.push(performance.now() - startedAt);
    }
    found.push(
      { name: `links.${name}.p50`, value: percentile(durations, 0.5), unit: 'ms' },
      { name: `links.${name}.p95`, value: percentile(durations, 0.95), unit: 'ms' },
    );
  }
  return [{ name: 'links.sales', value: days * SALES_A_DAY, unit: 'count' }, ...found];
}
