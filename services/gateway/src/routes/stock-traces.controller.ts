import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  batchTrace,
  catalog,
  DomainError,
  documentNumber,
  id,
  ID_PREFIXES,
  inventory,
  measure,
  quantity,
  sales,
  text,
  type ProductView,
} from '@comptoir/contracts';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';

/** A document that was found by its number, and the batches of its goods. */
const tracedDocument = z.object({
  kind: z.enum(['batch', 'delivery', 'purchaseOrder', 'sale']),
  id: z.string(),
  number: z.string().optional(),
  storeId: id('store'),
  batches: z.array(
    z.object({ batchId: id('batch'), productId: id('product'), quantity, name: z.string(), ...measure }),
  ),
});
type TracedDocument = z.infer<typeof tracedDocument>;
type Found = Omit<TracedDocument, 'batches'> & {
  readonly batches: readonly { readonly batchId: string; readonly productId: string; readonly quantity: number }[];
};

const findTraces = route({
  method: 'GET',
  path: '/stock-traces',
  tag,
  summary:
    'Batches by the number of a batch, an invoice, a delivery or a purchase order, as it was scanned or typed; by their ids too.',
  action: 'readStockTraces',
  query: z.strictObject({ number: text(60) }),
  reply: z.object({ items: z.array(tracedDocument) }),
});
const traceBatch = route({
  method: 'GET',
  path: '/stock-traces/{batchId}',
  tag,
  summary: inventory.traceBatch.summary,
  action: 'readStockTraces',
  params: z.strictObject({ batchId: id('batch') }),
  /** Without the delivery and its bills where these are of a store that the person may not read. */
  reply: batchTrace.partial({ delivery: true }).extend({
    product: z.object({ name: z.string(), sku: z.string(), ...measure }),
  }),
});
const PATIENT = { timeoutMs: 20_000 };
/** Documents of one kind that have a number. */
const MOST = 20;
/** An id, of whatever kind. */
const ID = /^([a-z]{3})_[0-9A-Z]{26}$/;

