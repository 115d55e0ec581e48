import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  id,
  inventory,
  measure,
  minor,
  pageOf,
  productSupplierView,
  requireStocked,
  supplierProductView,
  supplierView,
  type SupplierProductView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { productSupplierTable, supplierProductTable, supplierTable } from '../csv/supplier-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { ServiceClient } from '../service-client.js';

const tag = 'suppliers';
const params = z.strictObject({ supplierId: id('supplier') });
const productParams = z.strictObject({ supplierId: id('supplier'), productId: id('product') });

/** With what it is counted in; what a whole unit cost last, rounded to the smallest coin. */
const priced = { ...measure, lastUnitCostMinor: minor.optional() };
const supplierProduct = supplierProductView.extend(priced);
const productSupplier = productSupplierView.extend(priced);

const createSupplier = route({
  method: 'POST',
  path: '/suppliers',
  tag,
  summary: inventory.createSupplier.summary,
  action: 'changeSuppliers',
  status: 201,
  body: inventory.createSupplier.input.omit({ supplierId: true }),
  reply: supplierView,
});
const changeSupplier = route({
  method: 'PATCH',
  path: '/suppliers/{supplierId}',
  tag,
  summary: inventory.changeSupplier.summary,
  action: 'changeSuppliers',
  params,
  body: inventory.changeSupplier.input.omit({ supplierId: true }),
  reply: supplierView,
});
const listSuppliers = route({
  method: 'GET',
  path: '/suppliers',
  tag,
  summary: inventory.listSuppliers.summary,
  action: 'readSuppliers',
  query: inventory.listSuppliers.input.omit({ limit: true, cursor: true, archived: true }).extend({
    /** Those that are archived instead of those that are offered. */
    archived: z
      .literal('true')
      .transform(() => true as const)
      .optional(),
    ...pageQuery,
  }),
  reply: pageOf(supplierView),
  csv: supplierTable,
});
const readSupplier = route({
  method: 'GET',
  path: '/suppliers/{supplierId}',
  tag,
  summary: inventory.readSupplier.summary,
  action: 'readSuppliers',
  params,
  reply: supplierView,
});
const setSupplierProduct = route({
  method: 'PUT',
  path: '/suppliers/{supplierId}/products/{productId}',
  tag,
  summary: inventory.setSupplierProduct.summary,
  action: 'changeSuppliers',
  params: productParams,
  body: inventory.setSupplierProduct.input.omit({ supplierId: true, productId: true }),
  reply: supplierProduct,
});
const listSupplierProducts = route({
  method: 'GET',
  path: '/suppliers/{supplierId}/products',
  tag,
  summary: inventory.listSupplierProducts.summary,
  action: 'readSuppliers',
  params,
  query: z.strictObject(pageQuery),
  reply: pageOf(supplierProduct),
  csv: supplierProductTable,
});
const listProductSuppliers = route({
  method: 'GET',
  path: '/products/{productId}/suppliers',
  tag,
  summary: inventory.listProductSuppliers.summary,
  action: 'readSuppliers',
  params: z.strictObject({ productId: id('product') }),
  query: z.strictObject(pageQuery),
  reply: pageOf(productSupplier),
  csv: productSupplierTable,
});

/** Suppliers, their numbers for products and what these cost last. */
@Controller()
export class SuppliersController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(createSupplier)
  createSupplier(@Checked() call: Call<typeof createSupplier>) {
    return this.services.ask(call, inventory.createSupplier, { supplierId: mint('supplier'), ...call.body });
  }

  @Serves(changeSupplier)
  changeSupplier(@Checked() call: Call<typeof changeSupplier>) {
    return this.services.ask(call, inventory.changeSupplier, { ...call.params, ...call.body });
  }

  @Serves(listSuppliers)
  listSuppliers(@Checked() call: Call<typeof listSuppliers>) {
    return this.services.ask(call, inventory.listSuppliers, call.query);
  }

  @Serves(readSupplier)
  readSupplier(@Checked() call: Call<typeof readSupplier>) {
    return this.services.ask(call, inventory.readSupplier, call.params);
  }

  @Serves(setSupplierProduct)
  async setSupplierProduct(@Checked() call: Call<typeof setSupplierProduct>) {
    const { productId } = call.params;
    requireStocked({ productId, quantity: 0 }, await this.services.ask(call, catalog.readProduct, { productId }));
    const set = await this.services.ask(call, inventory.setSupplierProduct, { ...call.params, ...call.body });
    const [reply] = await this.priced(call, [set]);
    return reply;
  }

  @Serves(listSupplierProducts)
  async listSupplierProducts(@Checked() call: Call<typeof listSupplierProducts>) {
    const page = await this.services.ask(call, inventory.listSupplierProducts, { ...call.params, ...call.query });
    return { ...page, items: await this.priced(call, page.items) };
  }

  @Serves(listProductSuppliers)
  async listProductSuppliers(@Checked() call: Call<typeof listProductSuppliers>) {
    const page = await this.services.ask(call, inventory.listProductSuppliers, { ...call.params, ...call.query });
    return { ...page, items: await this.priced(call, page.items) };
  }

  private async priced<P extends SupplierProductView>(call: Call<RouteDefinition>, products: readonly P[]) {
    const measured = await this.measures.on(call, products);
    return measured.map(({ last, ...one }) => ({
      ...one,
      ...(last && {
        last,
        lastUnitCostMinor: Math.round((last.costMinor * 10 ** one.quantityDecimals) / last.quantity),
      }),
    }));
  }
}
