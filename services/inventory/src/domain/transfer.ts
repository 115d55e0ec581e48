import {
  businessDayOf,
  fieldInvalid,
  inventoryErrors,
  type DataOf,
  type inventory,
  type inventoryEvents,
  type ParsedInputOf,
  type TransferLine,
  type TransferMove,
  type TransferTransitionName,
} from '@comptoir/contracts';
import { drawNumber } from './purchase-order-records.js';
import type { Moment } from './supplier.js';
import { transferSeriesOf, type TransferRecord, type TransferSeries } from './transfer-records.js';
import { move, sideOf } from './transfer-states.js';

/** What begins a transfer: both stores as the catalog has them, and the lines. */
export type BegunTransfer = ParsedInputOf<typeof inventory.requestTransfer>;

/** A transfer before and after what was done to it. */
export interface TransferChange {
  readonly before: TransferRecord;
  readonly after: TransferRecord;
}

/** What only names the store that does it, with a reason. */
export interface TransferAsked {
  readonly transferId: string;
  readonly storeId: string;
  readonly reason?: string;
}

/**
 * A request, with the next number of its sending store and year, and the series with it drawn. Refuses transfer.same-store,
 * transfer.other-company, stock.currency-mixed, and a product that is named twice.
 */
export function decideRequestTransfer(
  series: TransferSeries | null,
  command: BegunTransfer,
  moment: Moment,
): { readonly transfer: TransferRecord; readonly series: TransferSeries } {
  return begin(series, command, 'asking', moment);
}

/** A transfer as it is written, whoever begins it. Refuses what a request refuses. */
export function begin(
  before: TransferSeries | null,
  { transferId, fromStoreId, toStoreId, from, to, note, lines }: BegunTransfer,
  begunBy: TransferRecord['begunBy'],
  { now, actor }: Moment,
): { readonly transfer: TransferRecord; readonly series: TransferSeries } {
  requireTwoStores({ fromStoreId, toStoreId, from, to });
  requireOnce(lines);
  const createdDay = businessDayOf(now, from.timeZone);
  const { number, series } = drawNumber(before, transferSeriesOf(from.code, createdDay));
  const transfer: TransferRecord = {
    _id: transferId,
    number,
    companyId: from.companyId,
    fromStoreId,
    fromStoreCode: from.code,
    fromStoreName: from.name,
    fromTimeZone: from.timeZone,
    toStoreId,
    toStoreCode: to.code,
    toStoreName: to.name,
    toTimeZone: to.timeZone,
    currency: from.currency,
    begunBy,
    ...(note === undefined ? {} : { note }),
    state: 'requested',
    revision: 1,
    lines: lines.map((line): TransferLine => ({ ...line, ...NOTHING_MOVED })),
    leftQuantity: 0,
    leftCostMinor: 0,
    parcels: [],
    moves: [],
    createdAt: now,
    createdDay,
    createdBy: actor.id,
    changedAt: now,
    changedBy: actor.id,
  };
  return { transfer, series };
}

/** The request refused by the sending store. Refuses transfer.unknown, transfer.other-store, transfer.state. */
export function decideRefuseTransfer(
  found: TransferRecord | null,
  asked: TransferAsked & { readonly reason: string },
  moment: Moment,
): TransferChange {
  const change = step(found, 'refuse', asked, moment);
  return { ...change, after: { ...change.after, refused: { ...doneBy(moment), reason: asked.reason } } };
}

/** The request cancelled by the asking store. Refuses transfer.unknown, transfer.other-store, transfer.state. */
export function decideCancelTransfer(
  found: TransferRecord | null,
  asked: TransferAsked & { readonly reason: string },
  moment: Moment,
): TransferChange {
  const change = step(found, 'cancel', asked, moment);
  return { ...change, after: { ...change.after, cancelled: { ...doneBy(moment), reason: asked.reason } } };
}

/** The transfer put away by the store that received it. Refuses transfer.unknown, transfer.other-store, transfer.state. */
export function decideCloseTransfer(
  found: TransferRecord | null,
  asked: TransferAsked,
  moment: Moment,
): TransferChange {
  const change = step(found, 'close', asked, moment);
  const { reason } = asked;
  const closed = { ...doneBy(moment), ...(reason === undefined ? {} : { reason }) };
  return { ...change, after: { ...change.after, closed } };
}

