import { openStoreFixture, sell, stockUp, type StoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import { daysAgo, recordIdOf } from './seed-entries.js';
import type { Row } from './sale-documents.js';

const ROWS_PER_INSERT = 2_000;
const UNIT_COST_MINOR = 500;
/** Small orders whose goods are sold side by side. */
export const AT_A_TIME = 20;

/** A purchase order with its one delivery, and what was sold of it. */
export interface SoldOrder {
  readonly purchaseOrderId: string;
  readonly deliveryId: string;
  readonly batchId: string;
  sold: number;
}

/** Sales of one unit each, by which a purchase order is found, and orders whose sales are found. */
export interface SoldOrders {
  /** The order whose goods are in a quarter of all sales, over all days. */
  readonly large: SoldOrder;
  /** Orders whose goods were sold out, AT_A_TIME side by side, oldest first. */
  readonly small: readonly SoldOrder[];
  /** Sales, one in a thousand, with the order that their unit is of. */
  readonly sample: readonly { readonly saleId: string; readonly number: string; readonly order: SoldOrder }[];
}

/** Counts of what is to be sold; small orders in whole groups of AT_A_TIME. */
export interface SoldWanted {
  readonly days: number;
  readonly salesADay: number;
  readonly smallOrders: number;
}

/**
 * A store that has sold units of purchase orders for many days, all closed but today: the orders and deliveries through the API, the sales as copies
 * of one that was made through it. Of each sale there is what a search for it and the link to its order read, and of each
 * closed day what it sold of each delivery; not its entries and movements, so the audit is not for this store. Straight into
 * the database, because a million checkouts would take a day.
 */
export async function seedSold(system: TestSystem, wanted: SoldWanted): Promise<{ store: StoreFixture } & SoldOrders> {
  const { days, salesADay, smallOrders } = wanted;
  const store = await openStoreFixture(system, { timeZone: 'UTC' });
  const productId = await stockUp(store, []);
  const template = await templateOf(system, store);
  const ofLarge = Math.floor(salesADay / 4);
  const groupUnits = Math.ceil(((salesADay - ofLarge) * days * AT_A_TIME) / smallOrders);
  const large = await orderOf(system, store, productId, ofLarge * days, daysAgo(days - 1));
  const small: SoldOrder[] = [];
  for (let one = 0; one < smallOrders; one += 1) {
    const firstDay = Math.floor((Math.floor(one / AT_A_TIME) * groupUnits) / (salesADay - ofLarge));
    small.push(
      await orderOf(system, store, productId, Math.ceil(groupUnits / AT_A_TIME), daysAgo(days - 1 - firstDay)),
    );
  }
  const smallOrderOf = (unit: number): SoldOrder =>
    small[Math.floor(unit / groupUnits) * AT_A_TIME + (unit % AT_A_TIME)]!;
  const sample: { saleId: string; number: string; order: SoldOrder }[] = [];
  const writer = new SoldWriter(system, template, store.storeId, productId);
  let [ofSmall, sequence] = [0, 0];
  for (let ago = days - 1; ago >= 0; ago -= 1) {
    const sold = Array.from({ length: salesADay }, (_unused, at) => {
      const order = at % 4 === 0 && at / 4 < ofLarge ? large : smallOrderOf(ofSmall++);
      order.sold += 1;
      sequence += 1;
      const sale = writer.saleOf(daysAgo(ago), sequence, order);
      if (sequence % 1_000 === 0) sample.push({ saleId: sale.saleId, number: sale.number, order });
      return sale;
    });
    await writer.writeDay(daysAgo(ago), sold, ago > 0);
  }
  await writer.close(daysAgo(1));
  return { store, large, small, sample };
}

/** Orders goods, sends the order and receives all of it, as if on the given day. */
async function orderOf(
  system: TestSystem,
  { storeId }: StoreFixture,
  productId: string,
  quantity: number,
  day: string,
): Promise<SoldOrder> {
  const { manager, mongo } = system;
  const { supplierId } = await manager.post('/suppliers', { name: `Fournisseur ${day} ${quantity}` });
  const lines = [{ productId, quantity, expectedCostMinor: quantity * UNIT_COST_MINOR }];
  const { purchaseOrderId, revision } = await manager.post('/purchase-orders', { storeId, supplierId, lines });
  await manager.post(`/purchase-orders/${purchaseOrderId}/send`, { revision });
  const received = [{ productId, quantity, costMinor: quantity * UNIT_COST_MINOR }];
  const { deliveryId, batches } = await manager.post('/deliveries', { storeId, purchaseOrderId, lines: received });
  const receivedAt = `${day}T06:00:00.000Z`;
  await mongo
    .db('comptoir_inventory')
    .collection<Row>('deliveries')
    .updateOne({ _id: deliveryId }, { $set: { receivedAt } });
  return { purchaseOrderId, deliveryId, batchId: batches[0].batchId, sold: 0 };
}

interface Template {
  readonly sale: Row;
  readonly status: Row;
  readonly sti: Row;
}

/** The records of a sale of one unit that was made through the API. */
async function templateOf(system: TestSystem, store: StoreFixture): Promise<Template> {
  const productId = await stockUp(store, [[1, UNIT_COST_MINOR]]);
  const { saleId } = await sell(store, [{ productId, quantity: 1 }]);
  const read = async (collection: string, filter: object): Promise<Row> => {
    const row = await system.mongo.db('comptoir_sales').collection<Row>(collection).findOne(filter);
    if (!row) throw new Error(`sale ${saleId} has no record in ${collection}`);
    return row;
  };
  return {
    sale: await read('sales', { _id: saleId }),
    status: await read('saleProgress', { _id: saleId }),
    sti: await read('stis', { saleId }),
  };
}

interface SeededSale {
  readonly saleId: string;
  readonly number: string;
  readonly rows: Template;
  readonly order: SoldOrder;
}

/** Writes sales of one unit, day by day, and what a day sold of each delivery. */
class SoldWriter {
  constructor(
    private readonly system: TestSystem,
    private readonly template: Template,
    private readonly storeId: string,
    private readonly productId: string,
  ) {}

  saleOf(businessDay: string, sequence: number, order: SoldOrder): SeededSale {
    const { storeId, productId } = this;
    const idOf = (prefix: string): string => recordIdOf(prefix, businessDay, sequence, storeId);
    const [saleId, orderId, stiId] = [idOf('sal'), idOf('ord'), idOf('sti')];
    const number = `${this.template.status['invoiceNumber'].replace(/\d+$/, '')}${String(sequence).padStart(9, '0')}`;
    const { sale, status, sti } = this.template;
    const ofOrder = { batchId: order.batchId, deliveryId: order.deliveryId };
    const soldLine = sale['lines'][0];
    const stiLine = sti['lines'][0];
    const lines = [{ ...soldLine, productId, allocations: [{ ...soldLine.allocations[0], ...ofOrder }] }];
    const stiLines = [{ ...stiLine, productId, batches: [{ ...stiLine.batches[0], ...ofOrder }] }];
    const soldAt = `${businessDay}T12:00:00.000Z`;
    const rows = {
      sale: { ...sale, _id: saleId, orderId, stiId, businessDay, soldAt, lines },
      status: { ...status, _id: saleId, orderId, businessDay, invoiceNumber: number },
      sti: {
        ...sti,
        _id: stiId,
        saleId,
        businessDay,
        lines: stiLines,
        deliveryKeys: [`${order.deliveryId}/${businessDay}`],
      },
    };
    return { saleId, number, rows, order };
  }

  async writeDay(businessDay: string, sold: readonly SeededSale[], isClosed: boolean): Promise<void> {
    const sales = this.system.mongo.db('comptoir_sales');
    for (let from = 0; from < sold.length; from += ROWS_PER_INSERT) {
      const some = sold.slice(from, from + ROWS_PER_INSERT).map(({ rows }) => rows);
      await sales.collection<Row>('sales').insertMany(some.map((one) => one.sale));
      await sales.collection<Row>('saleProgress').insertMany(some.map((one) => one.status));
      await sales.collection<Row>('stis').insertMany(some.map((one) => one.sti));
    }
    if (isClosed) await sales.collection<Row>('deliveryDays').insertMany(this.soldOfDay(businessDay, sold));
  }

  private soldOfDay(businessDay: string, sold: readonly SeededSale[]): Row[] {
    const { storeId, productId } = this;
    const { currency } = this.template.sale;
    return [...Map.groupBy(sold, (one) => one.order.deliveryId)].map(([deliveryId, some]) => {
      const { unit, quantityDecimals, batches } = this.template.sti['lines'][0];
      const [{ netMinor, taxMinor, costMinor }] = batches;
      const count = some.length;
      const figures = { revenueMinor: netMinor * count, taxMinor: taxMinor * count, costMinor: costMinor * count };
      return {
        _id: `${storeId}/${businessDay}/${deliveryId}`,
        key: `${deliveryId}/${businessDay}/${storeId}`,
        storeId,
        businessDay,
        currency,
        deliveryId,
        products: [{ productId, unit, quantityDecimals, quantity: count, ...figures }],
      };
    });
  }

  /** Says that all days up to this one are closed. */
  async close(businessDay: string): Promise<void> {
    const lastClosed = this.system.mongo.db('comptoir_sales').collection<Row>('lastClosedDays');
    await lastClosed.updateOne({ _id: this.storeId }, { $set: { businessDay } }, { upsert: true });
  }
}
