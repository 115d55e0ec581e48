import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, createVariantsInput, id, newVariant } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { productTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { withinStores } from '../people/projection.js';
import { ServiceClient } from '../service-client.js';

const tag = 'catalog';
const params = z.strictObject({ productId: id('product') });

const createVariants = route({
  method: 'POST',
  path: '/products/{productId}/variants',
  tag,
  summary: catalog.createVariants.summary,
  action: 'changeProducts',
  status: 201,
  params,
  body: createVariantsInput.omit({ productId: true }).extend({
    variants: z
      .array(newVariant.omit({ productId: true }))
      .min(1)
      .max(100),
  }),
  reply: catalog.createVariants.reply,
});
const listVariants = route({
  method: 'GET',
  path: '/products/{productId}/variants',
  tag,
  summary: catalog.listVariants.summary,
  action: 'readProducts',
  params,
  reply: catalog.listVariants.reply,
  csv: productTable,
});

/** Variants of products. */
@Controller()
export class VariantsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(createVariants)
  async createVariants(@Checked() call: Call<typeof createVariants>) {
    const variants = call.body.variants.map((one) => ({ productId: mint('product'), ...one }));
    const asked = { ...call.params, ...call.body, variants };
    return withinStores(call.person, 'seeAvailability', await this.services.ask(call, catalog.createVariants, asked));
  }

  @Serves(listVariants)
  async listVariants(@Checked() call: Call<typeof listVariants>) {
    return withinStores(
      call.person,
      'seeAvailability',
      await this.services.ask(call, catalog.listVariants, call.params),
    );
  }
}