/** A transition that moves no goods. */
function step(
  found: TransferRecord | null,
  name: TransferTransitionName,
  { transferId, storeId, reason }: TransferAsked,
  moment: Moment,
): TransferChange {
  const before = requireTransferOf(found, name, { transferId, storeId });
  const way = move(before, name, { isOnTheRoad: before.leftQuantity > 0 }, reason);
  return { before, after: { ...before, ...way, ...changedBy(moment) } };
}

/** The transfer, if the store is the one that does this; else transfer.unknown or transfer.other-store. */
export function requireTransferOf(
  found: TransferRecord | null,
  name: TransferTransitionName,
  { transferId, storeId }: Pick<TransferAsked, 'transferId' | 'storeId'>,
): TransferRecord {
  const transfer = requireTransfer(found, transferId);
  const owner = sideOf(name) === 'sending' ? transfer.fromStoreId : transfer.toStoreId;
  if (storeId === owner) return transfer;
  throw inventoryErrors.transferOtherStore('This is for the other store of the transfer to do.', {
    number: transfer.number,
    storeId: owner,
  });
}

/** The transfer, or transfer.unknown. */
export function requireTransfer(found: TransferRecord | null, transferId: string): TransferRecord {
  if (found) return found;
  throw inventoryErrors.transferUnknown('There is no transfer with this number.', { transferId });
}

/** Refuses transfer.changed where another revision was seen. */
export function requireRevision({ _id, revision }: TransferRecord, asked: number): void {
  if (revision === asked) return;
  throw inventoryErrors.transferChanged('This transfer was changed by somebody else in between: read it again.', {
    transferId: _id,
    revision,
    asked,
  });
}

/** Refuses a product that is named twice. */
export function requireOnce(lines: readonly { readonly productId: string }[]): void {
  const seen = new Set<string>();
  for (const [at, { productId }] of lines.entries())
    if (seen.size === seen.add(productId).size)
      throw fieldInvalid(`lines.${at}.productId`, 'names a product that is there already');
}

/** Who changed it when, as the transfer keeps it. */
export function changedBy({ now, actor }: Moment): Pick<TransferRecord, 'changedAt' | 'changedBy'> {
  return { changedAt: now, changedBy: actor.id };
}

/** Who did something when. */
export function doneBy({ now, actor }: Moment): { readonly at: string; readonly by: string } {
  return { at: now, by: actor.id };
}

/** What is told to the ledger of goods that moved: received is in the books of the store they came to, all else in the sender's. */
export function goodsTransferredOf(
  transfer: TransferRecord,
  { moveId, kind, at, by, reason, costMinor }: TransferMove,
): DataOf<typeof inventoryEvents.goodsTransferred> {
  const { _id: transferId, number, currency } = transfer;
  const books =
    kind === 'received'
      ? { storeId: transfer.toStoreId, storeCode: transfer.toStoreCode, timeZone: transfer.toTimeZone }
      : { storeId: transfer.fromStoreId, storeCode: transfer.fromStoreCode, timeZone: transfer.fromTimeZone };
  const why = reason === undefined ? {} : { reason };
  return { moveId, kind, transferId, number, ...books, currency, costMinor, movedAt: at, movedBy: by, ...why };
}

const NOTHING_MOVED = {
  shippedQuantity: 0,
  shippedCostMinor: 0,
  receivedQuantity: 0,
  receivedCostMinor: 0,
  lostQuantity: 0,
  lostCostMinor: 0,
} as const;

function requireTwoStores({
  fromStoreId,
  toStoreId,
  from,
  to,
}: Pick<BegunTransfer, 'fromStoreId' | 'toStoreId' | 'from' | 'to'>): void {
  if (fromStoreId === toStoreId)
    throw inventoryErrors.transferSameStore('Goods go from one store to another one.', { storeId: fromStoreId });
  if (from.companyId !== to.companyId) {
    throw inventoryErrors.transferOtherCompany(
      'These stores belong to two companies: goods between them are sold, not transferred.',
      { fromStoreId, toStoreId },
    );
  }
  if (from.currency !== to.currency) {
    throw inventoryErrors.currencyMixed(
      `The one store keeps its books in ${from.currency}, the other in ${to.currency}: goods cannot carry their cost from one to the other.`,
      { fromStoreId, toStoreId, currency: from.currency, asked: to.currency },
    );
  }
}
