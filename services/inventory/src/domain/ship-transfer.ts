import {
  inventoryErrors,
  MAX_TRANSFER_PARCELS,
  sum,
  type MintingContext,
  type TransferLine,
  type TransferMove,
  type TransferParcel,
} from '@comptoir/contracts';
import { allocate, demandByProduct, unitsByBatch } from './allocate.js';
import { costOf } from './amounts.js';
import { queuesAfter } from './expiry-queues.js';
import { movementOf, refuseShortages, type OpenBatches } from './hold.js';
import { changeLevel, type LevelChange } from './levels.js';
import { levelKeyOf, type Batch, type HeldUnits, type Level, type Movement } from './records.js';
import {
  begin,
  changedBy,
  doneBy,
  requireOnce,
  requireRevision,
  requireTransferOf,
  type BegunTransfer,
} from './transfer.js';
import type { TransferRecord, TransferSeries } from './transfer-records.js';
import { move } from './transfer-states.js';

/** Where goods came from first: when their delivery was taken in, and its supplier where it is a record. */
export interface FirstArrival {
  readonly receivedAt: string;
  readonly supplierId?: string;
}

/** What shipping is decided on: levels and open batches of the sending store, and the deliveries that brought their units. */
export interface ShippingState {
  readonly levels: readonly Level[];
  readonly open: OpenBatches;
  readonly arrivals: ReadonlyMap<string, FirstArrival>;
}

