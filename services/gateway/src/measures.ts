import { LRUCache } from 'lru-cache';
import { catalog, type DeliveryView, type ProductView } from '@comptoir/contracts';
import { readInPieces } from '@comptoir/kit';
import type { Call, RouteDefinition } from './http/route.js';
import type { ServiceClient } from './service-client.js';

/** What the quantities of a product are counted in. */
export type Measure = Pick<ProductView, 'unit' | 'quantityDecimals'>;

interface WithLines {
  readonly lines: readonly { readonly productId: string }[];
}

/** What quantities of products are counted in; it is fixed once a product is created, so it is read once. */
export class Measures {
  private readonly known = new LRUCache<string, Measure>({ max: 20_000 });

  constructor(private readonly services: ServiceClient) {}

  /** The same records, each with the measure of its product. */
  async on<R extends { readonly productId: string }>(
    call: Call<RouteDefinition>,
    records: readonly R[],
  ): Promise<(R & Measure)[]> {
    const found = new Map(records.map(({ productId }) => [productId, this.known.get(productId)]));
    const missing = [...found].filter(([, measure]) => !measure).map(([productId]) => productId);
    const products = await readInPieces<ProductView>(missing, (productIds) =>
      this.services.ask(call, catalog.readProducts, { productIds }).then(({ items }) => items),
    );
    for (const { productId, unit, quantityDecimals } of products) {
      this.known.set(productId, { unit, quantityDecimals });
      found.set(productId, { unit, quantityDecimals });
    }
    return records.map((record) => ({ ...record, ...(found.get(record.productId) as Measure) }));
  }

  /** A record whose lines have the measures of their products. */
  async onLines<R extends WithLines>(call: Call<RouteDefinition>, record: R) {
    return { ...record, lines: await this.on(call, record.lines as readonly R['lines'][number][]) };
  }

  /** A page of records whose lines have the measures of their products, which are read together. */
  async onLinesOf<P extends { readonly items: readonly WithLines[] }>(call: Call<RouteDefinition>, page: P) {
    await this.on(
      call,
      page.items.flatMap((one) => one.lines),
    );
    return { ...page, items: await Promise.all(page.items.map((one: P['items'][number]) => this.onLines(call, one))) };
  }

  /** A delivery whose batches have the measures of their products. */
  async onDelivery(call: Call<RouteDefinition>, received: DeliveryView) {
    return { ...received, batches: await this.on(call, received.batches) };
  }
}
