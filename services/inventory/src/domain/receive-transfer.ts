import {
  fieldInvalid,
  inventoryErrors,
  MAX_TRANSFER_MOVES,
  sum,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
  type TransferLine,
  type TransferMove,
  type TransferParcel,
} from '@comptoir/contracts';
import { takeUnits } from './batch-cost.js';
import { createBatches } from './create-batches.js';
import { movementOf } from './hold.js';
import type { LevelChange } from './levels.js';
import type { ThresholdRecord } from './stock-alert-records.js';
import type { Batch, Level, Movement } from './records.js';
import { movedOf } from './ship-transfer.js';
import { changedBy, doneBy, requireOnce, requireRevision, requireTransferOf } from './transfer.js';
import type { TransferRecord } from './transfer-records.js';
import { move } from './transfer-states.js';

/** What is done to goods on the road: the transfer, what moved, and what came into a store's stock. */
export interface Arrived {
  readonly before: TransferRecord;
  readonly after: TransferRecord;
  readonly moved: readonly TransferMove[];
  readonly batches: readonly Batch[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

/** What receiving is decided on: the levels of the store that the goods come to. */
export interface ArrivingState {
  readonly found: TransferRecord | null;
  readonly levels: readonly Level[];
  /** Those of products that are new to the store. */
  readonly thresholds?: readonly ThresholdRecord[];
}

type Receive = ParsedInputOf<typeof inventory.receiveTransfer>;
type Lose = ParsedInputOf<typeof inventory.loseTransferRest>;

/** Units of a parcel that leave the road, with their share of its cost. */
interface Part {
  readonly parcel: TransferParcel;
  readonly productId: string;
  readonly quantity: number;
  readonly costMinor: number;
}

/**
 * Receives units that are on the road, and notes those that are lost; of each product the oldest parcel first, the received
 * ones before the lost ones. What is received becomes new batches at the end of the store's queues. Refuses
 * transfer.unknown, transfer.other-store, transfer.state, transfer.changed, transfer.not-on-the-road,
 * transfer.too-many-moves, stock.currency-mixed, a product that is named twice, and a loss without a reason.
 */
export function decideReceiveTransfer(state: ArrivingState, input: Receive, moment: MintingContext): Arrived {
  const before = requireTransferOf(state.found, 'receive', input);
  move(before, 'receive', { isOnTheRoad: true }); // its state has such a way, whatever comes
  requireRevision(before, input.revision);
  requireOnce(input.lines);
  requireOnTheRoad(before, input.lines);
  if (input.reason === undefined && input.lines.some((line) => line.lostQuantity > 0))
    throw fieldInvalid('reason', 'is needed where units are lost: say what happened');
  const road = new Road(before.parcels);
  const received = input.lines.flatMap((line) => road.take(line.productId, line.receivedQuantity));
  const lost = input.lines.flatMap((line) => road.take(line.productId, line.lostQuantity));
  const moved = [
    ...(received.length > 0 ? [movedOf('received', received, moment)] : []),
    ...(lost.length > 0 ? [movedOf('lost', lost, moment, input.reason)] : []),
  ];
  requireKept(before, moved);
  const gone = goneFrom(before, road, moved);
  const way = move(before, 'receive', { isOnTheRoad: gone.leftQuantity > 0 });
  const after = {
    ...before,
    ...gone,
    ...way,
    ...changedBy(moment),
    ...(way.state === 'received' ? { received: doneBy(moment) } : {}),
  };
  return { before, after, moved, ...arrive(state, received, before, before.toStoreId, moment) };
}

/**
 * Declares lost what is still on the road and closes the transfer. Refuses transfer.unknown, transfer.other-store,
 * transfer.state, transfer.changed.
 */
export function decideLoseTransferRest(
  found: TransferRecord | null,
  input: Lose,
  moment: MintingContext,
): { readonly before: TransferRecord; readonly after: TransferRecord; readonly moved: readonly TransferMove[] } {
  const before = requireTransferOf(found, 'loseRest', input);
  const way = move(before, 'loseRest', { isOnTheRoad: false }, input.reason);
  requireRevision(before, input.revision);
  const road = new Road(before.parcels);
  const moved = [movedOf('lost', road.takeAll(), moment, input.reason)];
  const closed = { ...doneBy(moment), reason: input.reason };
  return {
    before,
    after: { ...before, ...goneFrom(before, road, moved), ...way, ...changedBy(moment), closed },
    moved,
  };
}

/**
 * Cancels a transfer in transit: all units come back as new batches of the sending store, at their costs. Refuses
 * transfer.unknown, transfer.other-store, and transfer.state once something was received.
 */
export function decideReturnTransfer(
  state: ArrivingState,
  input: ParsedInputOf<typeof inventory.returnTransfer>,
  moment: MintingContext,
): Arrived {
  const before = requireTransferOf(state.found, 'return', input);
  const way = move(before, 'return', { isOnTheRoad: false }, input.reason);
  const road = new Road(before.parcels);
  const back = road.takeAll();
  const moved = [movedOf('returned', back, moment, input.reason)];
  const after = {
    ...before,
    ...goneFrom(before, road, moved),
    ...way,
    ...changedBy(moment),
    returned: { ...doneBy(moment), reason: input.reason },
  };
  return { before, after, moved, ...arrive(state, back, before, before.fromStoreId, moment) };
}

/** The parcels on the road, and what is taken off it: of each product in the order they were shipped, at cumulative shares of their cost. */
class Road {
  private readonly at: TransferParcel[];

  constructor(parcels: readonly TransferParcel[]) {
    this.at = [...parcels];
  }

  get parcels(): readonly TransferParcel[] {
    return this.at;
  }

  /** Units of a product; there are as many. */
  take(productId: string, quantity: number): Part[] {
    const parts: Part[] = [];
    let wanted = quantity;
    for (const [index, parcel] of this.at.entries()) {
      if (wanted === 0) break;
      if (parcel.productId !== productId || parcel.leftQuantity === 0) continue;
      const units = Math.min(wanted, parcel.leftQuantity);
      const { taken, left } = takeUnits({ quantity: parcel.leftQuantity, costMinor: parcel.leftCostMinor }, units);
      this.at[index] = { ...parcel, leftQuantity: left.quantity, leftCostMinor: left.costMinor };
      parts.push({ parcel, productId, ...taken });
      wanted -= units;
    }
    return parts;
  }

  takeAll(): Part[] {
    const products = new Set(this.at.map((parcel) => parcel.productId));
    return [...products].flatMap((productId) => this.take(productId, leftOf(this.at, productId)));
  }
}

function leftOf(parcels: readonly TransferParcel[], productId: string): number {
  return sum(parcels.filter((parcel) => parcel.productId === productId).map((parcel) => parcel.leftQuantity));
}

/** Refuses transfer.not-on-the-road where more is received or lost than is on the road. */
function requireOnTheRoad({ number, parcels }: TransferRecord, lines: Receive['lines']): void {
  const products = lines
    .map(({ productId, receivedQuantity, lostQuantity }) => ({
      productId,
      left: leftOf(parcels, productId),
      quantity: receivedQuantity + lostQuantity,
    }))
    .filter((one) => one.quantity > one.left);
  if (products.length === 0) return;
  throw inventoryErrors.transferNotOnTheRoad(`More than is on the road of ${number}; count it again.`, {
    number,
    products,
  });
}

function requireKept({ moves }: TransferRecord, moved: readonly TransferMove[]): void {
  if (moves.length + moved.length <= MAX_TRANSFER_MOVES) return;
  throw inventoryErrors.transferTooManyMoves(
    'This transfer was received in very many parts: declare the rest lost, or receive it with a transfer of its own.',
    { limit: MAX_TRANSFER_MOVES },
  );
}

/** What the transfer says of its goods once they moved. */
function goneFrom(
  before: TransferRecord,
  road: Road,
  moved: readonly TransferMove[],
): Pick<TransferRecord, 'lines' | 'parcels' | 'leftQuantity' | 'leftCostMinor' | 'moves'> {
  const parcels = [...road.parcels];
  return {
    lines: before.lines.map((line) => moved.reduce(movedLine, line)),
    parcels,
    leftQuantity: sum(parcels.map((parcel) => parcel.leftQuantity)),
    leftCostMinor: sum(parcels.map((parcel) => parcel.leftCostMinor)),
    moves: [...before.moves, ...moved],
  };
}

function movedLine(line: TransferLine, { kind, lines }: TransferMove): TransferLine {
  const moved = lines.find((one) => one.productId === line.productId);
  if (!moved) return line;
  if (kind === 'received') {
    return {
      ...line,
      receivedQuantity: line.receivedQuantity + moved.quantity,
      receivedCostMinor: line.receivedCostMinor + moved.costMinor,
    };
  }
  if (kind !== 'lost') return line;
  return {
    ...line,
    lostQuantity: line.lostQuantity + moved.quantity,
    lostCostMinor: line.lostCostMinor + moved.costMinor,
  };
}

/** Parts that become batches of a store. They join the end of its queues: the store sells what it had before them. */
function arrive(
  { levels, thresholds }: Pick<ArrivingState, 'levels' | 'thresholds'>,
  parts: readonly Part[],
  { _id: ref, currency }: TransferRecord,
  storeId: string,
  moment: MintingContext,
): Pick<Arrived, 'batches' | 'levels' | 'movements'> {
  const other = levels.find((level) => level.currency !== currency);
  if (other) {
    throw inventoryErrors.currencyMixed(
      `This store keeps the product's costs in ${other.currency}; goods that cost ${currency} cannot be taken in.`,
      { productId: other.productId, currency: other.currency, asked: currency },
    );
  }
  const arrivals = parts.map(({ parcel, productId, quantity, costMinor }) => ({
    productId,
    quantity,
    costMinor,
    sellableQty: quantity,
    deliveryId: parcel.deliveryId,
    movedFrom: parcel.batchId,
    agedSince: parcel.agedSince,
    ...(parcel.expiresOn === undefined ? {} : { expiresOn: parcel.expiresOn }),
    ...(parcel.byExpiry ? { byExpiry: true } : {}),
  }));
  const created = createBatches(
    levels,
    arrivals,
    { storeId, currency, origin: 'transfer', originId: ref },
    moment,
    thresholds,
  );
  const context = { storeId, currency, ref, moment };
  return {
    ...created,
    movements: created.batches.map((batch) =>
      movementOf(
        'transferredIn',
        { ...batch, batchId: batch._id, quantity: batch.receivedQty },
        [batch.receivedQty, 0],
        context,
      ),
    ),
  };
}