/** Goods that have left the sending store. */
export interface Shipped {
  readonly after: TransferRecord;
  readonly moved: TransferMove;
  readonly takes: readonly HeldUnits[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

type Lines = readonly { readonly productId: string; readonly quantity: number }[];
type Taken = HeldUnits & { readonly productId: string };

/**
 * Ships what was asked for, or less, oldest batch first, at the cost of the batches. Refuses transfer.unknown,
 * transfer.other-store, transfer.state, transfer.changed, transfer.not-asked, transfer.too-many-parcels, stock.insufficient,
 * stock.currency-mixed, amount.too-large, and a product that is named twice.
 */
export function decideShipTransfer(
  state: ShippingState & { readonly found: TransferRecord | null },
  input: { readonly transferId: string; readonly storeId: string; readonly revision: number; readonly lines: Lines },
  moment: MintingContext,
): Shipped & { readonly before: TransferRecord } {
  const before = requireTransferOf(state.found, 'ship', input);
  const way = move(before, 'ship', { isOnTheRoad: true });
  requireRevision(before, input.revision);
  requireOnce(input.lines);
  requireAsked(before, input.lines);
  const shipped = ship(state, { ...before, ...way }, input.lines, moment);
  return { before, ...shipped };
}

/** Writes a transfer that nobody has asked for and ships it. Refuses what a request and shipping refuse. */
export function decideSendTransfer(
  state: ShippingState & { readonly series: TransferSeries | null },
  command: BegunTransfer,
  moment: MintingContext,
): Shipped & { readonly series: TransferSeries } {
  const { transfer, series } = begin(state.series, command, 'sending', moment);
  const way = move(transfer, 'ship', { isOnTheRoad: true });
  return { series, ...ship(state, { ...transfer, ...way, revision: transfer.revision }, command.lines, moment) };
}

/** Refuses transfer.not-asked where a product was not asked for, or less of it. */
function requireAsked({ number, lines }: TransferRecord, asked: Lines): void {
  const known = new Map(lines.map((line) => [line.productId, line.quantity]));
  const products = asked
    .map(({ productId, quantity }) => ({ productId, asked: known.get(productId) ?? 0, quantity }))
    .filter((one) => one.quantity > one.asked);
  if (products.length === 0) return;
  throw inventoryErrors.transferNotAsked(
    `Not all of it was asked for on ${number}: ship what was asked, and the rest with a transfer of its own.`,
    { number, products },
  );
}

function ship(state: ShippingState, transfer: TransferRecord, lines: Lines, moment: MintingContext): Shipped {
  const demand = lines.map((line) => ({ ...line, lineId: line.productId }));
  const { lines: allocated, shortages } = allocate(demand, state.open.batches);
  if (shortages.length > 0) refuseShortages(shortages);
  const takes = unitsByBatch(allocated);
  requireCarried(takes);
  const batches = new Map(state.open.batches.map((batch) => [batch._id, batch]));
  requireCurrency(takes, batches, transfer);
  const taken = new Map(takes.map((units) => [units.batchId, units.quantity]));
  const byKey = new Map(state.levels.map((level) => [level._id, level]));
  const { fromStoreId: storeId, currency, _id: ref } = transfer;
  const levels = [...demandByProduct(demand)].map(([productId, asked]) => {
    const level = byKey.get(levelKeyOf(storeId, productId))!;
    return changeLevel(level, { delta: -asked, ...queuesAfter(level, state.open, taken) }, moment);
  });
  const costMinor = costOf(takes);
  const moved = movedOf('shipped', takes, moment);
  const after: TransferRecord = {
    ...transfer,
    lines: transfer.lines.map((line) => shippedLine(line, moved)),
    leftQuantity: sum(takes.map((units) => units.quantity)),
    leftCostMinor: costMinor,
    parcels: takes.map((units) => parcelOf(units, batches.get(units.batchId)!, state.arrivals)),
    moves: [...transfer.moves, moved],
    ...changedBy(moment),
    shipped: doneBy(moment),
  };
  const context = { storeId, currency, ref, moment };
  return {
    after,
    moved,
    takes,
    levels,
    movements: takes.map((units) => movementOf('transferredOut', units, [-units.quantity, 0], context)),
  };
}

/** Goods that moved at once, by product in order of its id. */
export function movedOf(
  kind: TransferMove['kind'],
  units: readonly { readonly productId: string; readonly quantity: number; readonly costMinor: number }[],
  moment: MintingContext,
  reason?: string,
): TransferMove {
  const lines = [...Map.groupBy(units, (one) => one.productId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([productId, same]) => ({
      productId,
      quantity: sum(same.map((one) => one.quantity)),
      costMinor: sum(same.map((one) => one.costMinor)),
    }));
  return {
    moveId: moment.mint('transferMove'),
    kind,
    ...doneBy(moment),
    ...(reason === undefined ? {} : { reason }),
    costMinor: costOf(lines),
    lines,
  };
}

function requireCarried(takes: readonly Taken[]): void {
  if (takes.length <= MAX_TRANSFER_PARCELS) return;
  throw inventoryErrors.transferTooManyParcels(
    `These goods lie in ${takes.length} batches, one transfer carries ${MAX_TRANSFER_PARCELS} at most: ship them with several.`,
    { parcels: takes.length, limit: MAX_TRANSFER_PARCELS },
  );
}

function requireCurrency(
  takes: readonly Taken[],
  batches: ReadonlyMap<string, Batch>,
  { currency }: TransferRecord,
): void {
  const other = takes.map((units) => batches.get(units.batchId)!).find((batch) => batch.currency !== currency);
  if (!other) return;
  throw inventoryErrors.currencyMixed(
    `Goods of this transfer were bought in ${other.currency}; the books of both stores are kept in ${currency}.`,
    { productId: other.productId, currency, asked: other.currency },
  );
}

function shippedLine(line: TransferLine, { lines }: TransferMove): TransferLine {
  const moved = lines.find((one) => one.productId === line.productId);
  if (!moved) return line;
  return { ...line, shippedQuantity: moved.quantity, shippedCostMinor: moved.costMinor };
}

function parcelOf(
  { productId, batchId, deliveryId, quantity, costMinor }: Taken,
  batch: Batch,
  arrivals: ReadonlyMap<string, FirstArrival>,
): TransferParcel {
  const arrival = arrivals.get(deliveryId);
  return {
    productId,
    batchId,
    deliveryId,
    ...(arrival?.supplierId === undefined ? {} : { supplierId: arrival.supplierId }),
    agedSince: arrival?.receivedAt ?? batch.agedSince ?? batch.receivedAt,
    ...(batch.expiresOn === undefined ? {} : { expiresOn: batch.expiresOn }),
    ...(batch.expiryPlace === undefined ? {} : { byExpiry: true as const }),
    quantity,
    costMinor,
    leftQuantity: quantity,
    leftCostMinor: costMinor,
  };
}
