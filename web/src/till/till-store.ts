import { ask, newKey } from '../api/client.js';
import { onEvent } from '../api/event-stream.js';
import { reachable, waitUntilReachable } from '../api/connection.js';
import type { Product, Sale } from '../api/shapes.js';
import type { Problem } from '../api/schema.js';
import { observable, type Observable } from '../observable.js';
import { completeSale, type PendingSale, type SaleOutcome } from './pending-sale.js';
import { added, EMPTY_CART, goodsOf, type Cart } from './cart.js';
import { removalOf, withRemoved, type Removal } from './removal.js';
import { ScanQueue } from './scan-queue.js';
import { mergeProductStock, readLevels } from './stock.js';

/** The state of a store's till that survives a reload, a crash and a power cut: one record, written as a whole. */
export interface Till {
  readonly cart: Cart;
  /** The pending sale; stored before its first request is sent. */
  readonly pendingSale?: PendingSale | undefined;
  /** The outcome of the last sale, until the cashier dismisses it. */
  readonly outcome?: SaleOutcome | undefined;
  /** The last sale, once its receipt has left the screen and until the next one begins. */
  readonly lastSale?: Sale | undefined;
}

const EMPTY_TILL: Till = { cart: EMPTY_CART };

/** The till of one store in this browser; its tabs share it. */
export class TillStore {
  readonly till: Observable<Till>;
  /** What blocks the pending sale now: the gateway is unreachable, or reports a fault. */
  readonly problem = observable<'unreachable' | Problem | undefined>(undefined);
  /** The lines that the last change took out of the cart, as long as they can be put back. */
  readonly removed = observable<Removal | undefined>(undefined);
  /** Scans for the cart; while a sale is pending they wait, and are for the next cart once it is sold. */
  readonly scans = new ScanQueue(
    (product) => this.add(product),
    () => this.untilIdle(),
  );
  private running: AbortController | undefined;
  private left: readonly string[];

  constructor(private readonly storeId: string) {
    this.till = observable(this.read());
    this.left = this.scansLeft();
    this.scans.entries.subscribe(() => this.keepScans());
    window.addEventListener('storage', (event) => event.key === this.key && this.till.set(this.read()));
  }

  private get key(): string {
    return `comptoir.till.${this.storeId}`;
  }

  private get scansKey(): string {
    return `comptoir.scans.${this.storeId}`;
  }

  /** Scans that a reload of this tab has left on their way, oldest first; once. */
  takeScansLeft(): readonly string[] {
    const { left } = this;
    this.left = [];
    return left;
  }

  private scansLeft(): string[] {
    try {
      const left: unknown = JSON.parse(sessionStorage.getItem(this.scansKey) ?? '[]');
      return Array.isArray(left) ? left.filter((text) => typeof text === 'string') : [];
    } catch {
      return [];
    }
  }

  private keepScans(): void {
    sessionStorage.setItem(this.scansKey, JSON.stringify(this.scans.entries.get().map(({ text }) => text)));
  }

