import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  currency,
  days,
  id,
  inventory,
  measure,
  nextDay,
  startOfDay,
  stockCardRow,
  type ProductView,
} from '@comptoir/contracts';
import { stockCardTable } from '../csv/stock-view-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

/** A movement on the card of a product, with what it is counted in. */
const cardRow = stockCardRow.extend({ currency, ...measure });
export type CardRow = z.infer<typeof cardRow>;

const listStockCard = route({
  method: 'GET',
  path: '/stock-cards',
  tag: 'stock',
  summary: inventory.listStockCard.summary,
  action: 'readStockCards',
  query: z.strictObject({ storeId: id('store'), productId: id('product'), ...days, ...pageQuery }),
  reply: z.object({ items: z.array(cardRow), nextCursor: z.string().optional() }),
  csv: stockCardTable,
});
const PATIENT = { timeoutMs: 20_000 };

/** Stock cards: what moved of a product in a store, and the document behind it. */
@Controller()
export class StockCardsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(listStockCard)
  async listStockCard(@Checked() call: Call<typeof listStockCard>) {
    const { storeId, productId, from, to, ...paged } = call.query;
    const [{ timeZone, currency: books }, { items: products }] = await Promise.all([
      this.services.ask(call, catalog.readStore, { storeId }),
      this.services.ask(call, catalog.readProducts, { productIds: [productId] }),
    ]);
    const asked = {
      storeId,
      productId,
      ...(from === undefined ? {} : { from: startOfDay(from, timeZone) }),
      ...(to === undefined ? {} : { before: startOfDay(nextDay(to), timeZone) }),
      ...paged,
    };
    const {
      items,
      currency: own = books,
      nextCursor,
    } = await this.services.ask(call, inventory.listStockCard, asked, PATIENT);
    const { unit, quantityDecimals } = products[0] as ProductView;
    return {
      items: items.map((row): CardRow => ({ ...row, currency: own, unit, quantityDecimals })),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }
}
