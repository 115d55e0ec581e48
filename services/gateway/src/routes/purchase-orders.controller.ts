import { Controller, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  catalog,
  id,
  inventory,
  listKey,
  measure,
  pageOf,
  purchaseOrderCard,
  purchaseOrderView,
  requireStocked,
  type ProductView,
  type PurchaseOrderView,
} from '@comptoir/contracts';
import { mint, readInPieces } from '@comptoir/kit';
import { bytesBeside } from '../beside.js';
import { purchaseOrderTable } from '../csv/purchase-order-table.js';
import { requireActive } from '../archived.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { paperOrderOf } from '../pdf/paper-order.js';
import { PAPER_LANGUAGES } from '../pdf/purchase-order-words.js';
import { forPerson } from '../people/projection.js';
import { ServiceClient } from '../service-client.js';

const tag = 'purchase orders';
const PDF = 'application/pdf';
const PDF_WORKER = new URL('../pdf/purchase-order-worker.js', import.meta.url);
const params = z.strictObject({ purchaseOrderId: id('purchaseOrder') });

/** A purchase order, with what its lines are counted in. */
const purchaseOrder = purchaseOrderView.extend({
  lines: z.array(purchaseOrderView.shape.lines.element.extend(measure)),
});
const card = purchaseOrderCard.extend({ lines: z.array(purchaseOrderCard.shape.lines.element.extend(measure)) });

const createPurchaseOrder = route({
  method: 'POST',
  path: '/purchase-orders',
  tag,
  summary: inventory.createPurchaseOrder.summary,
  action: 'changePurchaseOrders',
  status: 201,
  body: inventory.createPurchaseOrder.input.omit({ purchaseOrderId: true, store: true }).partial({ currency: true }),
  reply: purchaseOrder,
});
const changePurchaseOrder = route({
  method: 'PATCH',
  path: '/purchase-orders/{purchaseOrderId}',
  tag,
  summary: inventory.changePurchaseOrder.summary,
  action: 'changePurchaseOrders',
  params,
  body: inventory.changePurchaseOrder.input.omit({ purchaseOrderId: true }),
  reply: purchaseOrder,
});
const sendPurchaseOrder = route({
  method: 'POST',
  path: '/purchase-orders/{purchaseOrderId}/send',
  tag,
  summary: inventory.sendPurchaseOrder.summary,
  action: 'changePurchaseOrders',
  params,
  body: inventory.sendPurchaseOrder.input.omit({ purchaseOrderId: true }),
  reply: purchaseOrder,
});
const cancelPurchaseOrder = route({
  method: 'POST',
  path: '/purchase-orders/{purchaseOrderId}/cancel',
  tag,
  summary: inventory.cancelPurchaseOrder.summary,
  action: 'changePurchaseOrders',
  params,
  body: inventory.cancelPurchaseOrder.input.omit({ purchaseOrderId: true }),
  reply: purchaseOrder,
});
const closePurchaseOrder = route({
  method: 'POST',
  path: '/purchase-orders/{purchaseOrderId}/close',
  tag,
  summary: inventory.closePurchaseOrder.summary,
  action: 'changePurchaseOrders',
  params,
  body: inventory.closePurchaseOrder.input.omit({ purchaseOrderId: true }),
  reply: purchaseOrder,
});
const readPurchaseOrder = route({
  method: 'GET',
  path: '/purchase-orders/{purchaseOrderId}',
  tag,
  summary: inventory.readPurchaseOrder.summary,
  action: 'readPurchaseOrders',
  params,
  reply: card,
});
const printPurchaseOrder = route({
  method: 'GET',
  path: '/purchase-orders/{purchaseOrderId}/pdf',
  tag,
  summary: 'A purchase order as PDF, to be sent to its supplier; with prices for whoever may see costs.',
  action: 'readPurchaseOrders',
  params,
  query: z.strictObject({ language: z.enum(PAPER_LANGUAGES).default('fr') }),
  file: PDF,
});
const listPurchaseOrders = route({
  method: 'GET',
  path: '/purchase-orders',
  tag,
  summary: inventory.listPurchaseOrders.summary,
  action: 'readPurchaseOrders',
  query: inventory.listPurchaseOrders.input.omit({ limit: true, cursor: true, open: true }).extend({
    /** Only those that are neither closed nor cancelled. */
    open: z
      .literal('true')
      .transform(() => true as const)
      .optional(),
    ...pageQuery,
  }),
  reply: pageOf(purchaseOrder),
  csv: purchaseOrderTable,
});

