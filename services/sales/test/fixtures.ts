import {
  sagaId,
  sales,
  type Actor,
  type AllocatedLine,
  type ApprovalReason,
  type CustomerView,
  type InputOf,
  type OrderView,
  type Payment,
  type Quote,
  type QuotedLine,
  type SaleView,
  type StoreView,
  type VerdictGiven,
} from '@comptoir/contracts';
import { bootService, mint } from '@comptoir/kit';
import { startTestService, testConfig, type TestService } from '@comptoir/kit/testing';
import { salesService } from '../src/index.js';

/** Fixtures of sales: these functions stand for catalog, inventory and invoicing. */

export const MANAGER: Actor = { id: 'usr_manager', role: 'manager' };
export const CASHIER: Actor = { id: 'usr_cashier', role: 'cashier' };

/** The text that corrections and cancellations of these tests are given for. */
export const REASON_ID = mint('text');

/** Two replicas of sales on one database, sharing the load: what one process queues up, two must settle in the database. */
export async function startSales(): Promise<TestService> {
  const first = await startTestService(salesService);
  const second = await bootService(salesService, testConfig(first.installation));
  await first.call(sales.keepText, { textId: REASON_ID, text: 'does not work' });
  return {
    ...first,
    stop: async () => {
      await second.stop();
      await first.stop();
    },
  };
}

/** A store that was opened today, in its own time zone; earlier by as many days. */
export function aStore(changes: Partial<StoreView> = {}, daysOpen = 0): StoreView {
  return {
    storeId: mint('store'),
    code: 'ALG1',
    name: 'Alger Centre',
    address: '1 rue Didouche',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Comptoir SARL' },
    createdAt: new Date(Date.now() - daysOpen * 86_400_000).toISOString(),
    ...changes,
  };
}

/** A line to sell: list price 1000, 700 to 1500, 19 % tax, a year of warranty, one batch at 400 a unit, unless overridden. */
export interface Wanted {
  readonly quantity: number;
  readonly listMinor?: number;
  readonly minMinor?: number;
  readonly maxMinor?: number;
  readonly unitPriceMinor?: number;
  readonly taxRateBps?: number;
  readonly warrantyMonths?: number;
  readonly productId?: string;
  /** Batches in order of consumption: quantity and cost of these units. */
  readonly batches?: readonly { quantity: number; costMinor: number; batchId?: string }[];
}

export interface Draft {
  readonly order: OrderView;
  readonly quote: Quote;
  readonly allocations: AllocatedLine[];
  readonly saga: string;
  readonly ids: InputOf<typeof sales.beginCheckout>['ids'];
}

export async function aCustomer(
  service: TestService,
  changes: Partial<InputOf<typeof sales.createCustomer>> = {},
): Promise<CustomerView> {
  return service.call(sales.createCustomer, {
    customerId: mint('customer'),
    kind: 'person',
    name: 'Amina Haddad',
    ...changes,
  });
}

export async function aDraft(
  service: TestService,
  store: StoreView,
  customerId: string,
  wanted: readonly Wanted[],
  changes: Partial<InputOf<typeof sales.createOrder>> = {},
): Promise<Draft> {
  const lines = wanted.map((one) => ({
    lineId: mint('line'),
    productId: one.productId ?? mint('product'),
    wanted: one,
  }));
  const order = await service.call(sales.createOrder, {
    orderId: mint('order'),
    storeId: store.storeId,
    customerId,
    documentType: 'BON_DE_VENTE',
    lines: lines.map(({ lineId, productId, wanted: { quantity, unitPriceMinor } }) => ({
      lineId,
      productId,
      quantity,
      ...(unitPriceMinor === undefined ? {} : { unitPriceMinor }),
    })),
    ...changes,
  });
  const quoted = lines.map(({ lineId, productId, wanted: one }): QuotedLine => ({
    lineId,
    productId,
    productRevision: 1,
    sku: `SKU-${productId.slice(-4)}`,
    name: 'Kettle',
    priceMinMinor: one.minMinor ?? 700,
    priceListMinor: one.listMinor ?? 1000,
    priceMaxMinor: one.maxMinor ?? 1500,
    taxRateBps: one.taxRateBps ?? 1900,
    warrantyMonths: one.warrantyMonths ?? 12,
  }));
  const allocations = lines.map(({ lineId, productId, wanted: one }): AllocatedLine => ({
    lineId,
    productId,
    quantity: one.quantity,
    allocations: (one.batches ?? [{ quantity: one.quantity, costMinor: 400 * one.quantity }]).map((batch) => ({
      batchId: mint('batch'),
      ...batch,
    })),
  }));
  const saga = sagaId.checkout(order.orderId, order.revision);
  return { order, quote: { store, lines: quoted }, allocations, saga, ids: someIds() };
}

