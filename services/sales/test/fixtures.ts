import {
  DomainError,
  sagaId,
  sales,
  type Actor,
  type AllocatedLine,
  type ApprovalReason,
  type CustomerView,
  type InputOf,
  type OrderDiscount,
  type OrderView,
  type Payment,
  type Quote,
  type QuotedLine,
  type SaleView,
  type StoreView,
  type Unit,
  type VerdictGiven,
} from '@comptoir/contracts';
import { bootService, mint } from '@comptoir/kit';
import { startTestService, testConfig, type TestService } from '@comptoir/kit/testing';
import { addedToDay, dayKey } from '../src/domain/business-day.js';
import { keysOfEntry } from '../src/domain/entry-keys.js';
import type { BusinessDayRecord, EntryRecord, SeriesRecord } from '../src/domain/records.js';
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
    companyId: mint('company'),
    code: 'ALG1',
    name: 'Alger Centre',
    address: '1 rue Didouche',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Comptoir SARL' },
    pricesIncludeTax: false,
    cashRoundingMinor: 1,
    revision: 1,
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
  readonly unit?: Unit;
  readonly quantityDecimals?: number;
  readonly discount?: OrderDiscount;
  readonly productId?: string;
  readonly categoryId?: string;
  /** Batches in order of consumption: quantity and cost of these units. */
  readonly batches?: readonly { quantity: number; costMinor: number; batchId?: string; deliveryId?: string }[];
  /** Of a bundle: what one of them has of each part, and where the units of all of them come from. */
  readonly parts?: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly unit?: Unit;
    readonly quantityDecimals?: number;
    readonly batches: NonNullable<Wanted['batches']>;
  }[];
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
    lines: lines.map(({ lineId, productId, wanted: { quantity, unitPriceMinor, discount } }) => ({
      lineId,
      productId,
      quantity,
      ...(unitPriceMinor === undefined ? {} : { unitPriceMinor }),
      ...(discount ? { discount } : {}),
    })),
    ...changes,
  });
  const quoted = lines.map(({ lineId, productId, wanted: one }): QuotedLine => ({
    lineId,
    productId,
    productRevision: 1,
    sku: `SKU-${productId.slice(-4)}`,
    name: 'Kettle',
    ...(one.categoryId === undefined ? {} : { categoryId: one.categoryId }),
    unit: one.unit ?? 'piece',
    quantityDecimals: one.quantityDecimals ?? 0,
    priceMinMinor: one.minMinor ?? 700,
    priceListMinor: one.listMinor ?? 1000,
    priceMaxMinor: one.maxMinor ?? 1500,
    taxRateBps: one.taxRateBps ?? 1900,
    warrantyMonths: one.warrantyMonths ?? 12,
    ...(one.parts
      ? {
          parts: one.parts.map(({ productId: partId, quantity, unit = 'piece', quantityDecimals = 0 }) => ({
            productId: partId,
            sku: `SKU-${partId.slice(-4)}`,
            name: 'Cup',
            quantity,
            unit,
            quantityDecimals,
            priceListMinor: 100,
          })),
        }
      : {}),
  }));
  const allocations = lines.flatMap(({ lineId, productId, wanted: one }): AllocatedLine[] => {
    const plain = { productId, quantity: 1, batches: one.batches };
    return (one.parts ?? [plain]).map((part) => ({
      lineId,
      productId: part.productId,
      quantity: one.quantity * part.quantity,
      allocations: (part.batches ?? [{ quantity: one.quantity, costMinor: 400 * one.quantity }]).map((batch) => ({
        batchId: mint('batch'),
        deliveryId: mint('delivery'),
        ...batch,
      })),
    }));
  });
  const saga = sagaId.checkout(order.orderId, order.revision);
  return { order, quote: { store, lines: quoted }, allocations, saga, ids: someIds() };
}

/** The close of a day that warranty has counted no claim of. */
export function closing(store: StoreView, businessDay: string, beforeItsEnd = true): InputOf<typeof sales.closeDay> {
  const claims = { after: store.createdAt, upTo: new Date().toISOString(), opened: 0, closed: 0 };
  return { store, businessDay, beforeItsEnd, claims };
}