type TypedLines = readonly { readonly productId: string; readonly quantity: number }[];

/** Purchase orders: what is ordered of suppliers, and what of it has come. */
@Controller()
export class PurchaseOrdersController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(createPurchaseOrder)
  async createPurchaseOrder(@Checked() call: Call<typeof createPurchaseOrder>) {
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, {
      storeId: call.body.storeId,
    });
    await this.requireCountable(call, call.body.lines);
    const asked = {
      purchaseOrderId: mint('purchaseOrder'),
      store: { code, currency, timeZone },
      currency,
      ...call.body,
    };
    return this.measures.onLines(call, await this.services.ask(call, inventory.createPurchaseOrder, asked));
  }

  @Serves(changePurchaseOrder)
  async changePurchaseOrder(@Checked() call: Call<typeof changePurchaseOrder>) {
    await this.requireOwn(call);
    if (call.body.changes.lines) await this.requireCountable(call, call.body.changes.lines);
    return this.measures.onLines(
      call,
      await this.services.ask(call, inventory.changePurchaseOrder, { ...call.params, ...call.body }),
    );
  }

  @Serves(sendPurchaseOrder)
  async sendPurchaseOrder(@Checked() call: Call<typeof sendPurchaseOrder>) {
    await this.requireOwn(call);
    return this.measures.onLines(
      call,
      await this.services.ask(call, inventory.sendPurchaseOrder, { ...call.params, ...call.body }),
    );
  }

  @Serves(cancelPurchaseOrder)
  async cancelPurchaseOrder(@Checked() call: Call<typeof cancelPurchaseOrder>) {
    await this.requireOwn(call);
    return this.measures.onLines(
      call,
      await this.services.ask(call, inventory.cancelPurchaseOrder, { ...call.params, ...call.body }),
    );
  }

  @Serves(closePurchaseOrder)
  async closePurchaseOrder(@Checked() call: Call<typeof closePurchaseOrder>) {
    await this.requireOwn(call);
    return this.measures.onLines(
      call,
      await this.services.ask(call, inventory.closePurchaseOrder, { ...call.params, ...call.body }),
    );
  }

  @Serves(readPurchaseOrder)
  async readPurchaseOrder(@Checked() call: Call<typeof readPurchaseOrder>) {
    return this.measures.onLines(call, await this.services.ask(call, inventory.readPurchaseOrder, call.params));
  }

  @Serves(printPurchaseOrder)
  async printPurchaseOrder(
    @Checked() call: Call<typeof printPurchaseOrder>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const order = await this.services.ask(call, inventory.readPurchaseOrder, call.params);
    const [supplier, store, products] = await Promise.all([
      this.services.ask(call, inventory.readSupplier, { supplierId: order.supplierId }),
      this.services.ask(call, catalog.readStore, { storeId: order.storeId }),
      readInPieces<ProductView>(
        order.lines.map(({ productId }) => productId),
        (productIds) => this.services.ask(call, catalog.readProducts, { productIds }).then(({ items }) => items),
      ),
    ]);
    const shown = forPerson(call.person, paperOrderOf(order, { supplier, store, products }));
    const pdf = await bytesBeside(PDF_WORKER, { order: shown, language: call.query.language });
    void reply.header('content-disposition', `attachment; filename="${order.number}.pdf"`);
    return new StreamableFile(pdf, { type: PDF });
  }

  @Serves(listPurchaseOrders)
  async listPurchaseOrders(@Checked() call: Call<typeof listPurchaseOrders>) {
    const keyOf = ({ createdDay, purchaseOrderId }: PurchaseOrderView) =>
      listKey(call.query, createdDay, purchaseOrderId);
    const page = await this.services.list<PurchaseOrderView>(call, inventory.listPurchaseOrders, call.query, keyOf);
    return this.measures.onLinesOf(call, page);
  }

  /** Refuses `store.not-yours` where the order is of a store that the person does not work in. */
  private async requireOwn(call: Call<RouteDefinition & { readonly params: typeof params }>): Promise<void> {
    await this.services.ask(call, inventory.readPurchaseOrder, call.params);
  }

  /** Refuses products that do not exist, and quantities that their units do not have. */
  private async requireCountable(call: Call<RouteDefinition>, lines: TypedLines): Promise<void> {
    const productIds = [...new Set(lines.map((line) => line.productId))];
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds });
    requireActive(items);
    const products = new Map(items.map((product) => [product.productId, product]));
    for (const line of lines) requireStocked(line, products.get(line.productId) as ProductView);
  }
}
