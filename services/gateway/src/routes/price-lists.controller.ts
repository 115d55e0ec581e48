import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, id, listedProduct, pageOf, priceListChanges, priceListView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { listedProductTable, priceListTable } from '../csv/price-list-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'catalog';
const params = z.strictObject({ priceListId: id('priceList') });

const createPriceList = route({
  method: 'POST',
  path: '/price-lists',
  tag,
  summary: catalog.createPriceList.summary,
  action: 'changeProducts',
  status: 201,
  body: catalog.createPriceList.input.omit({ priceListId: true }),
  reply: priceListView,
});
const changePriceList = route({
  method: 'PATCH',
  path: '/price-lists/{priceListId}',
  tag,
  summary: catalog.changePriceList.summary,
  action: 'changeProducts',
  params,
  body: z.strictObject({ revision: z.int().min(1), changes: priceListChanges }),
  reply: priceListView,
});
const setListPrices = route({
  method: 'PUT',
  path: '/price-lists/{priceListId}/prices',
  tag,
  summary: catalog.setListPrices.summary,
  action: 'changeProducts',
  params,
  body: catalog.setListPrices.input.omit({ priceListId: true }),
  reply: catalog.setListPrices.reply,
});
const listPriceLists = route({
  method: 'GET',
  path: '/price-lists',
  tag,
  summary: catalog.listPriceLists.summary,
  action: 'readProducts',
  reply: catalog.listPriceLists.reply,
  csv: priceListTable,
});
const readPriceList = route({
  method: 'GET',
  path: '/price-lists/{priceListId}/prices',
  tag,
  summary: catalog.readPriceList.summary,
  action: 'readProducts',
  params,
  query: z.strictObject(pageQuery),
  reply: pageOf(listedProduct),
  csv: listedProductTable,
});

/** Price lists by store, customer group and period. */
@Controller()
export class PriceListsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(createPriceList)
  createPriceList(@Checked() call: Call<typeof createPriceList>) {
    return this.services.ask(call, catalog.createPriceList, { priceListId: mint('priceList'), ...call.body });
  }

  @Serves(changePriceList)
  changePriceList(@Checked() call: Call<typeof changePriceList>) {
    return this.services.ask(call, catalog.changePriceList, { ...call.params, ...call.body });
  }

  @Serves(setListPrices)
  setListPrices(@Checked() call: Call<typeof setListPrices>) {
    return this.services.ask(call, catalog.setListPrices, { ...call.params, ...call.body });
  }

  @Serves(listPriceLists)
  listPriceLists(@Checked() call: Call<typeof listPriceLists>) {
    return this.services.ask(call, catalog.listPriceLists, {});
  }

  @Serves(readPriceList)
  readPriceList(@Checked() call: Call<typeof readPriceList>) {
    return this.services.ask(call, catalog.readPriceList, { ...call.params, ...call.query });
  }
}
