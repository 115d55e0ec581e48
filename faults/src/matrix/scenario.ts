import { randomUUID } from 'node:crypto';
import { cash, checkout, draft, openStoreFixture, sell, stockUp, type StoreFixture } from '@comptoir/deploy/testing';
import type { FaultSystem } from '../fault-system.js';
import { outcomeKey, retryUntilFinal, type ApiRequest, type FinalAnswer } from '../retrying-client.js';
import { compareRecords, UNITS, type Outcome } from './expected-records.js';
import { isCorrection, type ScenarioKind } from './steps.js';
import { readStoredRecords } from './stored-records.js';
import { waitUntil } from '../waiting.js';

/** Net list price of a unit, minor units. */
const PRICE_MINOR = 10_000;
const NOTE = 'fault matrix';
/** What is missing in a drawer that is counted, and what a customer has paid too much. */
const MISSING_MINOR = 100;
const CREDIT_MINOR = 5_000;

/** What is done to a transfer. */
type TransferScenario = Extract<ScenarioKind, `transfer ${string}`>;
const isTransfer = (kind: ScenarioKind): kind is TransferScenario => kind.startsWith('transfer ');

/** What is done to the bill of a supplier, or to its payment. */
type BillScenario = Extract<ScenarioKind, `supplier ${string}`>;
const isOfBill = (kind: ScenarioKind): kind is BillScenario => kind.startsWith('supplier ');

interface AnsweredRequest extends FinalAnswer {
  readonly request: ApiRequest;
}

/** One order, or its sale, in a store of its own, with the requests that start and decide its saga. */
export class Scenario {
  /** The final answers so far, with their requests. */
  readonly answers: AnsweredRequest[] = [];
  private readonly requests: ApiRequest[] = [];
  private orderId = '';
  private saleId = '';
  private command = '';
  /** The store that takes goods back, where it is not the one that sold them. */
  private elsewhereId: string | undefined;
  private cancellation: Promise<FinalAnswer> | undefined;

  private constructor(
    private readonly system: FaultSystem,
    private readonly kind: ScenarioKind,
    private readonly store: StoreFixture,
    private readonly productId: string,
  ) {}

  /** Creates the store, its stock and the draft order; for a cancellation or a return, the sale as well. */
  static async prepare(system: FaultSystem, kind: ScenarioKind): Promise<Scenario> {
    const store = await openStoreFixture(system.testSystem);
    const batches: [number, number][] = [
      [UNITS.firstBatch, 500],
      [UNITS.secondBatch, 700],
    ];
    const productId = await stockUp(store, batches, { warrantyMonths: 12 });
    const scenario = new Scenario(system, kind, store, productId);
    if (isCorrection(kind)) await scenario.prepareCorrection(kind);
    else if (kind === 'day close') await scenario.prepareDayClose();
    else if (kind === 'till close') await scenario.prepareTillClose();
    else if (kind === 'payment' || kind === 'credit paid out' || kind === 'payment reversed')
      await scenario.preparePayment(kind);
    else if (isTransfer(kind)) await scenario.prepareTransfer(kind);
    else if (kind === 'stock counted') await scenario.prepareCount();
    else if (kind === 'goods to supplier') await scenario.prepareSupplierReturn();
    else if (isOfBill(kind)) await scenario.prepareBill(kind);
    else await scenario.prepareCheckout();
    return scenario;
  }

