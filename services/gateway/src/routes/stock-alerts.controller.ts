import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  id,
  inventory,
  measure,
  pageOf,
  productView,
  stockAlertView,
  type StockAlertView,
} from '@comptoir/contracts';
import { stockAlertTable } from '../csv/ordering-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { withinStores } from '../people/projection.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';
const stockAlert = stockAlertView.extend(measure);

const listStockAlerts = route({
  method: 'GET',
  path: '/stock-alerts',
  tag,
  summary: inventory.listStockAlerts.summary,
  action: 'readStock',
  query: inventory.listStockAlerts.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(stockAlert),
  csv: stockAlertTable,
});
const markAlertSeen = route({
  method: 'POST',
  path: '/stock-alerts/{alertId}/seen',
  tag,
  summary: inventory.markAlertSeen.summary,
  action: 'markStockAlerts',
  params: z.strictObject({ alertId: id('alert') }),
  reply: stockAlert,
});
const setStoreThreshold = route({
  method: 'PUT',
  path: '/products/{productId}/thresholds/{storeId}',
  tag,
  summary: catalog.setStoreThreshold.summary,
  action: 'setThresholds',
  params: z.strictObject({ productId: id('product'), storeId: id('store') }),
  body: catalog.setStoreThreshold.input.pick({ lowStockThreshold: true }),
  reply: productView,
});

/** Stock that runs low: alerts, and the thresholds that raise them. */
@Controller()
export class StockAlertsController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(listStockAlerts)
  async listStockAlerts(@Checked() call: Call<typeof listStockAlerts>) {
    const keyOf = ({ alertId }: StockAlertView) => alertId;
    const page = await this.services.list<StockAlertView>(call, inventory.listStockAlerts, call.query, keyOf);
    return { ...page, items: await this.measures.on(call, page.items) };
  }

  @Serves(markAlertSeen)
  async markAlertSeen(@Checked() call: Call<typeof markAlertSeen>) {
    await this.services.ask(call, inventory.readStockAlert, call.params); // refuses one of another store
    const [seen] = await this.measures.on(call, [await this.services.ask(call, inventory.markAlertSeen, call.params)]);
    return seen;
  }

  @Serves(setStoreThreshold)
  async setStoreThreshold(@Checked() call: Call<typeof setStoreThreshold>) {
    const set = await this.services.ask(call, catalog.setStoreThreshold, { ...call.params, ...call.body });
    return withinStores(call.person, call.action, set);
  }
}
