import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  id,
  inventory,
  listKey,
  measure,
  pageOf,
  requireStocked,
  writeOffView,
  type ProductView,
  type WriteOffView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { CONFIG, type GatewayConfig } from '../config.js';
import { writeOffTable } from '../csv/stock-loss-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { DELIVERY_TIMEOUT_MS, pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { stockLimit } from '../people/stock-limit.js';
import { ServiceClient } from '../service-client.js';

const tag = 'write-offs';

/** A write-off, with what its lines are counted in. */
const writeOff = writeOffView.extend({ lines: z.array(writeOffView.shape.lines.element.extend(measure)) });

const writeOffStock = route({
  method: 'POST',
  path: '/write-offs',
  tag,
  summary: inventory.writeOffStock.summary,
  action: 'writeOffStock',
  status: 201,
  body: inventory.writeOffStock.input.omit({ writeOffId: true, store: true, limitMinor: true }),
  reply: writeOff,
});
const readWriteOff = route({
  method: 'GET',
  path: '/write-offs/{writeOffId}',
  tag,
  summary: inventory.readWriteOff.summary,
  action: 'readWriteOffs',
  params: z.strictObject({ writeOffId: id('writeOff') }),
  reply: writeOff,
});
const listWriteOffs = route({
  method: 'GET',
  path: '/write-offs',
  tag,
  summary: inventory.listWriteOffs.summary,
  action: 'readWriteOffs',
  query: inventory.listWriteOffs.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(writeOff),
  csv: writeOffTable,
});

/** Write-offs: goods that leave the stock without being sold. */
@Controller()
export class WriteOffsController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(writeOffStock)
  async writeOffStock(@Checked() call: Call<typeof writeOffStock>) {
    const { storeId, lines } = call.body;
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const productIds = [...new Set(lines.map((line) => line.productId))];
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds });
    const products = new Map(items.map((product) => [product.productId, product]));
    for (const line of lines) requireStocked(line, products.get(line.productId) as ProductView);
    const limitMinor = stockLimit(this.config, call.person, { storeId, currency });
    const asked = {
      writeOffId: mint('writeOff'),
      store: { code, currency, timeZone },
      ...call.body,
      ...(limitMinor === undefined ? {} : { limitMinor }),
    };
    const options = { timeoutMs: DELIVERY_TIMEOUT_MS };
    return this.measures.onLines(call, await this.services.ask(call, inventory.writeOffStock, asked, options));
  }

  @Serves(readWriteOff)
  async readWriteOff(@Checked() call: Call<typeof readWriteOff>) {
    return this.measures.onLines(call, await this.services.ask(call, inventory.readWriteOff, call.params));
  }

  @Serves(listWriteOffs)
  async listWriteOffs(@Checked() call: Call<typeof listWriteOffs>) {
    const keyOf = ({ writtenOffDay, writeOffId }: WriteOffView) => listKey(call.query, writtenOffDay, writeOffId);
    const page = await this.services.list<WriteOffView>(call, inventory.listWriteOffs, call.query, keyOf);
    return this.measures.onLinesOf(call, page);
  }
}