export function begin(
  service: TestService,
  draft: Draft,
  payment?: Payment,
  commandId?: string,
  more: Partial<InputOf<typeof sales.beginCheckout>> = {},
) {
  const { order, quote, saga, ids } = draft;
  return service.call(
    sales.beginCheckout,
    { orderId: order.orderId, revision: order.revision, quote, ids, ...(payment ? { payment } : {}), ...more },
    { sagaId: saga, actor: CASHIER, ...(commandId ? { commandId } : {}) },
  );
}

export async function post(
  service: TestService,
  draft: Draft,
  changes: {
    verdict?: VerdictGiven;
    saleId?: string;
    commandId?: string;
    allocations?: AllocatedLine[];
    saga?: string;
    actor?: Actor;
  } = {},
) {
  const { order, allocations, saga } = draft;
  const input = {
    orderId: order.orderId,
    revision: order.revision,
    saleId: changes.saleId ?? mint('sale'),
    holdId: mint('hold'),
    allocations: changes.allocations ?? allocations,
    ...(changes.verdict ? { verdict: changes.verdict } : {}),
  };
  const { sale } = await service.call(sales.postSale, input, {
    sagaId: changes.saga ?? saga,
    actor: changes.actor ?? CASHIER,
    ...(changes.commandId ? { commandId: changes.commandId } : {}),
  });
  return sale;
}

export function finalize(service: TestService, saleId: string, invoiceNumber = 'ALG1-B-2026-000001') {
  const made = { invoiceId: mint('invoice'), invoiceNumber, guaranteeId: mint('guarantee') };
  return service.call(sales.finalizeSale, { saleId, ...made }, { sagaId: `checkout/of/${saleId}` });
}

/** Sells, start to end; paid in full in cash unless overridden. */
export async function sell(
  service: TestService,
  store: StoreView,
  customerId: string,
  wanted: readonly Wanted[],
  paid: 'full' | number = 'full',
): Promise<SaleView> {
  const saleId = await sellUnfinished(service, store, customerId, wanted, paid);
  await finalize(service, saleId);
  return service.call(sales.readSale, { saleId });
}

/** Sells as far as the pivot: the sale is posting. */
export async function sellUnfinished(
  service: TestService,
  store: StoreView,
  customerId: string,
  wanted: readonly Wanted[],
  paid: 'full' | number = 'full',
): Promise<string> {
  const draft = await aDraft(service, store, customerId, wanted);
  const amountMinor = paid === 'full' ? grossOf(wanted) : paid;
  const { approvalReasons } = await begin(
    service,
    draft,
    amountMinor > 0 ? { method: 'cash', amountMinor } : undefined,
  );
  const verdict = approvalReasons.length > 0 ? { verdict: { approved: true, by: MANAGER } } : {};
  return (await post(service, draft, verdict)).saleId;
}

