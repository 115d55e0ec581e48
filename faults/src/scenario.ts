import { randomUUID } from 'node:crypto';
import { cash, draft, openStoreFixture, sell, stockUp, type StoreFixture } from '@comptoir/deploy/testing';
import { gist, insist, type Final, type Request } from './retrying-client.js';
import type { FaultSystem } from './fault-system.js';

/** The ways an order can go, each a saga or two. */
export type Way = 'checkout' | 'approved' | 'rejected' | 'cancelled while waiting' | 'cancellation' | 'return';

/** Units delivered, sold and returned in each act; two batches, so that a sale crosses them. */
export const UNITS = { first: 2, second: 4, sold: 3, returned: 1 } as const;
const START = UNITS.first + UNITS.second;

/** How an act may end: what is then to be found in the records. */
export type Outcome =
  | 'sold'
  | 'nothing'
  | 'nothing, order cancelled'
  | 'sale cancelled'
  | 'part returned'
  | 'correction given up';

/** One order in a store of its own, on its way through a saga. */
export class Act {
  readonly requests: Request[] = [];
  readonly finals: (Final & { readonly request: Request })[] = [];
  orderId = '';
  saleId = '';

  private constructor(
    readonly shop: FaultSystem,
    readonly way: Way,
    readonly fixture: StoreFixture,
    readonly productId: string,
  ) {}

  /** Opens a store, fills it, drafts the order; for what comes back, sells it first. */
  static async prepare(shop: FaultSystem, way: Way): Promise<Act> {
    const fixture = await openStoreFixture(shop.system);
    const productId = await stockUp(
      fixture,
      [
        [UNITS.first, 500],
        [UNITS.second, 700],
      ],
      { warrantyMonths: 12 },
    );
    const act = new Act(shop, way, fixture, productId);
    await act.draft();
    return act;
  }

