import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, catalogErrors, day, id, previousDay, sales, type StoreView } from '@comptoir/contracts';
import { currencyOverviewOf, overview, productsShown, type Named, type StoreDays } from '../books/overview.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ServiceClient } from '../service-client.js';

const readOverview = route({
  method: 'GET',
  path: '/overview',
  tag: 'books',
  summary:
    'A day of one store or of all the person’s stores, beside the day before and the same weekday a week before: sales by hour, margin, money, best and slow products, requests that wait, low stock.',
  action: 'readOverview',
  query: z.strictObject({ storeId: id('store').optional(), day }),
  reply: overview,
});
type OverviewCall = Call<typeof readOverview>;

/** Orders that may wait in a store are fewer; a page of products is this long. */
const PAGE = 200;
/** Pages of the catalog that are read for the number of low products. */
const CATALOG_PAGES = 10;

/** The day at a glance. */
@Controller()
export class OverviewController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(readOverview)
  async readOverview(@Checked() call: OverviewCall) {
    const { day: businessDay } = call.query;
    const stores = await this.storesOf(call);
    const storeIds = stores.map((store) => store.storeId);
    const [currencies, waiting, lowStock] = await Promise.all([
      this.currencies(call, stores),
      this.waiting(call, storeIds),
      this.lowStock(call, new Set(storeIds)),
    ]);
    return { businessDay, storeIds, currencies, waiting, lowStock };
  }

  private async storesOf(call: OverviewCall): Promise<StoreView[]> {
    const { storeId } = call.query;
    const { items } = await this.services.ask(call, catalog.listStores, {});
    if (storeId === undefined) return items;
    const named = items.filter((store) => store.storeId === storeId);
    if (named.length === 0) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
    return named;
  }

  private async currencies(call: OverviewCall, stores: readonly StoreView[]) {
    const { day: businessDay } = call.query;
    const dayBefore = previousDay(businessDay);
    const days = { day: businessDay, dayBefore, weekBefore: weekBefore(businessDay) };
    const read = await Promise.all(stores.map((store) => this.daysOf(call, store, days)));
    const byCurrency = [...Map.groupBy(read, (store) => store.currency)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const shown = byCurrency.map(([currency, some]) => ({ currency, some, products: productsShown(some) }));
    const nameOf = await this.names(
      call,
      shown.flatMap(({ products }) => [...products.best, ...products.slow].map((one) => one.productId)),
    );
    return shown.map(({ currency, some, products }) => ({
      currency,
      ...currencyOverviewOf(some, days, products, nameOf),
    }));
  }

  private async daysOf(
    call: OverviewCall,
    { storeId, timeZone, currency }: StoreView,
    days: { day: string; dayBefore: string; weekBefore: string },
  ): Promise<StoreDays> {
    const read = (businessDay: string) => this.services.ask(call, sales.readDay, { storeId, businessDay, timeZone });
    const [ofDay, ofDayBefore, ofWeekBefore] = await Promise.all([
      read(days.day),
      read(days.dayBefore),
      read(days.weekBefore),
    ]);
    return { currency, day: ofDay, dayBefore: ofDayBefore, weekBefore: ofWeekBefore };
  }

  private async names(call: OverviewCall, productIds: readonly string[]): Promise<(productId: string) => Named> {
    const wanted = [...new Set(productIds)];
    const { items } =
      wanted.length > 0 ? await this.services.ask(call, catalog.readProducts, { productIds: wanted }) : { items: [] };
    const known = new Map(items.map(({ productId, sku, name }) => [productId, { sku, name }]));
    return (productId) => known.get(productId) ?? { sku: '', name: '' };
  }

  private async waiting(call: OverviewCall, storeIds: readonly string[]): Promise<number> {
    const pages = storeIds.map((storeId) =>
      this.services.ask(call, sales.listOrders, { storeId, state: 'pendingApproval', limit: PAGE }),
    );
    return (await Promise.all(pages)).reduce((orders, { items }) => orders + items.length, 0);
  }

  private async lowStock(call: OverviewCall, storeIds: ReadonlySet<string>) {
    let count = 0;
    let cursor: string | undefined;
    for (let pages = 0; pages < CATALOG_PAGES; pages += 1) {
      const { items, nextCursor } = await this.services.ask(call, catalog.searchProducts, { limit: PAGE, cursor });
      count += items.flatMap(({ stock }) => stock.filter(({ storeId, low }) => low && storeIds.has(storeId))).length;
      cursor = nextCursor;
      if (cursor === undefined) return { count, complete: true };
    }
    return { count, complete: false };
  }
}

function weekBefore(day: string): string {
  return Array.from({ length: 7 }).reduce<string>((before) => previousDay(before), day);
}
