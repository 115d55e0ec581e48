import { openStoreFixture, stockUp, type ApiAnswer, type ApiClient, type StoreFixture } from '@comptoir/deploy/testing';
import { insist, type Request } from './retrying-client.js';
import { Chance } from './random.js';
import { pause, type FaultSystem } from './fault-system.js';

const PRICE = 10_000;
/** Refusals that a till may get while faults hit: given up, cancelled, a manager's no, or another till was faster. */
const EXPECTED = new Set([
  'service.unavailable',
  'saga.gave-up',
  'saga.cancelled',
  'approval.rejected',
  'approval.expired',
  'approval.not-pending',
  'fault.on-purpose',
  'order.state',
  'order.changed',
  'sale.state',
  'sale.changed',
  'return.too-much',
]);

/** What a till was told of a sale: whatever was answered is what must have happened. */
interface Sold {
  readonly saleId: string;
  readonly orderId: string;
  cancelled: boolean;
  corrections: string[];
}

/** Tills that sell, take back and cancel from a seed, and remember every answer. */
export class Tills {
  readonly sold = new Map<string, Sold>();
  readonly refused = new Set<string>();
  readonly problems: string[] = [];
  /** Every checkout that was answered: when, and how long it took, in milliseconds. */
  readonly took: { readonly at: number; readonly ms: number }[] = [];
  done = 0;
  private open = true;
  private runs: Promise<void>[] = [];

  private constructor(
    private readonly shop: FaultSystem,
    private readonly fixture: StoreFixture,
    private readonly products: readonly string[],
    private readonly seed: number,
  ) {}

  /** Opens a store with goods and lets `count` tills begin. */
  static async start(shop: FaultSystem, seed: number, count = 10): Promise<Tills> {
    const fixture = await openStoreFixture(shop.system);
    const products: string[] = [];
    for (let index = 0; index < 6; index += 1)
      products.push(
        await stockUp(
          fixture,
          [
            [3, 500],
            [7, 550],
            [200_000, 600],
          ],
          { warrantyMonths: index % 2 === 0 ? 12 : 0 },
        ),
      );
    const tills = new Tills(shop, fixture, products, seed);
    tills.runs = Array.from({ length: count }, (_unused, number) => tills.run(number));
    return tills;
  }

  /** Waits until this many more acts have ended. */
  async further(acts: number, withinMs = 120_000): Promise<void> {
    const wanted = this.done + acts;
    for (const end = performance.now() + withinMs; this.done < wanted;) {
      if (performance.now() > end)
        throw new Error(`the tills ended only ${this.done + acts - wanted} of ${acts} acts in ${withinMs / 1000} s`);
      await pause(50);
    }
  }

  /** No new act is begun; answers ANSWERED's problem when the present ones take more than a minute. */
  async stop(): Promise<void> {
    this.open = false;
    const begun = performance.now();
    await Promise.all(this.runs);
    const seconds = (performance.now() - begun) / 1000;
    if (seconds > 60)
      this.problems.push(
        `ANSWERED: a till waited ${seconds.toFixed(0)} s for its last answer after the faults were over`,
      );
  }

  /** The 99th percentile of checkouts answered in a span of time, milliseconds. */
  p99(from: number, to: number): number {
    const all = this.took
      .filter((one) => one.at >= from && one.at <= to)
      .map((one) => one.ms)
      .sort((a, b) => a - b);
    return Math.round(all[Math.min(all.length - 1, Math.floor(all.length * 0.99))] ?? 0);
  }

  private async run(number: number): Promise<void> {
    const chance = new Chance(this.seed * 1_000 + number);
    for (let act = 0; this.open; act += 1) {
      await this.act(chance, `${this.seed}-${number}-${act}-${this.fixture.storeId.slice(-8)}`).catch((error: Error) =>
        this.problems.push(`ANSWERED: ${error.message}`),
      );
      this.done += 1;
      await pause(100 + chance.below(300));
    }
  }

  private async act(chance: Chance, name: string): Promise<void> {
    const dice = chance.below(100);
    const { cashier, manager } = this.shop.system;
    const lines = Array.from({ length: 1 + chance.below(3) }, () => ({
      productId: chance.oneOf(this.products),
      quantity: 1 + chance.below(2),
    }));
    const asks = dice >= 55 && dice < 70;
    const order = await this.ask(
      cashier,
      '/orders',
      {
        storeId: this.fixture.storeId,
        customerId: this.fixture.walkIn,
        documentType: 'BON_DE_VENTE',
        lines,
        approvalRequested: asks,
      },
      `draft-${name}`,
    );
    if (order.status !== 201) return;
    const { orderId, revision } = order.body;
    const gross = Math.round(lines.reduce((sum, line) => sum + line.quantity, 0) * PRICE * 1.19);
    const checkout: Request = {
      as: cashier,
      method: 'POST',
      path: `/orders/${orderId}/checkout`,
      body: { revision, payment: { method: 'cash', amountMinor: gross, tenderedMinor: gross } },
      key: `sale-${name}`,
    };
    if (dice < 45) return this.note(orderId, await this.timed(checkout));
    if (dice < 55) return this.doubleClick(orderId, checkout);
    if (asks) return this.withManager(orderId, checkout, dice < 63, name);
    if (dice < 75) return this.cancelled(orderId, checkout, name);
    const answer = await this.timed(checkout);
    await this.note(orderId, answer);
    if (answer.status !== 200) return;
    const { sale } = answer.body;
    if (dice < 90)
      await this.giveBack(
        cashier,
        sale.saleId,
        'returns',
        {
          revision: sale.revision,
          reason: 'chaos',
          refundTo: 'cash',
          lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
        },
        name,
      );
    else
      await this.giveBack(
        manager,
        sale.saleId,
        'cancel',
        { revision: sale.revision, reason: 'chaos', refundTo: 'account' },
        name,
      );
  }