  private async draft(): Promise<void> {
    const { system } = this.shop;
    const line = { productId: this.productId, quantity: UNITS.sold };
    if (this.way === 'cancellation' || this.way === 'return') {
      const sale = await sell(this.fixture, [line]);
      this.orderId = sale.orderId;
      this.saleId = sale.saleId;
      const common = { revision: sale.revision, reason: 'fault matrix', refundTo: 'cash' };
      const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: UNITS.returned }];
      if (this.way === 'return') this.request(system.manager, `/sales/${sale.saleId}/returns`, { ...common, lines });
      else this.request(system.manager, `/sales/${sale.saleId}/cancel`, common);
      return;
    }
    const order = await draft(this.fixture, [line], { approvalRequested: this.way !== 'checkout' });
    this.orderId = order.orderId;
    this.request(system.cashier, `/orders/${order.orderId}/checkout`, {
      revision: order.revision,
      payment: cash(10_000 * UNITS.sold),
    });
    if (this.way === 'approved' || this.way === 'rejected')
      this.request(system.manager, `/orders/${order.orderId}/${this.way === 'approved' ? 'approve' : 'reject'}`, {
        note: 'fault matrix',
      });
    if (this.way === 'cancelled while waiting')
      this.request(system.manager, `/orders/${order.orderId}/cancel`, { reason: 'fault matrix', refundTo: 'cash' });
  }

  private request(as: Request['as'], path: string, body: unknown): void {
    this.requests.push({ as, method: 'POST', path, body, key: `cell-${randomUUID()}` });
  }

  /** Start of the command ids of this act's saga. */
  get saga(): string {
    return this.saleId ? `correction/${this.saleId}/` : `checkout/${this.orderId}/`;
  }

  /** Does it: every request is sent until its answer is final. */
  async drive(): Promise<void> {
    const patience = { withinMs: this.shop.patienceMs * 3 };
    const [first, second] = this.requests as [Request, Request | undefined];
    if (!second) return this.note(first, await insist(first, patience));
    const waiting = (
      await insist(first, {
        ...patience,
        enough: (answer) => answer.status === 202 && answer.body.stage === 'waitingForApproval',
      })
    ).answer;
    const decided = waiting.status === 202 ? await insist(second, patience) : undefined;
    this.note(first, await insist(first, patience));
    if (decided) this.note(second, decided);
  }

  private note(request: Request, final: Final): void {
    this.finals.push({ ...final, request });
  }

  /** Cancels the order from another till while the saga is under way, as a manager. */
  async cancelOrder(): Promise<Final> {
    const request: Request = {
      as: this.shop.system.manager,
      method: 'POST',
      path: `/orders/${this.orderId}/cancel`,
      body: { reason: 'changed my mind', refundTo: 'cash' },
      key: `cell-${randomUUID()}`,
    };
    this.cancelling = insist(request).then((final) => (this.note(request, final), final));
    return this.cancelling;
  }

  cancelling: Promise<Final> | undefined;

  /** ANSWERED: each request asked once more with its key has the same end. Answers what differs. */
  async askAgain(): Promise<string[]> {
    await this.cancelling;
    const problems: string[] = [];
    for (const { request, answer } of this.finals) {
      const before = gist(answer);
      const again = gist((await insist(request, { withinMs: this.shop.patienceMs })).answer);
      if (again !== before)
        problems.push(`ANSWERED: ${request.path.replace(/.*\//, '')} was answered "${before}" and then "${again}"`);
    }
    return problems;
  }

  /** What was answered, in short. */
  answered(): string {
    return this.finals
      .map(
        (one) =>
          `${one.request.path.replace(/.*\//, '')} ${one.answer.status}${one.answer.body?.code ? ` ${one.answer.body.code}` : ''}`,
      )
      .join(', ');
  }

  /** What the records hold of this act's store. */
  async records(): Promise<Record<string, unknown>> {
    const {
      shop,
      fixture: { storeId },
      productId,
    } = this;
    const [sales, inventory, invoicing, warranty, catalog] = [
      'sales',
      'inventory',
      'invoicing',
      'warranty',
      'catalog',
    ].map((room) => shop.db(room)) as [any, any, any, any, any];
    const list = (db: any, name: string, filter: object): Promise<any[]> => db.collection(name).find(filter).toArray();
    const order = (await list(sales, 'orders', { _id: this.orderId }))[0];
    const saleIds = (await list(sales, 'sales', { storeId })).map((one) => one._id as string);
    const corrections = (await Promise.all(saleIds.map((saleId) => list(sales, 'corrections', { saleId })))).flat();
    const movements = Map.groupBy(await list(inventory, 'movements', { storeId }), (one) => one.kind as string);
    const units = (kind: string): number =>
      (movements.get(kind) ?? []).reduce((sum, one) => sum + Math.abs(one.remainingDelta || one.heldDelta), 0);
    const sorted = (rows: any[], field: string): string =>
      rows
        .map((one) => String(one[field]))
        .sort()
        .join(' ');
    return {
      order: order?.state,
      shelf: (await list(inventory, 'batches', { storeId })).reduce((sum, one) => sum + one.remainingQty, 0),
      level: (await list(inventory, 'levels', { storeId, productId }))[0]?.available,
      cached: (await list(catalog, 'availability', { storeId, productId }))[0]?.available,
      holds: sorted(await list(inventory, 'holds', { storeId }), 'state'),
      kept: units('held') - units('released'),
      sold: units('sold'),
      broughtBack: units('returned'),
      sales: sorted((await Promise.all(saleIds.map((_id) => list(sales, 'saleProgress', { _id })))).flat(), 'state'),
      stis: sorted(await list(sales, 'stis', { storeId }), 'kind'),
      entries: sorted(
        (await list(sales, 'entries', { storeId })).filter((one) => one.kind !== 'delivery'),
        'kind',
      ),
      invoices: sorted(await list(invoicing, 'invoices', { 'seller.storeId': storeId }), 'type'),
      guarantees: sorted(await list(warranty, 'guarantees', { storeId }), 'state'),
      corrections: sorted(corrections, 'state'),
    };
  }

  /** ONCE and NONE: what the records hold against what the ending calls for. Answers what differs. */
  async compare(outcome: Outcome): Promise<string[]> {
    const found = await this.records();
    const wanted = EXPECTED[outcome];
    return Object.entries(wanted).flatMap(([name, value]) => {
      const right = value instanceof RegExp ? value.test(String(found[name])) : value === found[name];
      return right
        ? []
        : [
            `${outcome === 'sold' || outcome === 'sale cancelled' || outcome === 'part returned' ? 'ONCE' : 'NONE'}: ${name} is ${JSON.stringify(found[name])} and should be ${String(value)}`,
          ];
    });
  }
}

const sold = {
  order: 'paid',
  shelf: START - UNITS.sold,
  level: START - UNITS.sold,
  cached: START - UNITS.sold,
  holds: 'settled',
  kept: UNITS.sold,
  sold: UNITS.sold,
  broughtBack: 0,
  sales: 'final',
  stis: 'sale',
  entries: 'sale',
  invoices: 'BON_DE_VENTE',
  guarantees: 'active',
  corrections: '',
};
const nothing = {
  order: 'draft',
  shelf: START,
  level: START,
  cached: START,
  holds: /^(released)?$/,
  kept: 0,
  sold: 0,
  broughtBack: 0,
  sales: '',
  stis: '',
  entries: '',
  invoices: '',
  guarantees: '',
  corrections: '',
};
const back = {
  stis: 'reversal sale',
  entries: 'correction sale',
  invoices: 'BON_DE_VENTE CREDIT_NOTE',
  corrections: 'final',
};
const EXPECTED: Readonly<Record<Outcome, Readonly<Record<string, string | number | RegExp>>>> = {
  sold,
  nothing,
  'nothing, order cancelled': { ...nothing, order: 'cancelled' },
  'sale cancelled': {
    ...sold,
    ...back,
    order: 'cancelled',
    shelf: START,
    level: START,
    cached: START,
    broughtBack: UNITS.sold,
    sales: 'cancelled',
    guarantees: 'void',
  },
  'part returned': {
    ...sold,
    ...back,
    shelf: START - UNITS.sold + UNITS.returned,
    level: START - UNITS.sold + UNITS.returned,
    cached: START - UNITS.sold + UNITS.returned,
    broughtBack: UNITS.returned,
  },
  'correction given up': { ...sold, corrections: /^(abandoned)?$/ },
};
