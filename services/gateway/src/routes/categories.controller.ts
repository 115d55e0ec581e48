import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, categoryChanges, categoryView, id } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { categoryTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ServiceClient } from '../service-client.js';

const tag = 'catalog';

const createCategory = route({
  method: 'POST',
  path: '/categories',
  tag,
  summary: catalog.createCategory.summary,
  action: 'changeProducts',
  status: 201,
  body: catalog.createCategory.input.omit({ categoryId: true }),
  reply: categoryView,
});
const changeCategory = route({
  method: 'PATCH',
  path: '/categories/{categoryId}',
  tag,
  summary: catalog.changeCategory.summary,
  action: 'changeProducts',
  params: z.strictObject({ categoryId: id('category') }),
  body: z.strictObject({ revision: z.int().min(1), changes: categoryChanges }),
  reply: categoryView,
});
const listCategories = route({
  method: 'GET',
  path: '/categories',
  tag,
  summary: catalog.listCategories.summary,
  action: 'readProducts',
  reply: catalog.listCategories.reply,
  csv: categoryTable,
});

/** Categories of products. */
@Controller()
export class CategoriesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(createCategory)
  createCategory(@Checked() call: Call<typeof createCategory>) {
    return this.services.ask(call, catalog.createCategory, { categoryId: mint('category'), ...call.body });
  }

  @Serves(changeCategory)
  changeCategory(@Checked() call: Call<typeof changeCategory>) {
    return this.services.ask(call, catalog.changeCategory, { ...call.params, ...call.body });
  }

  @Serves(listCategories)
  listCategories(@Checked() call: Call<typeof listCategories>) {
    return this.services.ask(call, catalog.listCategories, {});
  }
}