/** Gross of what is wanted, computed the slow way. */
export function grossOf(wanted: readonly Wanted[]): number {
  return wanted.reduce((total, one) => {
    const net = (one.unitPriceMinor ?? one.listMinor ?? 1000) * one.quantity;
    return total + net + Math.round((net * (one.taxRateBps ?? 1900)) / 10_000);
  }, 0);
}

type Lines = InputOf<typeof sales.beginCorrection>['lines'];

export function beginCorrection(
  service: TestService,
  sale: SaleView,
  lines?: Lines,
  changes: Partial<InputOf<typeof sales.beginCorrection>> & { commandId?: string } = {},
) {
  const { commandId, ...input } = changes;
  return service.call(
    sales.beginCorrection,
    {
      correctionId: mint('correction'),
      saleId: sale.saleId,
      revision: sale.revision,
      kind: lines ? 'return' : 'cancellation',
      reasonId: REASON_ID,
      refundTo: 'cash',
      ...(lines ? { lines } : {}),
      ...input,
    },
    { sagaId: correctionSaga(sale), ...(commandId ? { commandId } : {}) },
  );
}

export function correctionSaga(sale: { saleId: string; revision: number }): string {
  return sagaId.correction(sale.saleId, sale.revision, 'a');
}

/** Takes back, start to end; answers the sale after it. */
export async function takeBack(
  service: TestService,
  sale: SaleView,
  lines?: Lines,
  changes: Parameters<typeof beginCorrection>[3] = {},
): Promise<SaleView> {
  const { correctionId } = await beginCorrection(service, sale, lines, changes);
  await service.call(sales.postReversal, { correctionId, saleId: sale.saleId }, { sagaId: correctionSaga(sale) });
  await finalizeCorrection(service, sale.saleId, correctionId);
  return service.call(sales.readSale, { saleId: sale.saleId });
}

export function finalizeCorrection(service: TestService, saleId: string, correctionId: string) {
  const note = { creditNoteId: mint('invoice'), creditNoteNumber: 'ALG1-C-2026-000001' };
  const sagaId = `correction/of/${correctionId}`;
  return service.call(sales.finalizeCorrection, { correctionId, saleId, ...note }, { sagaId });
}

/** Number of documents in every collection, and of events raised. */
export async function rowsOf(service: TestService): Promise<Record<string, number>> {
  const names = [
    'customers',
    'orders',
    'sales',
    'saleProgress',
    'stis',
    'entries',
    'corrections',
    'businessDays',
    'snapshots',
    'audits',
    'commands',
  ];
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = await service.count(name);
  const commands = await service.connection
    .collection<{ _id: string; events?: object[] }>('commands')
    .find({})
    .toArray();
  counts.events = commands.reduce((publishedEvents, call) => publishedEvents + (call.events?.length ?? 0), 0);
  return counts;
}

/** Every entry of the journal balances, and so does the whole. */
export async function unbalanced(service: TestService): Promise<string[]> {
  const rows = await service.connection
    .collection<{ _id: string; lines: { debitMinor: number; creditMinor: number }[] }>('entries')
    .find({})
    .toArray();
  return rows
    .filter((row) => row.lines.reduce((total, line) => total + line.debitMinor - line.creditMinor, 0) !== 0)
    .map((row) => row._id);
}

/** Ids as the gateway mints them for a checkout. */
export function someIds(): InputOf<typeof sales.beginCheckout>['ids'] {
  return { saleId: mint('sale'), holdId: mint('hold'), invoiceId: mint('invoice'), guaranteeId: mint('guarantee') };
}

/** Why a saga ended, as its undo says it. */
export const GIVEN_UP = { code: 'saga.gave-up', kind: 'conflict', message: 'Please start again.', details: {} };

/** What a checkout asks of a manager. */
export function askOf(
  { order: { orderId, revision } }: Draft,
  reasons: ApprovalReason[],
  costMinor: number,
): InputOf<typeof sales.requestApproval> {
  return { orderId, revision, costMinor, reasons, deadline: '2099-01-01T00:00:00Z' };
}
