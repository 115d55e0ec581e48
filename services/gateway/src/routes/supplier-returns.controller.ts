import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  id,
  inventory,
  listKey,
  measure,
  pageOf,
  supplierReturnView,
  type SupplierReturnView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { supplierReturnTable } from '../csv/supplier-bill-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { ServiceClient } from '../service-client.js';

const tag = 'supplier bills';
const supplierReturn = supplierReturnView.extend({
  lines: z.array(supplierReturnView.shape.lines.element.extend(measure)),
});

const returnToSupplier = route({
  method: 'POST',
  path: '/supplier-returns',
  tag,
  summary: inventory.returnToSupplier.summary,
  action: 'returnToSuppliers',
  status: 201,
  body: inventory.returnToSupplier.input.omit({ supplierReturnId: true, store: true }),
  reply: supplierReturn,
});
const readSupplierReturn = route({
  method: 'GET',
  path: '/supplier-returns/{supplierReturnId}',
  tag,
  summary: inventory.readSupplierReturn.summary,
  action: 'readDeliveries',
  params: z.strictObject({ supplierReturnId: id('supplierReturn') }),
  reply: supplierReturn,
});
const listSupplierReturns = route({
  method: 'GET',
  path: '/supplier-returns',
  tag,
  summary: inventory.listSupplierReturns.summary,
  action: 'readDeliveries',
  query: inventory.listSupplierReturns.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(supplierReturn),
  csv: supplierReturnTable,
});

/** Goods that go back to their supplier. */
@Controller()
export class SupplierReturnsController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(returnToSupplier)
  async returnToSupplier(@Checked() call: Call<typeof returnToSupplier>) {
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, {
      storeId: call.body.storeId,
    });
    const asked = {
      supplierReturnId: mint('supplierReturn'),
      ...call.body,
      store: { code, currency, timeZone },
    };
    return this.measures.onLines(call, await this.services.ask(call, inventory.returnToSupplier, asked));
  }

  @Serves(readSupplierReturn)
  async readSupplierReturn(@Checked() call: Call<typeof readSupplierReturn>) {
    return this.measures.onLines(call, await this.services.ask(call, inventory.readSupplierReturn, call.params));
  }

  @Serves(listSupplierReturns)
  async listSupplierReturns(@Checked() call: Call<typeof listSupplierReturns>) {
    const keyOf = ({ returnedDay, supplierReturnId }: SupplierReturnView) =>
      listKey(call.query, returnedDay, supplierReturnId);
    const page = await this.services.list<SupplierReturnView>(call, inventory.listSupplierReturns, call.query, keyOf);
    return this.measures.onLinesOf(call, page);
  }
}