  private async doubleClick(orderId: string, checkout: Request): Promise<void> {
    const both = await Promise.all([this.timed(checkout), this.timed(checkout)]);
    const ids = new Set(both.map((one) => `${one.status} ${one.body?.sale?.saleId ?? one.body?.code}`));
    if (ids.size > 1)
      this.problems.push(`ANSWERED: a double click on ${orderId} was answered ${[...ids].join(' and ')}`);
    await this.note(orderId, both[0] as ApiAnswer);
  }

  private async withManager(orderId: string, checkout: Request, yes: boolean, name: string): Promise<void> {
    const waiting = await insist(checkout, {
      enough: (answer) => answer.status === 202 && answer.body.stage === 'waitingForApproval',
    });
    if (waiting.answer.status === 202)
      await this.ask(
        this.shop.system.manager,
        `/orders/${orderId}/${yes ? 'approve' : 'reject'}`,
        {},
        `verdict-${name}`,
      );
    await this.note(orderId, (await insist(checkout)).answer);
  }

  /** The order is cancelled while its checkout runs: one of the two is told no, or the sale is cancelled in full. */
  private async cancelled(orderId: string, checkout: Request, name: string): Promise<void> {
    const [sold, cancelled] = await Promise.all([
      this.timed(checkout),
      this.ask(
        this.shop.system.manager,
        `/orders/${orderId}/cancel`,
        { reason: 'chaos', refundTo: 'cash' },
        `cancel-${name}`,
      ),
    ]);
    await this.note(orderId, sold);
    if (sold.status === 200 && cancelled.status === 200) {
      const record = this.sold.get(sold.body.sale.saleId) as Sold;
      record.cancelled = true;
      record.corrections.push(cancelled.body.correctionId);
    }
  }

  private async giveBack(
    as: ApiClient,
    saleId: string,
    how: 'returns' | 'cancel',
    body: object,
    name: string,
  ): Promise<void> {
    const answer = await this.ask(as, `/sales/${saleId}/${how}`, body, `back-${name}`);
    if (answer.status !== 200) return;
    const record = this.sold.get(saleId) as Sold;
    record.corrections.push(answer.body.correction.correctionId);
    record.cancelled = answer.body.sale.state === 'cancelled';
  }

  private async timed(request: Request): Promise<ApiAnswer> {
    const begun = performance.now();
    const { answer, at } = await insist(request);
    this.took.push({ at, ms: at - begun });
    return answer;
  }

  private async ask(as: ApiClient, path: string, body: unknown, key: string): Promise<ApiAnswer> {
    const { answer } = await insist({ as, method: 'POST', path, body, key });
    if (answer.status >= 400 && !EXPECTED.has(answer.body?.code))
      this.problems.push(
        `${path.replace(/[a-z]{3}_\w+/, '{id}')} was answered ${answer.status} ${answer.body?.code}: ${answer.body?.detail}`,
      );
    return answer;
  }

  private async note(orderId: string, answer: ApiAnswer): Promise<void> {
    if (answer.status === 200)
      this.sold.set(answer.body.sale.saleId, {
        saleId: answer.body.sale.saleId,
        orderId,
        cancelled: false,
        corrections: [],
      });
    else this.refused.add(orderId);
    if (answer.status !== 200 && !EXPECTED.has(answer.body?.code))
      this.problems.push(`a checkout was answered ${answer.status} ${answer.body?.code}: ${answer.body?.detail}`);
  }

  /** Whatever was answered is what happened: each sale once, nothing of what was refused, each correction once. */
  async check(): Promise<string[]> {
    const problems = [...this.problems];
    const { storeId } = this.fixture;
    const rows: { _id: string; orderId: string }[] = (await this.shop
      .db('sales')
      .collection('sales')
      .find({ storeId })
      .toArray()) as never;
    const states = new Map(
      (await this.shop.db('sales').collection('saleProgress').find({ storeId }).toArray()).map((row) => [
        String(row._id),
        row.state as string,
      ]),
    );
    const stored = new Set(rows.map((row) => row._id));
    for (const row of rows)
      if (!this.sold.has(row._id))
        problems.push(
          `${this.refused.has(row.orderId) ? 'NONE' : 'ONCE'}: sale ${row._id} of ${row.orderId} is stored and was ${this.refused.has(row.orderId) ? 'refused' : 'never answered'}`,
        );
    for (const one of this.sold.values()) {
      if (!stored.has(one.saleId)) problems.push(`ONCE: sale ${one.saleId} was acknowledged and is lost`);
      const right = one.cancelled ? 'cancelled' : 'final';
      const state = states.get(one.saleId);
      if (stored.has(one.saleId) && state !== right && !(state === 'cancelled' && one.corrections.length > 0))
        problems.push(`ONCE: sale ${one.saleId} is ${state} and was answered as ${right}`);
    }
    const corrections = await this.shop
      .db('sales')
      .collection('corrections')
      .find({ storeId, state: 'final' })
      .toArray();
    const acknowledged = new Set([...this.sold.values()].flatMap((one) => one.corrections));
    if (corrections.length !== acknowledged.size)
      problems.push(
        `ONCE: ${acknowledged.size} cancellations and returns were acknowledged, ${corrections.length} are stored`,
      );
    const orders = new Set(rows.map((row) => row.orderId));
    if (orders.size !== rows.length) problems.push('ONCE: an order has two sales');
    return problems;
  }

  /** What was done, in short. */
  told(): string {
    const corrections = [...this.sold.values()].reduce((sum, one) => sum + one.corrections.length, 0);
    return `${this.done} acts of 10 tills: ${this.sold.size} sold, ${corrections} taken back, ${this.refused.size} refused`;
  }
}
