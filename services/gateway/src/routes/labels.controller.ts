import { Controller, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { catalog, DomainError, id, inventory, type ProductView } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { bytesBeside } from '../beside.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { ids } from '../http/shapes.js';
import { LABEL_FORMATS, type LabelFormatName } from '../labels/label-formats.js';
import { labelOfProduct, labelsFor, pricedIn } from '../labels/label-of-product.js';
import { ServiceClient } from '../service-client.js';

const tag = 'catalog';
const PDF = 'application/pdf';
const MAX_LABELS = 1_000;
const LABELS_WORKER = new URL('../labels/labels-worker.js', import.meta.url);

const whole = (most: number, preset: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number up to ${most}`)
    .transform(Number)
    .pipe(z.int().min(0).max(most))
    .default(preset);
const paper = {
  format: z.enum(Object.keys(LABEL_FORMATS) as [LabelFormatName, ...LabelFormatName[]]),
  /** Labels of the first sheet that are gone. */
  first: whole(64, 0),
};

const productLabels = route({
  method: 'GET',
  path: '/labels',
  tag,
  summary:
    'Labels of products as PDF: name, price as on the tag (of a store: of its price list), SKU and barcode; so many copies of each.',
  action: 'readProducts',
  query: z.strictObject({
    productIds: ids('product'),
    storeId: id('store').optional(),
    copies: whole(1_000, 1),
    ...paper,
  }),
  file: PDF,
});
const deliveryLabels = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}/labels',
  tag,
  summary: 'Labels of a delivery as PDF, as many as it has units.',
  action: 'readDeliveries',
  params: z.strictObject({ deliveryId: id('delivery') }),
  query: z.strictObject(paper),
  file: PDF,
});

interface Wanted {
  readonly productId: string;
  readonly labels: number;
}

/** Labels for products and for what a delivery brought. */
@Controller()
export class LabelsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(productLabels)
  async productLabels(@Checked() call: Call<typeof productLabels>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { productIds, copies, storeId } = call.query;
    const items = await this.products(call, productIds, storeId);
    return answer(
      reply,
      items,
      productIds.map((productId) => ({ productId, labels: copies })),
      call.query,
    );
  }

  @Serves(deliveryLabels)
  async deliveryLabels(@Checked() call: Call<typeof deliveryLabels>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { batches, storeId } = await this.services.ask(call, inventory.readDelivery, call.params);
    const productIds = [...new Set(batches.map(({ productId }) => productId))];
    const items = await this.products(call, productIds, storeId);
    const decimals = new Map(items.map(({ productId, quantityDecimals }) => [productId, quantityDecimals]));
    const wanted = batches.map(({ productId, quantity }) => ({
      productId,
      labels: labelsFor(quantity, decimals.get(productId)!),
    }));
    return answer(reply, items, wanted, call.query);
  }

  /** The products at their own prices, or at those of a store today. */
  private async products(
    call: Call<RouteDefinition>,
    productIds: string[],
    storeId: string | undefined,
  ): Promise<ProductView[]> {
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds });
    if (storeId === undefined) return items;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return items.map((product) => pricedIn(product, store, now()));
  }
}

/** The PDF of the labels. Refuses labels.too-many above 1,000. */
async function answer(
  reply: FastifyReply,
  products: readonly ProductView[],
  wanted: readonly Wanted[],
  { format, first }: { format: LabelFormatName; first: number },
): Promise<StreamableFile> {
  const count = wanted.reduce((sum, { labels }) => sum + labels, 0);
  if (count > MAX_LABELS) {
    throw new DomainError(
      'labels.too-many',
      'rejected',
      `${count} labels are more than ${MAX_LABELS}: print them in parts.`,
      {
        count,
        most: MAX_LABELS,
      },
    );
  }
  const byId = new Map(products.map((product) => [product.productId, labelOfProduct(product)]));
  const labels = wanted.flatMap(({ productId, labels: times }) =>
    Array.from({ length: times }, () => byId.get(productId)!),
  );
  const pdf = await bytesBeside(LABELS_WORKER, { labels, format, first });
  void reply.header('content-disposition', 'attachment; filename="labels.pdf"');
  return new StreamableFile(pdf, { type: PDF });
}
