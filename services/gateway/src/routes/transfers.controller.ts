import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  catalogErrors,
  id,
  inventory,
  measure,
  pageOf,
  requireStocked,
  transferCard,
  transferView,
  type ProductView,
  type StoreView,
  type TransferView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { transferTable } from '../csv/transfer-table.js';
import { newestOf } from '../http/newest-of.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { DELIVERY_TIMEOUT_MS, pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { assertMay, may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const tag = 'transfers';
const params = z.strictObject({ transferId: id('transfer') });
const options = { timeoutMs: DELIVERY_TIMEOUT_MS };

/** A filter that is there or not. */
const flag = z
  .literal('true')
  .transform(() => true as const)
  .optional();

/** A transfer, with what its lines are counted in. */
const transfer = transferView.extend({ lines: z.array(transferView.shape.lines.element.extend(measure)) });
const card = transferCard.extend({ lines: z.array(transferCard.shape.lines.element.extend(measure)) });
const { note, lines } = inventory.requestTransfer.input.shape;

const requestTransfer = route({
  method: 'POST',
  path: '/transfers',
  tag,
  summary: inventory.requestTransfer.summary,
  action: 'requestTransfers',
  elsewhere: ['fromStoreId'],
  status: 201,
  /** `storeId` asks, `fromStoreId` is to send. */
  body: z.strictObject({ storeId: id('store'), fromStoreId: id('store'), note, lines }),
  reply: transfer,
});
const sendTransfer = route({
  method: 'POST',
  path: '/transfers/shipments',
  tag,
  summary: inventory.sendTransfer.summary,
  action: 'shipTransfers',
  elsewhere: ['toStoreId'],
  status: 201,
  /** `storeId` sends. */
  body: z.strictObject({ storeId: id('store'), toStoreId: id('store'), note, lines }),
  reply: transfer,
});
const shipTransfer = route({
  method: 'POST',
  path: '/transfers/{transferId}/ship',
  tag,
  summary: inventory.shipTransfer.summary,
  action: 'shipTransfers',
  params,
  body: inventory.shipTransfer.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const receiveTransfer = route({
  method: 'POST',
  path: '/transfers/{transferId}/receive',
  tag,
  summary: inventory.receiveTransfer.summary,
  action: 'receiveTransfers',
  params,
  body: inventory.receiveTransfer.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const loseTransferRest = route({
  method: 'POST',
  path: '/transfers/{transferId}/lose-rest',
  tag,
  summary: inventory.loseTransferRest.summary,
  action: 'receiveTransfers',
  params,
  body: inventory.loseTransferRest.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const returnTransfer = route({
  method: 'POST',
  path: '/transfers/{transferId}/return',
  tag,
  summary: inventory.returnTransfer.summary,
  action: 'shipTransfers',
  params,
  body: inventory.returnTransfer.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const refuseTransfer = route({
  method: 'POST',
  path: '/transfers/{transferId}/refuse',
  tag,
  summary: inventory.refuseTransfer.summary,
  action: 'shipTransfers',
  params,
  body: inventory.refuseTransfer.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const cancelTransfer = route({
  method: 'POST',
  path: '/transfers/{transferId}/cancel',
  tag,
  summary: inventory.cancelTransfer.summary,
  action: 'requestTransfers',
  params,
  body: inventory.cancelTransfer.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const closeTransfer = route({
  method: 'POST',
  path: '/transfers/{transferId}/close',
  tag,
  summary: inventory.closeTransfer.summary,
  action: 'receiveTransfers',
  params,
  body: inventory.closeTransfer.input.omit({ transferId: true, storeId: true }),
  reply: transfer,
});
const listOtherStores = route({
  method: 'GET',
  path: '/transfers/stores',
  tag,
  summary: 'The other stores that goods can go to and come from: those of the same company and currency.',
  action: 'requestTransfers',
  query: z.strictObject({ storeId: id('store') }),
  reply: z.object({
    items: z.array(z.object({ otherStoreId: id('store'), code: z.string(), name: z.string() })),
  }),
});
const readTransfer = route({
  method: 'GET',
  path: '/transfers/{transferId}',
  tag,
  summary: inventory.readTransfer.summary,
  action: 'readTransfers',
  params,
  reply: card,
});
const listTransfers = route({
  method: 'GET',
  path: '/transfers',
  tag,
  summary: inventory.listTransfers.summary,
  action: 'readTransfers',
  query: inventory.listTransfers.input.omit({ limit: true, cursor: true, open: true, onTheRoad: true }).extend({
    /** Only those that are asked for or on the road. */
    open: flag,
    /** Only those of which units are on the road. */
    onTheRoad: flag,
    ...pageQuery,
  }),
  reply: pageOf(transfer),
  csv: transferTable,
});

type TypedLines = readonly { readonly productId: string; readonly quantity: number }[];
type OnTransfer = Call<RouteDefinition & { readonly params: typeof params }>;
type Side = 'fromStoreId' | 'toStoreId';

/** Transfers: goods that go from one store to another of the company. A transfer is of both stores, each act of one of them. */
@Controller()
export class TransfersController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(requestTransfer)
  async requestTransfer(@Checked() call: Call<typeof requestTransfer>) {
    const { storeId, ...body } = call.body;
    const begun = await this.begun(call, { ...body, toStoreId: storeId });
    return this.measures.onLines(call, await this.services.ask(call, inventory.requestTransfer, begun));
  }

  @Serves(sendTransfer)
  async sendTransfer(@Checked() call: Call<typeof sendTransfer>) {
    const { storeId, ...body } = call.body;
    const begun = await this.begun(call, { ...body, fromStoreId: storeId });
    return this.measures.onLines(call, await this.services.ask(call, inventory.sendTransfer, begun, options));
  }

  @Serves(shipTransfer)
  async shipTransfer(@Checked() call: Call<typeof shipTransfer>) {
    const asked = await this.asked(call, 'fromStoreId');
    await this.requireCountable(call, call.body.lines);
    return this.measures.onLines(
      call,
      await this.services.ask(call, inventory.shipTransfer, { ...asked, ...call.body }, options),
    );
  }

  @Serves(receiveTransfer)
  async receiveTransfer(@Checked() call: Call<typeof receiveTransfer>) {
    const asked = { ...(await this.asked(call, 'toStoreId')), ...call.body };
    return this.measures.onLines(call, await this.services.ask(call, inventory.receiveTransfer, asked, options));
  }

  @Serves(loseTransferRest)
  async loseTransferRest(@Checked() call: Call<typeof loseTransferRest>) {
    const asked = { ...(await this.asked(call, 'toStoreId')), ...call.body };
    return this.measures.onLines(call, await this.services.ask(call, inventory.loseTransferRest, asked));
  }

  @Serves(returnTransfer)
  async returnTransfer(@Checked() call: Call<typeof returnTransfer>) {
    const asked = { ...(await this.asked(call, 'fromStoreId')), ...call.body };
    return this.measures.onLines(call, await this.services.ask(call, inventory.returnTransfer, asked, options));
  }

  @Serves(refuseTransfer)
  async refuseTransfer(@Checked() call: Call<typeof refuseTransfer>) {
    const asked = { ...(await this.asked(call, 'fromStoreId')), ...call.body };
    return this.measures.onLines(call, await this.services.ask(call, inventory.refuseTransfer, asked));
  }

  @Serves(cancelTransfer)
  async cancelTransfer(@Checked() call: Call<typeof cancelTransfer>) {
    const asked = { ...(await this.asked(call, 'toStoreId')), ...call.body };
    return this.measures.onLines(call, await this.services.ask(call, inventory.cancelTransfer, asked));
  }

  @Serves(closeTransfer)
  async closeTransfer(@Checked() call: Call<typeof closeTransfer>) {
    const asked = { ...(await this.asked(call, 'toStoreId')), ...call.body };
    return this.measures.onLines(call, await this.services.ask(call, inventory.closeTransfer, asked));
  }

  @Serves(listOtherStores)
  async listOtherStores(@Checked() call: Call<typeof listOtherStores>) {
    const stores = await this.services.storesOfChain(call);
    const own = storeNamed(stores, call.query.storeId);
    const others = stores.filter(
      ({ storeId, companyId, currency }) =>
        storeId !== own.storeId && companyId === own.companyId && currency === own.currency,
    );
    return { items: others.map(({ storeId: otherStoreId, code, name }) => ({ otherStoreId, code, name })) };
  }

  @Serves(readTransfer)
  async readTransfer(@Checked() call: Call<typeof readTransfer>) {
    const found = await this.services.ask(call, inventory.readTransfer, call.params);
    if (!may(call.person, call.action, found.fromStoreId)) assertMay(call.person, call.action, found.toStoreId);
    return this.measures.onLines(call, found);
  }

  @Serves(listTransfers)
  async listTransfers(@Checked() call: Call<typeof listTransfers>) {
    const pages = await this.services.ofEachStore(call, inventory.listTransfers, call.query);
    const seen = new Set<string>(); // a transfer between two of the person's stores is in the lists of both
    const once = pages.map((page) => ({
      ...page,
      items: page.items.filter(({ transferId }) => seen.size < seen.add(transferId).size),
    }));
    const page = newestOf<TransferView>(once, call.query.limit, (one) => one.transferId);
    return this.measures.onLinesOf(call, page);
  }

  /** Who does something to a transfer: the store of this side. Refuses `store.not-yours` where the person may not do it there. */
  private async asked(call: OnTransfer, side: Side): Promise<{ transferId: string; storeId: string }> {
    const { transferId } = call.params;
    const found = await this.services.ask(call, inventory.readTransfer, { transferId });
    assertMay(call.person, call.action, found[side]);
    return { transferId, storeId: found[side] };
  }

  /** A transfer that begins, with both of its stores as the catalog has them. Refuses store.unknown, and what cannot be counted so. */
  private async begun<
    B extends { readonly lines: TypedLines; readonly fromStoreId: string; readonly toStoreId: string },
  >(call: Call<RouteDefinition>, body: B) {
    const stores = await this.services.storesOfChain(call);
    await this.requireCountable(call, body.lines);
    const factsOf = (storeId: string) => {
      const { companyId, code, name, currency, timeZone } = storeNamed(stores, storeId);
      return { companyId, code, name, currency, timeZone };
    };
    return {
      transferId: mint('transfer'),
      from: factsOf(body.fromStoreId),
      to: factsOf(body.toStoreId),
      ...body,
      lines: [...body.lines],
    };
  }

  /** Refuses products that do not exist, and quantities that their units do not have. */
  private async requireCountable(call: Call<RouteDefinition>, typed: TypedLines): Promise<void> {
    const productIds = [...new Set(typed.map((line) => line.productId))];
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds });
    const products = new Map(items.map((product) => [product.productId, product]));
    for (const line of typed) requireStocked(line, products.get(line.productId) as ProductView);
  }
}

function storeNamed(stores: readonly StoreView[], storeId: string): StoreView {
  const store = stores.find((one) => one.storeId === storeId);
  if (store) return store;
  throw catalogErrors.storeUnknown('There is no such store.', { storeId });
}
