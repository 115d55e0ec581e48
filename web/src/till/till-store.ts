import { ask, newKey } from '../api/client.js';
import { onHeard } from '../api/heard.js';
import { reachable, untilReachable } from '../api/link.js';
import type { Sale } from '../api/shapes.js';
import type { Problem } from '../api/schema.js';
import { watched, type Watched } from '../watched.js';
import { carry, type Act, type Ended } from './act.js';
import { EMPTY_CART, type Cart } from './cart.js';

/** What the till of a store keeps over a reload, a crash and a power cut: one record, written whole. */
export interface Till {
  readonly cart: Cart;
  /** The sale under way; stored before its first request is sent. */
  readonly act?: Act | undefined;
  /** How the last act ended, until the cashier goes on. */
  readonly ended?: Ended | undefined;
}

const NOTHING: Till = { cart: EMPTY_CART };

/** The till of one store in this browser; its tabs share it. */
export class TillStore {
  readonly till: Watched<Till>;
  /** What is in the way of the act just now: the gateway's silence, or its fault. */
  readonly trouble = watched<'silent' | Problem | undefined>(undefined);
  private running: AbortController | undefined;

  constructor(private readonly storeId: string) {
    this.till = watched(this.stored());
    window.addEventListener('storage', (event) => event.key === this.key && this.till.set(this.stored()));
  }

  private get key(): string {
    return `comptoir.till.${this.storeId}`;
  }

  private stored(): Till {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? 'null') ?? NOTHING;
    } catch {
      return NOTHING;
    }
  }

  private keep(till: Till): void {
    localStorage.setItem(this.key, JSON.stringify(till));
    this.till.set(till);
  }

  /** Changes the cart; not while its sale is under way. A receipt on the screen makes way for the next customer. */
  change(change: (cart: Cart) => Cart): void {
    const { cart, act, ended } = this.till.get();
    if (act) return;
    this.keep({ cart: change(cart), ended: ended?.kind === 'sold' ? undefined : ended });
  }

  /** Puts away how the last act ended. */
  putAway(): void {
    this.keep({ cart: this.till.get().cart });
  }

  /** Begins the sale of the cart, unless one is under way already: a second click meets the first one's act. */
  finish(order: Act['order'], payment: Act['payment']): void {
    const stored = this.stored(); // what another tab did counts too
    if (stored.act) return this.till.set(stored);
    const { cart } = this.till.get();
    const draft = cart.draft && { ...cart.draft, changed: false };
    this.keep({ cart, act: { id: newKey(), order, payment, draft, waitsForManager: false, givenUp: false } });
    this.carryOn();
  }

  /** The cashier waits no longer: what was asked for is cancelled, if it can still be. */
  giveUp(): void {
    const { act } = this.till.get();
    if (act) this.save({ ...act, givenUp: true });
  }

  /** Carries the act that is under way to its end; does nothing when there is none, or it is being carried. */
  carryOn(): void {
    const id = this.till.get().act?.id;
    if (this.running || id === undefined) return;
    const running = new AbortController();
    this.running = running;
    carry({
      ask,
      signal: running.signal,
      save: (act) => this.save(act),
      present: () => this.till.get().act ?? refuseToGoOn(),
      trouble: (reason) => this.trouble.set(reason),
      pause: (ms, orderId) => this.pause(ms, orderId, running.signal),
    })
      .then(
        (ended) => this.end(id, ended),
        () => undefined,
      )
      .finally(() => {
        // a sign-out or a leaving; the act stays stored
        if (this.running === running) this.running = undefined;
      });
  }

  /** Stops carrying, as when the page is left; the act stays stored. */
  rest(): void {
    this.running?.abort();
    this.running = undefined;
  }

  private save(act: Act): void {
    const { cart, act: present } = this.till.get();
    if (present?.id === act.id) this.keep({ cart, act });
  }

  private end(id: string, ended: Ended): void {
    const { cart, act } = this.till.get();
    if (act?.id !== id) return; // told already, by another tab or an earlier visit of the page
    this.trouble.set(undefined);
    if (ended.kind === 'sold') return this.keep({ cart: EMPTY_CART, ended });
    this.keep({ cart: { ...cart, draft: ended.kind === 'refused' ? ended.draft : undefined }, ended });
  }

  private async pause(ms: number, orderId: string | undefined, signal: AbortSignal): Promise<void> {
    if (!reachable.get()) return untilReachable(5_000);
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(go, ms);
      const watchAct = this.till.watch(() => this.till.get().act?.givenUp && go());
      const hear = orderId
        ? onHeard((heard) => heard.type === 'sales.orderChanged' && heard.data.orderId === orderId && go())
        : () => undefined;
      const stop = (): void => (watchAct(), hear());
      signal.addEventListener('abort', go, { once: true });
    });
  }
}

function refuseToGoOn(): never {
  throw new Error('the act was ended elsewhere');
}

const stores = new Map<string, TillStore>();

/** The till of a store. */
export function tillOf(storeId: string): TillStore {
  const known = stores.get(storeId);
  if (known) return known;
  const made = new TillStore(storeId);
  stores.set(storeId, made);
  return made;
}

/** The sale whose receipt is on the screen. */
export function soldIn(till: Till): Sale | undefined {
  return till.ended?.kind === 'sold' ? till.ended.sale : undefined;
}
