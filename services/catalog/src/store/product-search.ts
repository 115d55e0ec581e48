import { catalogErrors } from '@comptoir/contracts';
import { monotonicMs, now, readInPieces, type Model } from '@comptoir/kit';
import { ProductIndex, type IndexedProduct } from '../domain/product-index.js';

/** What of a product is read for the index. */
const INDEXED = {
  name: 1,
  sku: 1,
  barcodes: 1,
  brand: 1,
  categoryId: 1,
  archivedAt: 1,
  variantOptions: 1,
  variantOf: 1,
  revision: 1,
} as const;
/** A change is dated before it is committed, by the clock of its replica: what is so much older is looked for again. */
const OVERLAP_MS = 15_000;
/** Once in a while it is looked for further back: a transaction may last a minute. */
const [LONG_OVERLAP_MS, LONG_EVERY_MS] = [120_000, 60_000] as const;
/** More changed products than this are read by their date and not by their ids. */
const MANY = 500;
/** Products that are read at a time, and after which the index is put into order. */
const [PIECE, SETTLED] = [500, 5_000] as const;
/** A search waits so long for the index of a replica that starts; then the person is told so. */
const PATIENCE_MS = 1_500;

type Changed = Pick<IndexedProduct, '_id' | 'revision'>;

/**
 * The index of this replica over the products. It is read once from the records; each search first reads what has changed
 * since, whoever changed it, so that it finds what was saved before it began.
 */
export class ProductSearch {
  private readonly index = new ProductIndex();
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  /** When the changes were last looked for, in milliseconds of the clock; undefined before all were read. */
  private readAt: number | undefined;
  private longAt = 0;

  constructor(private readonly products: Model<any>) {}

  /** Begins to read the products, where nobody has; what fails is tried again by the next search. */
  begin(): void {
    if (this.readAt === undefined && !this.running) void this.refreshed().catch(() => undefined);
  }

  /** The index with all that was saved before; refuses search.not-ready while a replica that starts reads for longer than a moment. */
  async current(): Promise<ProductIndex> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      const refuse = (): void =>
        reject(catalogErrors.searchNotReady('The catalog is being read for searches. Please try again in a moment.'));
      timer = setTimeout(refuse, PATIENCE_MS);
    });
    const refreshed = this.refreshed();
    refreshed.catch(() => undefined); // also when nobody waits for it any more
    try {
      await Promise.race([refreshed, tooLong]);
      return this.index;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A reading of the changes that begins after this call; those who wait for the present one share the next. */
  private refreshed(): Promise<void> {
    if (!this.running) return this.start();
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.start();
      });
    return this.next;
  }

  private start(): Promise<void> {
    const running = this.read().finally(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }

  private async read(): Promise<void> {
    const at = Date.parse(now());
    if (this.readAt === undefined) await this.takeIn({});
    else await this.takeInChanges(this.since(this.readAt));
    this.readAt = at;
  }

  private since(readAt: number): string {
    const isLong = monotonicMs() - this.longAt > LONG_EVERY_MS;
    if (isLong) this.longAt = monotonicMs();
    return new Date(readAt - (isLong ? LONG_OVERLAP_MS : OVERLAP_MS)).toISOString();
  }

  private async takeInChanges(since: string): Promise<void> {
    const filter = { changedAt: { $gte: since } };
    const recent: Changed[] = await this.products.find(filter, { revision: 1 }).lean();
    const changed = recent.filter(({ _id, revision }) => revision > this.index.revisionOf(_id));
    if (changed.length > MANY) return this.takeIn(filter);
    const products = await readInPieces<IndexedProduct>(
      changed.map(({ _id }) => _id),
      (some) => this.products.find({ _id: { $in: some } }, INDEXED).lean(),
    );
    for (const product of products) this.index.put(product);
  }

  /** Reads piece by piece: between two of them the replica answers others. */
  private async takeIn(filter: object): Promise<void> {
    const cursor = this.products.find(filter, INDEXED).lean<IndexedProduct>().cursor({ batchSize: PIECE });
    let taken = 0;
    for await (const product of cursor) {
      this.index.put(product);
      if ((taken += 1) % SETTLED === 0) this.index.settle();
    }
  }
}