  private read(): Till {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? 'null') ?? EMPTY_TILL;
    } catch {
      return EMPTY_TILL;
    }
  }

  private write(till: Till): void {
    localStorage.setItem(this.key, JSON.stringify(till));
    this.till.set(till);
  }

  /** Changes the cart; not while its sale is pending. A receipt on the screen is put aside. */
  change(change: (cart: Cart) => Cart): void {
    const till = this.till.get();
    if (till.pendingSale) return;
    const sold = soldSale(till);
    const cart = change(till.cart);
    this.removed.set(removalOf(till.cart, cart) ?? this.removed.get());
    const outcome = outcomeAfter(till.outcome, till.cart, cart);
    this.write({ ...till, cart, outcome, ...(sold ? { lastSale: sold } : {}) });
  }

  /** Puts the lines removed last back into the cart; returns whether there were any. */
  undoRemoval(): boolean {
    const removed = this.removed.get();
    if (!removed || this.till.get().pendingSale) return false;
    this.removed.set(undefined);
    this.change((cart) => withRemoved(cart, removed));
    return true;
  }

  /** Turns to the next cart: the receipt leaves the screen, its number and change stay beside the cart. */
  putReceiptAside(): void {
    this.change((cart) => cart);
  }

  /** Dismisses the outcome of the last sale. */
  dismiss(): void {
    const till = this.till.get();
    this.write({ cart: till.cart, lastSale: soldSale(till) ?? till.lastSale });
  }

  /** Starts the sale of the cart, unless one is pending: a second click finds the first one's sale. */
  sell(order: PendingSale['order'], payment: PendingSale['payment']): void {
    const stored = this.read(); // another tab may have started one
    if (stored.pendingSale) return this.till.set(stored);
    this.removed.set(undefined); // they belong to this sale's customer
    const { cart } = this.till.get();
    const draft = cart.draft && { ...cart.draft, changed: false };
    this.write({
      cart,
      pendingSale: { id: newKey(), order, payment, draft, waitsForManager: false, abandoned: false },
    });
    this.resume();
  }

  /** Abandons the pending sale: it is cancelled if that is still possible. */
  abandon(): void {
    const { pendingSale } = this.till.get();
    if (pendingSale) this.save({ ...pendingSale, abandoned: true });
  }

  /** Resumes the pending sale; does nothing when there is none, or it is running. */
  resume(): void {
    const id = this.till.get().pendingSale?.id;
    if (this.running || id === undefined) return;
    const running = new AbortController();
    this.running = running;
    completeSale({
      ask,
      signal: running.signal,
      save: (pendingSale) => this.save(pendingSale),
      current: () => this.till.get().pendingSale ?? failEndedElsewhere(),
      reportProblem: (reason) => this.problem.set(reason),
      pause: (ms, orderId) => this.pause(ms, orderId, running.signal),
    })
      .then(
        (outcome) => this.recordOutcome(id, outcome),
        () => undefined,
      )
      .finally(() => {
        // after a sign-out or when the page is left, the sale stays stored
        if (this.running === running) this.running = undefined;
      });
  }

  /** Stops the requests, when the page is left; the sale stays stored. */
  suspend(): void {
    this.running?.abort();
    this.running = undefined;
  }

  private save(pendingSale: PendingSale): void {
    const { cart, pendingSale: present } = this.till.get();
    if (present?.id === pendingSale.id) this.write({ cart, pendingSale });
  }

  private recordOutcome(id: string, outcome: SaleOutcome): void {
    const { cart, pendingSale } = this.till.get();
    if (pendingSale?.id !== id) return; // recorded already, by another tab or before the page was left
    this.problem.set(undefined);
    if (outcome.kind === 'sold') return this.write({ cart: EMPTY_CART, outcome });
    this.write({ cart: { ...cart, draft: outcome.kind === 'refused' ? outcome.draft : undefined }, outcome });
  }

  private add(product: Product): void {
    mergeProductStock([product]);
    void readLevels([product.productId]).catch(() => undefined); // the cached level is used until the stream opens again
    this.change((cart) => added(cart, goodsOf(product)));
  }

  /** Waits until no sale is pending. */
  private async untilIdle(): Promise<void> {
    if (!this.till.get().pendingSale) return;
    await new Promise<void>((resolve) => {
      const stop = this.till.subscribe(() => {
        if (this.till.get().pendingSale) return;
        stop();
        resolve();
      });
    });
  }

  private async pause(ms: number, orderId: string | undefined, signal: AbortSignal): Promise<void> {
    if (!reachable.get()) return waitUntilReachable(5_000);
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(go, ms);
      const unsubscribeSale = this.till.subscribe(() => this.till.get().pendingSale?.abandoned && go());
      const unsubscribeEvents = orderId
        ? onEvent((event) => event.type === 'sales.orderChanged' && event.data.orderId === orderId && go())
        : () => undefined;
      const stop = (): void => (unsubscribeSale(), unsubscribeEvents());
      signal.addEventListener('abort', go, { once: true });
    });
  }
}

/** A receipt goes with the first change of the next cart; a refusal stays with the cart it is about, until that is emptied. */
function outcomeAfter(outcome: SaleOutcome | undefined, before: Cart, after: Cart): SaleOutcome | undefined {
  const isSameCart = before.lines.length > 0 && after.lines.length > 0;
  return isSameCart && outcome?.kind !== 'sold' ? outcome : undefined;
}

function failEndedElsewhere(): never {
  throw new Error('The sale was completed in another tab.');
}

const stores = new Map<string, TillStore>();

/** The till store of a store. */
export function tillStoreOf(storeId: string): TillStore {
  const known = stores.get(storeId);
  if (known) return known;
  const made = new TillStore(storeId);
  stores.set(storeId, made);
  return made;
}

/** The sale whose receipt is on the screen. */
export function soldSale(till: Till): Sale | undefined {
  return till.outcome?.kind === 'sold' ? till.outcome.sale : undefined;
}