/** Where goods came from and where they went. */
@Controller()
export class StockTracesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(findTraces)
  async findTraces(@Checked() call: Call<typeof findTraces>) {
    const { number } = call.query;
    const prefix = ID.exec(number)?.[1];
    const found = prefix === undefined ? await this.byNumber(call, number) : await this.byId(call, prefix, number);
    const productIds = [...new Set(found.flatMap((one) => one.batches.map((batch) => batch.productId)))].slice(
      0,
      1_000,
    );
    const products = new Map<string, ProductView>();
    if (productIds.length > 0)
      for (const one of (await this.services.ask(call, catalog.readProducts, { productIds })).items)
        products.set(one.productId, one);
    return {
      items: found.map((one): TracedDocument => ({
        ...one,
        batches: one.batches.flatMap((batch) => {
          const product = products.get(batch.productId);
          if (!product) return [];
          return [{ ...batch, name: product.name, unit: product.unit, quantityDecimals: product.quantityDecimals }];
        }),
      })),
    };
  }

  @Serves(traceBatch)
  async traceBatch(@Checked() call: Call<typeof traceBatch>) {
    const trace = await this.services.ask(call, inventory.traceBatch, call.params, PATIENT);
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds: [trace.batch.productId] });
    const { name, sku, unit, quantityDecimals } = items[0] as ProductView;
    const { delivery, bills, ...rest } = trace;
    const papers = may(call.person, call.action, delivery.storeId) ? { delivery, bills } : { bills: [] };
    return { ...rest, ...papers, product: { name, sku, unit, quantityDecimals } };
  }

  /** Documents with exactly this number: sales by that of their invoice, deliveries by their reference, purchase orders. */
  private async byNumber(call: Call<RouteDefinition>, number: string): Promise<Found[]> {
    const same = (other: string | undefined): boolean => other?.toUpperCase() === number.toUpperCase();
    const page = { limit: MOST };
    const ofDocument = documentNumber.safeParse(number);
    const [sold, delivered, ordered] = await Promise.all([
      ofDocument.success
        ? this.services.ask(call, sales.listSales, { number: ofDocument.data, ...page }).then(({ items }) => items)
        : [],
      this.services.ask(call, inventory.listDeliveries, { supplier: number, ...page }).then(({ items }) => items),
      this.services.ask(call, inventory.listPurchaseOrders, { text: number, ...page }).then(({ items }) => items),
    ]);
    const orders = await Promise.all(
      ordered.filter((one) => same(one.number)).map(({ purchaseOrderId }) => this.ofOrder(call, purchaseOrderId)),
    );
    return [
      ...sold.filter((one) => same(one.invoiceNumber)).map(ofSale),
      ...delivered.filter((one) => same(one.reference)).map(ofDelivery),
      ...orders,
    ];
  }

  private async byId(call: Call<RouteDefinition>, prefix: string, found: string): Promise<Found[]> {
    try {
      if (prefix === ID_PREFIXES.delivery)
        return [ofDelivery(await this.services.ask(call, inventory.readDelivery, { deliveryId: found }))];
      if (prefix === ID_PREFIXES.purchaseOrder) return [await this.ofOrder(call, found)];
      if (prefix === ID_PREFIXES.sale)
        return [ofSale(await this.services.ask(call, sales.readSale, { saleId: found, owed: false }))];
      if (prefix !== ID_PREFIXES.batch) return [];
      const { batch } = await this.services.ask(call, inventory.traceBatch, { batchId: found }, PATIENT);
      const { batchId, productId, receivedQty, storeId } = batch;
      return [{ kind: 'batch', id: batchId, storeId, batches: [{ batchId, productId, quantity: receivedQty }] }];
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'notFound') return []; // nothing has this number
      throw error;
    }
  }

  private async ofOrder(call: Call<RouteDefinition>, purchaseOrderId: string): Promise<Found> {
    const { number, storeId, deliveries } = await this.services.ask(call, inventory.readPurchaseOrder, {
      purchaseOrderId,
    });
    const read = await Promise.all(
      deliveries.map(({ deliveryId }) => this.services.ask(call, inventory.readDelivery, { deliveryId })),
    );
    return { kind: 'purchaseOrder', id: purchaseOrderId, number, storeId, batches: read.flatMap(batchesOf) };
  }
}

interface DeliveredGoods {
  readonly deliveryId: string;
  readonly storeId: string;
  readonly reference?: string | undefined;
  readonly batches: readonly { readonly batchId: string; readonly productId: string; readonly quantity: number }[];
}

const batchesOf = ({ batches }: DeliveredGoods): Found['batches'] =>
  batches.map(({ batchId, productId, quantity: units }) => ({ batchId, productId, quantity: units }));

function ofDelivery(delivery: DeliveredGoods): Found {
  const { deliveryId, reference, storeId } = delivery;
  const number = reference === undefined ? {} : { number: reference };
  return { kind: 'delivery', id: deliveryId, ...number, storeId, batches: batchesOf(delivery) };
}

/** A sale with the batches that its units came from. */
function ofSale(sale: {
  readonly saleId: string;
  readonly store: { readonly storeId: string };
  readonly invoiceNumber?: string | undefined;
  readonly lines: readonly {
    readonly productId: string;
    readonly allocations: readonly { readonly batchId: string; readonly quantity: number }[];
  }[];
}): Found {
  const number = sale.invoiceNumber === undefined ? {} : { number: sale.invoiceNumber };
  const batches = sale.lines.flatMap(({ productId, allocations }) =>
    allocations.map(({ batchId, quantity: units }) => ({ batchId, productId, quantity: units })),
  );
  return { kind: 'sale', id: sale.saleId, ...number, storeId: sale.store.storeId, batches };
}
