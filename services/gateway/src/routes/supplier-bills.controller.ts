import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  deliveryBilling,
  id,
  inventory,
  listKey,
  measure,
  pageOf,
  supplierBillLine,
  supplierBillMatch,
  supplierBillView,
  supplierPaper,
  type SupplierBillLine,
  type SupplierBillView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { supplierBillTable } from '../csv/supplier-bill-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { ServiceClient } from '../service-client.js';

const tag = 'supplier bills';
const params = z.strictObject({ billId: id('supplierBill') });

/** A line of a paper, with what its product is counted in where it has one. */
const line = supplierBillLine.extend(z.object(measure).partial().shape);
const billShown = supplierBillView.extend({ lines: z.array(line) });
const matchShown = supplierBillMatch.extend({ lines: z.array(line) });
const [bill, creditNote] = supplierPaper.options;
const typed = z.discriminatedUnion('kind', [
  bill.omit({ billId: true, store: true }).partial({ currency: true }),
  creditNote.omit({ billId: true, store: true }).partial({ currency: true }),
]);

const recordSupplierBill = route({
  method: 'POST',
  path: '/supplier-bills',
  tag,
  summary: inventory.recordSupplierBill.summary,
  action: 'recordSupplierBills',
  status: 201,
  body: typed,
  reply: billShown,
});
const matchSupplierBill = route({
  method: 'POST',
  path: '/supplier-bills/match',
  tag,
  summary: inventory.matchSupplierBill.summary,
  action: 'readSupplierBills',
  body: typed,
  reply: matchShown,
});
const reverseSupplierBill = route({
  method: 'POST',
  path: '/supplier-bills/{billId}/reversal',
  tag,
  summary: inventory.reverseSupplierBill.summary,
  action: 'recordSupplierBills',
  params,
  body: inventory.reverseSupplierBill.input.pick({ reason: true }),
  reply: billShown,
});
const readSupplierBill = route({
  method: 'GET',
  path: '/supplier-bills/{billId}',
  tag,
  summary: inventory.readSupplierBill.summary,
  action: 'readSupplierBills',
  params,
  reply: billShown,
});
const listed = supplierBillView.omit({ lines: true });
const listSupplierBills = route({
  method: 'GET',
  path: '/supplier-bills',
  tag,
  summary: inventory.listSupplierBills.summary,
  action: 'readSupplierBills',
  query: inventory.listSupplierBills.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(listed),
  csv: supplierBillTable,
});
const billing = deliveryBilling.extend({
  lines: z.array(deliveryBilling.shape.lines.element.extend(measure)),
});
const readDeliveryBilling = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}/billing',
  tag,
  summary: 'What of a delivery was billed, and what bills made it cost more or less.',
  action: 'readSupplierBills',
  params: z.strictObject({ deliveryId: id('delivery') }),
  reply: billing,
});

/** Bills and credit notes of suppliers, matched with what was ordered and received. */
@Controller()
export class SupplierBillsController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(recordSupplierBill)
  async recordSupplierBill(@Checked() call: Call<typeof recordSupplierBill>) {
    const paper = await this.paper(call);
    return this.measured(call, await this.services.ask(call, inventory.recordSupplierBill, paper));
  }

  @Serves(matchSupplierBill)
  async matchSupplierBill(@Checked() call: Call<typeof matchSupplierBill>) {
    const paper = await this.paper(call);
    return this.measured(call, await this.services.ask(call, inventory.matchSupplierBill, paper));
  }

  @Serves(reverseSupplierBill)
  async reverseSupplierBill(@Checked() call: Call<typeof reverseSupplierBill>) {
    const { storeId } = await this.services.ask(call, inventory.readSupplierBill, call.params);
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const asked = { ...call.params, ...call.body, storeId, store: { code, currency, timeZone } };
    return this.measured(call, await this.services.ask(call, inventory.reverseSupplierBill, asked));
  }

  @Serves(readSupplierBill)
  async readSupplierBill(@Checked() call: Call<typeof readSupplierBill>) {
    return this.measured(call, await this.services.ask(call, inventory.readSupplierBill, call.params));
  }

  @Serves(listSupplierBills)
  listSupplierBills(@Checked() call: Call<typeof listSupplierBills>) {
    type Row = Omit<SupplierBillView, 'lines'>;
    const keyOf = ({ recordedDay, billId }: Row) => listKey(call.query, recordedDay, billId);
    return this.services.list<Row>(call, inventory.listSupplierBills, call.query, keyOf);
  }

  @Serves(readDeliveryBilling)
  async readDeliveryBilling(@Checked() call: Call<typeof readDeliveryBilling>) {
    const { deliveryId } = call.params;
    await this.services.ask(call, inventory.readDelivery, { deliveryId }); // refuses one of another store, and one nobody knows
    const { items } = await this.services.ask(call, inventory.readDeliveryBillings, { deliveryIds: [deliveryId] });
    const found = items[0]!;
    return { ...found, lines: await this.measures.on(call, found.lines) };
  }

  /** The paper as inventory takes it, with what the catalog knows of its store. */
  private async paper(call: Call<RouteDefinition & { readonly body: typeof typed }>) {
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, {
      storeId: call.body.storeId,
    });
    return { billId: mint('supplierBill'), currency, ...call.body, store: { code, currency, timeZone } };
  }

  private async measured<B extends { readonly lines: readonly SupplierBillLine[] }>(
    call: Call<RouteDefinition>,
    found: B,
  ) {
    const products = found.lines.flatMap(({ productId }) => (productId === undefined ? [] : [{ productId }]));
    const known = new Map(
      (await this.measures.on(call, products)).map(({ productId, unit, quantityDecimals }) => [
        productId,
        { unit, quantityDecimals },
      ]),
    );
    return { ...found, lines: found.lines.map((one) => ({ ...one, ...known.get(one.productId ?? '') })) };
  }
}