  private async prepareCorrection(kind: ScenarioKind): Promise<void> {
    const sale = await sell(this.store, [{ productId: this.productId, quantity: UNITS.sold }]);
    this.orderId = sale.orderId;
    this.saleId = sale.saleId;
    const body = { revision: sale.revision, reason: NOTE, refundTo: 'cash', tillSessionId: this.store.tillSessionId };
    const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: UNITS.returned }];
    const path = `/sales/${sale.saleId}/returns`;
    if (kind === 'return') this.addManagerRequest(path, { ...body, lines });
    else if (kind === 'return elsewhere') {
      const { companyId } = await this.system.testSystem.manager.get(`/stores/${this.store.storeId}`);
      const { storeId, tillSessionId } = await openStoreFixture(this.system.testSystem, {
        companyId,
        legal: undefined,
      });
      this.elsewhereId = storeId;
      this.addManagerRequest(path, { ...body, lines, storeId, tillSessionId, number: sale.invoiceNumber });
    } else this.addManagerRequest(`/sales/${sale.saleId}/cancel`, body);
  }

  private async prepareDayClose(): Promise<void> {
    const { orderId, businessDay } = await sell(this.store, [{ productId: this.productId, quantity: UNITS.sold }]);
    this.orderId = orderId;
    this.addManagerRequest(`/stores/${this.store.storeId}/days/${businessDay}/close`, {});
  }

  private async prepareTillClose(): Promise<void> {
    const { orderId, grossMinor } = await sell(this.store, [{ productId: this.productId, quantity: UNITS.sold }]);
    this.orderId = orderId;
    const { tillSessionId } = this.store;
    const counted = { countedMinor: grossMinor - MISSING_MINOR, keptMinor: 0 };
    await this.addCommand('POST /till-sessions/{sessionId}/close', `/till-sessions/${tillSessionId}/close`, counted);
  }

  /** A sale on account, and what is done to its payment: taken, too much of it paid out, or reversed. */
  private async preparePayment(kind: 'payment' | 'credit paid out' | 'payment reversed'): Promise<void> {
    const { storeId, tillSessionId } = this.store;
    const { manager } = this.system.testSystem;
    const { customerId } = await manager.post('/customers', {
      kind: 'person',
      name: 'Client du magasin',
      creditLimit: { minor: 10_000_000, currency: 'DZD' },
    });
    const order = await draft(this.store, [{ productId: this.productId, quantity: UNITS.sold }], { customerId });
    this.orderId = order.orderId;
    const { status, body: sold } = await checkout(this.store, order);
    if (status !== 200) throw new Error(`the sale on account was refused: ${JSON.stringify(sold)}`);
    const owedMinor: number = sold.sale.grossMinor;
    const paid = { customerId, storeId, tillSessionId, method: 'cash' };
    if (kind === 'payment') return this.addCommand('POST /payments', '/payments', { ...paid, amountMinor: owedMinor });
    const amountMinor = kind === 'credit paid out' ? owedMinor + CREDIT_MINOR : owedMinor;
    const { paymentId } = await manager.post('/payments', { ...paid, amountMinor });
    const reason = { reason: NOTE, tillSessionId };
    if (kind === 'payment reversed')
      return this.addCommand('POST /payments/{paymentId}/reversal', `/payments/${paymentId}/reversal`, reason);
    return this.addCommand('POST /customers/{customerId}/credit-payouts', `/customers/${customerId}/credit-payouts`, {
      ...reason,
      storeId,
      method: 'cash',
      amountMinor: CREDIT_MINOR,
    });
  }

  /** A draft at the till, and a transfer to another store of the company: to be sent, asked for, on the road, or received in part. */
  private async prepareTransfer(kind: TransferScenario): Promise<void> {
    const { manager } = this.system.testSystem;
    const { storeId } = this.store;
    this.orderId = (await draft(this.store, [{ productId: this.productId, quantity: 1 }])).orderId;
    const { companyId } = await manager.get(`/stores/${storeId}`);
    const there = await openStoreFixture(this.system.testSystem, { companyId, legal: undefined });
    const lines = [{ productId: this.productId, quantity: UNITS.sold }];
    if (kind === 'transfer sent') {
      const sent = { storeId, toStoreId: there.storeId, lines };
      return this.addCommand('POST /transfers/shipments', '/transfers/shipments', sent);
    }
    const asked = await manager.post('/transfers', { storeId: there.storeId, fromStoreId: storeId, lines });
    const { transferId, revision } = asked;
    const path = `/transfers/${transferId}`;
    const add = (act: string, body: object): Promise<void> =>
      this.addCommand(`POST /transfers/{transferId}/${act}`, `${path}/${act}`, body);
    if (kind === 'transfer cancelled') return add('cancel', { reason: NOTE });
    if (kind === 'transfer shipped') return add('ship', { revision, lines });
    const shipped = await manager.post(`${path}/ship`, { revision, lines });
    if (kind === 'transfer returned') return add('return', { reason: NOTE });
    const came = { productId: this.productId, receivedQuantity: UNITS.sold - UNITS.lost };
    if (kind === 'transfer received') {
      const lost = { ...came, lostQuantity: UNITS.lost };
      return add('receive', { revision: shipped.revision, reason: NOTE, lines: [lost] });
    }
    const received = await manager.post(`${path}/receive`, { revision: shipped.revision, lines: [came] });
    return add('lose-rest', { revision: received.revision, reason: NOTE });
  }

  /** A draft at the till, and the bill of the first delivery, dearer than it came: recorded, taken back, or paid, and the payment taken back. */
  private async prepareBill(kind: BillScenario): Promise<void> {
    const { owner } = this.system.testSystem;
    const { storeId } = this.store;
    this.orderId = (await draft(this.store, [{ productId: this.productId, quantity: 1 }])).orderId;
    const { supplierId } = await owner.post('/suppliers', { name: `Fournisseur de ${storeId}` });
    const delivery = (await owner.get(`/deliveries?storeId=${storeId}`)).items.at(-1);
    const [{ batchId, quantity, costMinor }] = delivery.batches;
    const paper = {
      kind: 'bill',
      storeId,
      supplierId,
      number: 'FA-1',
      billDay: '2026-01-01',
      lines: [
        {
          kind: 'goods',
          deliveryId: delivery.deliveryId,
          batchId,
          quantity,
          netMinor: costMinor + quantity,
          taxRateBps: 1_900,
        },
      ],
    };
    if (kind === 'supplier bill') return this.addCommand('POST /supplier-bills', '/supplier-bills', paper);
    const { billId, grossMinor } = await owner.post('/supplier-bills', paper);
    if (kind === 'supplier bill reversed') {
      const path = `/supplier-bills/${billId}/reversal`;
      return this.addCommand('POST /supplier-bills/{billId}/reversal', path, { reason: NOTE });
    }
    const paid = { storeId, supplierId, method: 'transfer', amountMinor: grossMinor };
    const allocations = [{ billId, amountMinor: grossMinor }];
    const isOwed = async () => (await owner.get(`/open-bills?storeId=${storeId}`)).items.length === 1;
    await waitUntil('the bill is in the books', isOwed);
    if (kind === 'supplier paid')
      return this.addCommand('POST /supplier-payments', '/supplier-payments', { ...paid, allocations }, owner);
    const { supplierPaymentId } = await owner.post('/supplier-payments', { ...paid, allocations });
    const operation = 'POST /supplier-payments/{supplierPaymentId}/reversal';
    const path = `/supplier-payments/${supplierPaymentId}/reversal`;
    return this.addCommand(operation, path, { reason: NOTE }, owner);
  }

  /** A draft at the till, and a unit of a third delivery that goes back to its supplier. */
  private async prepareSupplierReturn(): Promise<void> {
    const { owner } = this.system.testSystem;
    const { storeId } = this.store;
    this.orderId = (await draft(this.store, [{ productId: this.productId, quantity: 1 }])).orderId;
    const { supplierId } = await owner.post('/suppliers', { name: `Fournisseur de ${storeId}` });
    const delivered = [{ productId: this.productId, quantity: UNITS.firstBatch, costMinor: 1_000 }];
    const { batches } = await owner.post('/deliveries', { storeId, supplierId, lines: delivered });
    const lines = [{ batchId: batches[0].batchId, quantity: UNITS.lost }];
    const sent = { storeId, supplierId, reason: NOTE, lines };
    await this.addCommand('POST /supplier-returns', '/supplier-returns', sent);
  }

  /** A draft at the till, and a count in review that misses a unit. */
  private async prepareCount(): Promise<void> {
    const { manager } = this.system.testSystem;
    const { storeId } = this.store;
    this.orderId = (await draft(this.store, [{ productId: this.productId, quantity: 1 }])).orderId;
    const scope = { kind: 'products', productIds: [this.productId] };
    const { stockCountId } = await manager.post('/stock-counts', { storeId, scope });
    const path = `/stock-counts/${stockCountId}`;
    const quantity = UNITS.firstBatch + UNITS.secondBatch - UNITS.lost;
    await manager.post(`${path}/entries`, { productId: this.productId, quantity });
    const { revision } = await manager.post(`${path}/review`, { revision: 1 });
    await this.addCommand('POST /stock-counts/{stockCountId}/post', `${path}/post`, { revision });
  }

  /** Adds a request, of the manager or another person, that is one command; its id is made of the person, the operation and the key. */
  private async addCommand(
    operation: string,
    path: string,
    body: object,
    client = this.system.testSystem.manager,
  ): Promise<void> {
    this.requests.push({ client, method: 'POST', path, body, key: newKey() });
    const { userId } = await client.get('/auth/me');
    this.command = `http/${userId}/${operation}/${this.requests[0]!.key}`;
  }

  private async prepareCheckout(): Promise<void> {
    const lines = [{ productId: this.productId, quantity: UNITS.sold }];
    const order = await draft(this.store, lines, { approvalRequested: this.kind !== 'checkout' });
    this.orderId = order.orderId;
    const path = `/orders/${order.orderId}`;
    this.requests.push({
      client: this.system.testSystem.cashier,
      method: 'POST',
      path: `${path}/checkout`,
      body: {
        revision: order.revision,
        payment: cash(PRICE_MINOR * UNITS.sold),
        tillSessionId: this.store.tillSessionId,
      },
      key: newKey(),
    });
    if (this.kind === 'approved') this.addManagerRequest(`${path}/approve`, { note: NOTE });
    if (this.kind === 'rejected') this.addManagerRequest(`${path}/reject`, { note: NOTE });
    if (this.kind === 'cancelled while waiting')
      this.addManagerRequest(`${path}/cancel`, {
        reason: NOTE,
        refundTo: 'cash',
        tillSessionId: this.store.tillSessionId,
      });
  }

  private addManagerRequest(path: string, body: unknown): void {
    this.requests.push({ client: this.system.testSystem.manager, method: 'POST', path, body, key: newKey() });
  }

  /** Start of the ids of the commands under test: those of the saga, or the one that needs none. */
  get commandPrefix(): string {
    if (this.command) return this.command;
    if (this.kind === 'day close') return `close-day/${this.store.storeId}/`;
    return this.saleId ? `correction/${this.saleId}/` : `checkout/${this.orderId}/`;
  }

  /** Start of the command ids of the saga that cancels the order. */
  get cancellationSagaPrefix(): string {
    return `order-cancellation/${this.orderId}/`;
  }

  /** Whether the saga under test corrects a sale, instead of checking out an order. */
  get isCorrection(): boolean {
    return this.saleId !== '';
  }

  /** Sends every request until its answer is final. */
  async run(): Promise<void> {
    const withinMs = this.system.checkTimeoutMs * 3;
    const [first, decision] = this.requests as [ApiRequest, ApiRequest | undefined];
    if (!decision) return this.record(first, await retryUntilFinal(first, { withinMs }));
    const waiting = await retryUntilFinal(first, {
      withinMs,
      acceptPending: (answer) => answer.status === 202 && answer.body.stage === 'waitingForApproval',
    });
    const decided = waiting.answer.status === 202 ? await retryUntilFinal(decision, { withinMs }) : undefined;
    this.record(first, await retryUntilFinal(first, { withinMs }));
    if (decided) this.record(decision, decided);
  }

  private record(request: ApiRequest, final: FinalAnswer): void {
    this.answers.push({ ...final, request });
  }

  /** Cancels the order as a manager while its saga runs; resolves with the final answer. */
  async cancelOrder(): Promise<FinalAnswer> {
    const request: ApiRequest = {
      client: this.system.testSystem.manager,
      method: 'POST',
      path: `/orders/${this.orderId}/cancel`,
      body: { reason: 'changed my mind', refundTo: 'cash', tillSessionId: this.store.tillSessionId },
      key: newKey(),
    };
    this.cancellation = retryUntilFinal(request).then((final) => {
      this.record(request, final);
      return final;
    });
    return this.cancellation;
  }

  /** Whether the saga that cancels the order has started. */
  async isCancellationStarted(): Promise<boolean> {
    const query = `ComptoirOrder="${this.orderId}" AND WorkflowType="orderCancellation"`;
    for await (const _workflow of this.system.temporal.workflow.list({ query })) return true;
    return false;
  }

  /** ANSWERED: repeats each request with its key; the outcome must be that of the first answer. Returns the differences. */
  async checkRepeatedAnswers(): Promise<string[]> {
    await this.cancellation;
    const problems: string[] = [];
    for (const { request, answer } of this.answers) {
      const first = outcomeKey(answer);
      const repeated = await retryUntilFinal(request, { withinMs: this.system.checkTimeoutMs });
      const second = outcomeKey(repeated.answer);
      if (second !== first)
        problems.push(`ANSWERED: ${operationOf(request)} was answered "${first}" and then "${second}"`);
    }
    return problems;
  }

  /** ONCE and NONE: compares the stored records with those that the outcome requires. Returns the differences. */
  async checkRecords(outcome: Outcome): Promise<string[]> {
    const { storeId } = this.store;
    const found = await readStoredRecords(this.system, {
      storeId,
      productId: this.productId,
      orderId: this.orderId,
      ...(this.elsewhereId ? { elsewhereId: this.elsewhereId } : {}),
    });
    return compareRecords(found, outcome);
  }

  /** The answers as one line of text. */
  answerSummary(): string {
    return this.answers
      .map(({ request, answer }) => [operationOf(request), answer.status, answer.body?.code].filter(Boolean).join(' '))
      .join(', ');
  }
}

function newKey(): string {
  return `cell-${randomUUID()}`;
}

/** The last part of the path of a request: `checkout`, `cancel`, `approve`. */
function operationOf(request: ApiRequest): string {
  return request.path.replace(/.*\//, '');
}
