import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, id, inventory, measure, placedStock, unitsOnTheRoad, type ProductView } from '@comptoir/contracts';
import { stockPlaceTable } from '../csv/stock-place-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const storeName = z.object({ storeId: id('store'), code: z.string(), name: z.string() });

/** A product with its units in each store, and on the road. */
const placed = z.object({
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  ...measure,
  /** In order of the stores; without those that never had it. */
  stores: z.array(placedStock.omit({ productId: true }).extend({ storeCode: z.string() })),
  onTheRoad: z.array(
    unitsOnTheRoad.omit({ productId: true }).extend({ fromStoreCode: z.string(), toStoreCode: z.string() }),
  ),
  /** In all of these stores and on the road, those set aside too. */
  total: z.int(),
});
export type PlacedProduct = z.infer<typeof placed>;

const listStockPlaces = route({
  method: 'GET',
  path: '/stock-places',
  tag: 'stock',
  summary: 'Where the units of each product are: in every store, and on the road between two.',
  action: 'readStockPlaces',
  query: catalog.searchProducts.input.pick({ text: true, categoryId: true }).extend(pageQuery),
  reply: z.object({
    /** The stores of the columns, by code. */
    stores: z.array(storeName),
    items: z.array(placed),
    nextCursor: z.string().optional(),
  }),
  csv: stockPlaceTable,
});
const PATIENT = { timeoutMs: 20_000 };

/** Stock by store, and in transit. */
@Controller()
export class StockPlacesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(listStockPlaces)
  async listStockPlaces(@Checked() call: Call<typeof listStockPlaces>): Promise<z.infer<typeof listStockPlaces.reply>> {
    const chain = await this.services.storesOfChain(call);
    const codeOf = new Map(chain.map((store) => [store.storeId, store.code]));
    const stores = chain
      .filter(({ storeId }) => may(call.person, call.action, storeId))
      .map(({ storeId, code, name }) => ({ storeId, code, name }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
    const { items: products, nextCursor } = await this.services.ask(call, catalog.searchProducts, call.query, PATIENT);
    const more = nextCursor === undefined ? {} : { nextCursor };
    if (products.length === 0) return { stores, items: [], ...more };
    const productIds = products.map(({ productId }) => productId);
    const { items, onTheRoad } = await this.services.ask(call, inventory.readStockPlaces, { productIds }, PATIENT);
    const [levels, roads] = [Map.groupBy(items, keyOf), Map.groupBy(onTheRoad, keyOf)];
    const rowOf = ({ productId, sku, name, unit, quantityDecimals }: ProductView): PlacedProduct => {
      const own = new Map((levels.get(productId) ?? []).map((one) => [one.storeId, one]));
      const inStores = stores.flatMap(({ storeId, code }) => {
        const level = own.get(storeId);
        return level ? [{ storeId, storeCode: code, available: level.available, held: level.held }] : [];
      });
      const road = (roads.get(productId) ?? []).map(({ productId: _own, ...one }) => ({
        ...one,
        fromStoreCode: codeOf.get(one.fromStoreId) ?? '',
        toStoreCode: codeOf.get(one.toStoreId) ?? '',
      }));
      const total =
        inStores.reduce((units, one) => units + one.available + one.held, 0) +
        road.reduce((units, one) => units + one.quantity, 0);
      return { productId, sku, name, unit, quantityDecimals, stores: inStores, onTheRoad: road, total };
    };
    return { stores, items: products.map(rowOf), ...more };
  }
}

const keyOf = ({ productId }: { readonly productId: string }): string => productId;
