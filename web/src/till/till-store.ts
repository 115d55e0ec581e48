import type { ScaleLine } from '@comptoir/contracts/barcodes';
import { ask, newKey } from '../api/client.js';
import { onEvent } from '../api/event-stream.js';
import { reachable, waitUntilReachable } from '../api/connection.js';
import type { Product, Sale } from '../api/shapes.js';
import type { Problem } from '../api/schema.js';
import { observable, type Observable } from '../observable.js';
import { completeSale, type PendingSale, type SaleOutcome } from './pending-sale.js';
import { added, EMPTY_CART, goodsOf, type Cart } from './cart.js';
import { play } from './sounds.js';
import { removalOf, withRemoved, type Removal } from './removal.js';
import { ScanQueue } from './scan-queue.js';
import { offersIn, type PricingStore } from './offers.js';
import { mergeProductStock, readLevels } from './stock.js';

/** The state of a store's till that survives a reload, a crash and a power cut: one record, written as a whole. */
export interface Till {
  readonly cart: Cart;
  /** The pending sale; stored before its first request is sent. */
  readonly pendingSale?: PendingSale | undefined;
  /** The outcome of the last sale, until the cashier dismisses it. */
  readonly outcome?: SaleOutcome | undefined;
  /** Sales that wait for a manager, or did and have an outcome that nobody has looked at, while the till serves others. */
  readonly waiting?: readonly WaitingSale[] | undefined;
  /** The last sale, once its receipt has left the screen and until the next one begins. */
  readonly lastSale?: Sale | undefined;
}

