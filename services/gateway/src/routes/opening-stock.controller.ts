import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  amountMinor,
  bookkeepingErrors,
  catalog,
  id,
  inventory,
  openingDelivery,
  pageOf,
  productOfSku,
  quantity,
  sales,
  text,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { goodsCsvLines, goodsLinesOf, type GoodsLine } from '../books/opening-goods-csv.js';
import { openingDeliveryTable } from '../csv/tables.js';
import { isSku } from '../imports/product-row.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { delivery, DELIVERY_TIMEOUT_MS, openingCsv, pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';
const goodsFile = { storeId: id('store'), csv: openingCsv };

const previewGoods = route({
  method: 'POST',
  path: '/openings/goods/csv/preview',
  tag,
  summary: 'The lines of opening stock in CSV, as they would be taken in; nothing is.',
  action: 'receiveOpeningStock',
  body: z.strictObject(goodsFile),
  reply: z.object({
    items: z.array(productOfSku.omit({ currency: true }).extend({ quantity, costMinor: amountMinor })),
  }),
});
const importGoods = route({
  method: 'POST',
  path: '/openings/goods/csv',
  tag,
  summary: 'Opening stock of a store from CSV, as one delivery, all of it or nothing: sku, quantity, cost of the line.',
  action: 'receiveOpeningStock',
  status: 201,
  body: z.strictObject({ ...goodsFile, reference: text(60).optional() }),
  reply: delivery,
});
const listOpeningDeliveries = route({
  method: 'GET',
  path: '/openings/goods',
  tag,
  summary: inventory.listOpeningDeliveries.summary,
  action: 'readDeliveries',
  query: inventory.listOpeningDeliveries.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(openingDelivery),
  csv: openingDeliveryTable,
});
const takeBackDelivery = route({
  method: 'POST',
  path: '/deliveries/{deliveryId}/take-back',
  tag,
  summary:
    'Takes a delivery of opening stock back, while all of it is there, until the first close of a day of the store.',
  action: 'keepBooks',
  params: z.strictObject({ deliveryId: id('delivery') }),
  body: z.strictObject({ reason: text(500) }),
  reply: delivery,
});

/** Goods that were there when the books began: taken in from a file, listed, and taken back. */
@Controller()
export class OpeningStockController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(previewGoods)
  async previewGoods(@Checked() call: Call<typeof previewGoods>) {
    const { goods } = await this.read(call, call.body);
    const items = goods.map(({ product: { currency: _currency, ...product }, ...line }) => ({ ...product, ...line }));
    return { items };
  }

  @Serves(importGoods)
  async importGoods(@Checked() call: Call<typeof importGoods>) {
    const { storeId, reference } = call.body;
    const { goods, store } = await this.read(call, call.body);
    const { code, currency, timeZone } = store;
    const asked = {
      deliveryId: mint('delivery'),
      storeId,
      reference,
      currency,
      opening: true,
      store: { code, currency, timeZone },
      lines: goods.map(({ product: { productId }, ...line }) => ({ productId, ...line })),
    };
    const options = { timeoutMs: DELIVERY_TIMEOUT_MS };
    return this.measures.onDelivery(call, await this.services.ask(call, inventory.receiveDelivery, asked, options));
  }

  @Serves(listOpeningDeliveries)
  listOpeningDeliveries(@Checked() call: Call<typeof listOpeningDeliveries>) {
    return this.services.ask(call, inventory.listOpeningDeliveries, call.query);
  }

  @Serves(takeBackDelivery)
  async takeBackDelivery(@Checked() call: Call<typeof takeBackDelivery>) {
    const { deliveryId } = call.params;
    const { storeId, takenBack } = await this.services.ask(call, inventory.readDelivery, { deliveryId });
    if (!takenBack) await this.requireNoClosedDay(call, storeId); // asked again, what was done is answered
    const { code, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const asked = { deliveryId, storeId, store: { code, timeZone }, reason: call.body.reason };
    const options = { timeoutMs: DELIVERY_TIMEOUT_MS };
    return this.measures.onDelivery(call, await this.services.ask(call, inventory.takeBackDelivery, asked, options));
  }

  /** What a file brings in, with the products of its SKUs, which are looked up at once. */
  private async read(
    call: Call<RouteDefinition>,
    { storeId, csv }: { storeId: string; csv: string },
  ): Promise<{ goods: GoodsLine[]; store: StoreView }> {
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    const lines = goodsCsvLines(csv);
    const skus = lines.map(({ textIn }) => textIn('sku')).filter(isSku);
    const items =
      skus.length === 0
        ? []
        : (await this.services.ask(call, catalog.readProductsBySku, { skus: [...new Set(skus)] })).items;
    return { goods: goodsLinesOf(lines, store.currency, new Map(items.map((one) => [one.sku, one]))), store };
  }

  /**
   * Refuses `opening.final` once a day of the store was closed. A day that is closed between this and the taking back does no
   * harm: the mirror entry is then a late fact, posted on the open day with the day it belongs to, as any other of a delivery.
   */
  private async requireNoClosedDay(call: Call<RouteDefinition>, storeId: string): Promise<void> {
    const { items } = await this.services.ask(call, sales.listSnapshots, { storeId, limit: 1 });
    if (items.length === 0) return;
    throw bookkeepingErrors.openingFinal(
      'A day of this store was closed: its opening stock can no longer be taken back.',
      {
        storeId,
      },
    );
  }
}