/** The open session of the till of a store; opened with an empty drawer when it is first asked for. */
const tills = new Map<string, Promise<string>>();
export function tillOf(service: TestService, store: StoreView): Promise<string> {
  const known = tills.get(store.storeId) ?? openTill(service, store, 'T1');
  tills.set(store.storeId, known);
  return known;
}

/** A new till with an open session; answers the session. */
export async function openTill(service: TestService, store: StoreView, till: string, floatMinor = 0): Promise<string> {
  await service.call(sales.addTill, { storeId: store.storeId, till, name: `Till ${till}` }, { actor: MANAGER });
  const sessionId = mint('tillSession');
  await service.call(sales.openTillSession, { sessionId, store, till, floatMinor }, { actor: CASHIER });
  return sessionId;
}

export async function begin(
  service: TestService,
  draft: Draft,
  payment?: Payment | readonly Payment[],
  commandId?: string,
  more: Partial<InputOf<typeof sales.beginCheckout>> = {},
) {
  const { order, quote, saga, ids } = draft;
  const payments = payment === undefined ? [] : [payment].flat();
  const inCash = payments.some((one) => one.method === 'cash');
  const tillSessionId = inCash ? await tillOf(service, quote.store as StoreView) : undefined;
  return service.call(
    sales.beginCheckout,
    { orderId: order.orderId, revision: order.revision, quote, ids, payments, tillSessionId, ...more },
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

/** Gross of what is wanted, in pieces before tax and without discounts, computed the slow way: tax by rate. */
export function grossOf(wanted: readonly Wanted[]): number {
  const netByRate = new Map<number, number>();
  for (const one of wanted) {
    const rate = one.taxRateBps ?? 1900;
    const net = (one.unitPriceMinor ?? one.listMinor ?? 1000) * one.quantity;
    netByRate.set(rate, (netByRate.get(rate) ?? 0) + net);
  }
  return [...netByRate].reduce((total, [rate, net]) => total + net + Math.round((net * rate) / 10_000), 0);
}

type Lines = InputOf<typeof sales.beginCorrection>['lines'];

export async function beginCorrection(
  service: TestService,
  sale: SaleView,
  lines?: Lines,
  changes: Partial<InputOf<typeof sales.beginCorrection>> & { commandId?: string } = {},
) {
  const { commandId, ...input } = changes;
  const tillSessionId = await tillOf(service, sale.store);
  return service.call(
    sales.beginCorrection,
    {
      correctionId: mint('correction'),
      saleId: sale.saleId,
      revision: sale.revision,
      kind: lines ? 'return' : 'cancellation',
      reasonId: REASON_ID,
      refundTo: 'cash',
      tillSessionId,
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

/** The refusal of a call; fails when the call is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<DomainError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof DomainError)) throw new Error(`not refused: ${String(outcome)}`);
  return outcome;
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

/** Moves what was posted for a record to a day that has long been over, and had no entry yet, as it was posted then. */
export async function moveEntries({ connection }: TestService, ref: string, businessDay: string): Promise<void> {
  const entries = connection.collection<EntryRecord>('entries');
  const moved = await entries.find({ ref }).toArray();
  for (const entry of moved)
    await entries.updateOne({ _id: entry._id }, { $set: { businessDay, ...keysOfEntry({ ...entry, businessDay }) } });
  const { storeId } = moved[0]!;
  await connection.collection<SeriesRecord>('series').updateOne({ _id: storeId }, { $min: { since: businessDay } });
  const day = { _id: dayKey(storeId, businessDay), storeId, businessDay, closed: false, touched: 1 };
  await connection.collection<BusinessDayRecord>('businessDays').insertOne({ ...day, ...addedToDay(moved) });
  await connection.collection('stis').updateMany({ saleId: ref, kind: 'sale' }, { $set: { businessDay } });
  await connection.collection<{ _id: string }>('saleProgress').updateMany({ _id: ref }, { $set: { businessDay } });
}