/** A sale that waits for a manager, with its cart. */
export interface WaitingSale {
  readonly cart: Cart;
  readonly pendingSale: PendingSale;
  readonly outcome?: SaleOutcome | undefined;
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
    (product, line) => this.add(product, line),
    () => this.untilIdle(),
  );
  /** Its price lists and its day; the page of the till sets it. */
  store: PricingStore | undefined;
  /** The sales that are being completed, by their ids. */
  private readonly running = new Map<string, AbortController>();
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
    this.write({ cart: till.cart, waiting: till.waiting, lastSale: soldSale(till) ?? till.lastSale });
  }

  /** Starts the sale of the cart, unless one is pending: a second click finds the first one's sale. */
  sell(order: PendingSale['order'], paid: Pick<PendingSale, 'payments' | 'tillSessionId'>): void {
    const stored = this.read(); // another tab may have started one
    if (stored.pendingSale) return this.till.set(stored);
    this.removed.set(undefined); // they belong to this sale's customer
    const { cart, waiting } = this.till.get();
    const draft = cart.draft && { ...cart.draft, changed: false };
    this.write({
      cart,
      waiting,
      pendingSale: { id: newKey(), order, ...paid, draft, waitsForManager: false, abandoned: false },
    });
    this.resume();
  }

  /** Abandons a pending sale: it is cancelled if that is still possible. */
  abandon(id: string): void {
    const pendingSale = this.pendingOf(id);
    if (pendingSale) this.save({ ...pendingSale, abandoned: true });
  }

  /** Resumes the pending sale and those that wait for a manager, as far as they are not running. */
  resume(): void {
    const { pendingSale, waiting = [] } = this.till.get();
    const open = [pendingSale, ...waiting.filter(({ outcome }) => !outcome).map((one) => one.pendingSale)];
    for (const one of open) if (one && !this.running.has(one.id)) this.complete(one.id);
  }

  private complete(id: string): void {
    const running = new AbortController();
    this.running.set(id, running);
    completeSale({
      ask,
      signal: running.signal,
      save: (pendingSale) => this.save(pendingSale),
      current: () => this.pendingOf(id) ?? failEndedElsewhere(),
      reportProblem: (reason) => this.till.get().pendingSale?.id === id && this.problem.set(reason),
      pause: (ms, orderId) => this.pause(ms, { id, orderId }, running.signal),
    })
      .then(
        (outcome) => this.recordOutcome(id, outcome),
        () => undefined,
      )
      .finally(() => {
        // after a sign-out or when the page is left, the sale stays stored
        if (this.running.get(id) === running) this.running.delete(id);
      });
  }

  /** Stops the requests, when the page is left; the sales stay stored. */
  suspend(): void {
    for (const running of this.running.values()) running.abort();
    this.running.clear();
  }

  /** Nobody is served: no cart, no sale, no receipt on the screen. */
  private isIdle(): boolean {
    const till = this.till.get();
    return till.cart.lines.length === 0 && !till.pendingSale && !soldSale(till);
  }

  /** Turns to a sale that waited for a manager: its receipt, or its cart where it was not sold and the present cart is empty. */
  takeUp(id: string): void {
    const { cart, waiting = [], lastSale } = this.till.get();
    const sale = waiting.find((one) => one.pendingSale.id === id);
    if (!sale?.outcome || this.till.get().pendingSale) return;
    const { outcome } = sale;
    if (outcome.kind !== 'sold' && cart.lines.length > 0) return;
    const left = waiting.filter((one) => one !== sale);
    this.write({
      cart: outcome.kind === 'sold' ? cart : cartAfter(sale.cart, outcome),
      outcome,
      waiting: left,
      lastSale,
    });
  }

  /** Empties the cart: what was in it is somewhere else now. */
  emptyCart(): void {
    this.removed.set(undefined);
    this.change(() => EMPTY_CART);
  }

  /** The sale of this id whose outcome is not known. */
  private pendingOf(id: string): PendingSale | undefined {
    const { pendingSale, waiting = [] } = this.till.get();
    if (pendingSale?.id === id) return pendingSale;
    return waiting.find((one) => one.pendingSale.id === id && !one.outcome)?.pendingSale;
  }

  /** Stores a sale whose outcome is not known; one that waits for a manager leaves the cart to the next customer. */
  private save(pendingSale: PendingSale): void {
    const { cart, pendingSale: present, waiting = [] } = this.till.get();
    if (present?.id !== pendingSale.id) return this.replaceWaiting(pendingSale.id, (one) => [{ ...one, pendingSale }]);
    if (!pendingSale.waitsForManager) return this.write({ cart, pendingSale, waiting });
    this.problem.set(undefined);
    this.write({ cart: EMPTY_CART, waiting: [...waiting, { cart, pendingSale }] });
  }

  private replaceWaiting(id: string, next: (sale: WaitingSale) => readonly WaitingSale[]): void {
    const till = this.till.get();
    const waiting = till.waiting?.flatMap((one) => (one.pendingSale.id === id ? next(one) : [one]));
    if (waiting) this.write({ ...till, waiting });
  }

  private recordOutcome(id: string, outcome: SaleOutcome): void {
    const { cart, pendingSale, waiting } = this.till.get();
    if (!this.pendingOf(id)) return; // recorded already, by another tab or before the page was left
    if (pendingSale?.id !== id) {
      if (outcome.kind !== 'cancelled') play(outcome.kind === 'sold' ? 'added' : 'unknown');
      this.replaceWaiting(id, (one) => [{ ...one, outcome }]);
      return this.isIdle() ? this.takeUp(id) : undefined;
    }
    this.problem.set(undefined);
    this.write({ cart: outcome.kind === 'sold' ? EMPTY_CART : cartAfter(cart, outcome), outcome, waiting });
  }

  private add(product: Product, line?: ScaleLine): void {
    mergeProductStock([product]);
    void readLevels([product]).catch(() => undefined); // the cached level is used until the stream opens again
    const offers = offersIn(product, this.store);
    this.change((cart) => added(cart, goodsOf(product, offers, cart.customer?.group), line));
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

  private async pause(
    ms: number,
    { id, orderId }: { id: string; orderId: string | undefined },
    signal: AbortSignal,
  ): Promise<void> {
    if (!reachable.get()) return waitUntilReachable(5_000);
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(go, ms);
      const unsubscribeSale = this.till.subscribe(() => this.pendingOf(id)?.abandoned && go());
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

/** The cart of a sale that was not made; a Draft that can be used again is changed by the next attempt. */
function cartAfter(cart: Cart, outcome: Exclude<SaleOutcome, { kind: 'sold' }>): Cart {
  return { ...cart, draft: outcome.kind === 'refused' ? outcome.draft : undefined };
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
