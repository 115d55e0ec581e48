import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  day,
  id,
  listKey,
  openBill,
  pageOf,
  sales,
  supplierPaymentView,
  type SupplierPaymentView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { agedPayableTable, openBillTable, supplierPaymentTable } from '../csv/supplier-bill-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'supplier bills';
const params = z.strictObject({ supplierPaymentId: id('supplierPayment') });
const ofStore = { storeId: id('store').optional() };

const paySupplier = route({
  method: 'POST',
  path: '/supplier-payments',
  tag,
  summary: sales.paySupplier.summary,
  action: 'paySuppliers',
  status: 201,
  body: sales.paySupplier.input.omit({ supplierPaymentId: true, store: true }).extend({ storeId: id('store') }),
  reply: supplierPaymentView,
});
const reverseSupplierPayment = route({
  method: 'POST',
  path: '/supplier-payments/{supplierPaymentId}/reversal',
  tag,
  summary: sales.reverseSupplierPayment.summary,
  action: 'paySuppliers',
  status: 201,
  params,
  body: sales.reverseSupplierPayment.input.pick({ reason: true }),
  reply: supplierPaymentView,
});
const readSupplierPayment = route({
  method: 'GET',
  path: '/supplier-payments/{supplierPaymentId}',
  tag,
  summary: sales.readSupplierPayment.summary,
  action: 'readSupplierBills',
  params,
  reply: supplierPaymentView,
});
const listSupplierPayments = route({
  method: 'GET',
  path: '/supplier-payments',
  tag,
  summary: sales.listSupplierPayments.summary,
  action: 'readSupplierBills',
  query: sales.listSupplierPayments.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(supplierPaymentView),
  csv: supplierPaymentTable,
});
const listOpenBills = route({
  method: 'GET',
  path: '/open-bills',
  tag,
  summary: sales.listOpenBills.summary,
  action: 'readSupplierBills',
  query: z.strictObject({ ...ofStore, supplierId: id('supplier').optional(), ...pageQuery }),
  reply: pageOf(openBill),
  csv: openBillTable,
});
const agedPayables = route({
  method: 'GET',
  path: '/reports/aged-payables',
  tag: 'reports',
  summary: sales.agedPayables.summary,
  action: 'readLedger',
  query: z.strictObject({ ...ofStore, at: day, ...pageQuery }),
  reply: sales.agedPayables.reply,
  csv: agedPayableTable,
});

/** What is owed to suppliers, and how it is paid. */
@Controller()
export class PayablesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(paySupplier)
  async paySupplier(@Checked() call: Call<typeof paySupplier>) {
    const { storeId, ...payment } = call.body;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return this.services.ask(call, sales.paySupplier, {
      supplierPaymentId: mint('supplierPayment'),
      store,
      ...payment,
    });
  }

  @Serves(reverseSupplierPayment)
  async reverseSupplierPayment(@Checked() call: Call<typeof reverseSupplierPayment>) {
    const { storeId } = await this.services.ask(call, sales.readSupplierPayment, call.params);
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    const asked = { reversalId: mint('supplierPayment'), ...call.params, ...call.body, store };
    return this.services.ask(call, sales.reverseSupplierPayment, asked);
  }

  @Serves(readSupplierPayment)
  readSupplierPayment(@Checked() call: Call<typeof readSupplierPayment>) {
    return this.services.ask(call, sales.readSupplierPayment, call.params);
  }

  @Serves(listSupplierPayments)
  listSupplierPayments(@Checked() call: Call<typeof listSupplierPayments>) {
    const keyOf = ({ businessDay, supplierPaymentId }: SupplierPaymentView) =>
      listKey(call.query, businessDay, supplierPaymentId);
    return this.services.list<SupplierPaymentView>(call, sales.listSupplierPayments, call.query, keyOf);
  }

  @Serves(listOpenBills)
  async listOpenBills(@Checked() call: Call<typeof listOpenBills>) {
    const { storeId, ...query } = call.query;
    const storeIds = (await this.services.stores(call, { storeId })).map((store) => store.storeId);
    return this.services.ask(call, sales.listOpenBills, { storeIds, ...query });
  }

  @Serves(agedPayables)
  async agedPayables(@Checked() call: Call<typeof agedPayables>) {
    const { storeId, ...query } = call.query;
    const storeIds = (await this.services.stores(call, { storeId })).map((store) => store.storeId);
    return this.services.ask(call, sales.agedPayables, { storeIds, ...query });
  }
}
