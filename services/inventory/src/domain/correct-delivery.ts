import {
  costShareOf,
  fieldInvalid,
  inventoryErrors,
  type DeliveryCorrectionView,
  type DeliveryView,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
} from '@comptoir/contracts';
import { takeUnits } from './batch-cost.js';
import { correctedBatches } from './corrected-delivery.js';
import { createBatches } from './create-batches.js';
import { movementOf } from './hold.js';
import { changeLevel, type LevelChange } from './levels.js';
import { splitDifference } from './price-difference.js';
import { correctedOn } from './purchase-order-receipt.js';
import type { PurchaseOrderRecord } from './purchase-order-records.js';
import type { Batch, HeldUnits, Level, Movement } from './records.js';
import { requireWithinLimit } from './stock-limit.js';
import { goodsCostOf, notBilled, type BilledBatch, type BillingRecord } from './supplier-bill-records.js';
import { revaluations, type Changed, type Revalued } from './supplier-bill.js';
import { repricedBy, type SupplierProductChange } from './supplier-products.js';
import type { SupplierProduct } from './supplier-records.js';

type Command = ParsedInputOf<typeof inventory.correctDelivery>;
type DeliveredBatch = DeliveryView['batches'][number];

/** What a correction of a delivery is decided on. */
export interface CorrectionState {
  readonly delivery?: DeliveryView;
  /** The batch of the line. */
  readonly batch?: Batch;
  readonly billing: BillingRecord;
  readonly levels: readonly Level[];
  readonly order?: PurchaseOrderRecord;
  /** The product as the supplier has it. */
  readonly supplierProducts?: readonly SupplierProduct[];
}

/** What becomes of the stock. */
interface Effect {
  readonly takes: readonly (HeldUnits & { readonly productId: string })[];
  readonly batches: readonly Batch[];
  readonly revalued: readonly Revalued[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

/** A delivery that was corrected. */
export interface DeliveryCorrected extends Effect {
  readonly delivery: DeliveryView;
  readonly correction: DeliveryCorrectionView;
  readonly ordered?: Changed<PurchaseOrderRecord>;
  readonly prices: readonly SupplierProductChange[];
  /** What was billed of it is written with it, so that a bill that comes at the same moment is matched anew. */
  readonly billing: Changed<BillingRecord>;
}

type Figures = Pick<DeliveryCorrectionView, 'quantity' | 'owedCostMinor' | 'stockCostMinor'>;
interface Change extends Figures, Partial<Effect> {
  readonly newBatchId?: string;
}

/**
 * Corrects a line of a delivery. Units fewer leave the batch at its cost, and what is owed for them falls by their part of the
 * goods that are not billed; units more are a new batch at the unit cost of the line; another cost goes to the units that
 * remain and, for those that left, to the purchase price difference. Extra costs stay as they were billed or are expected.
 * Refuses delivery.unknown, delivery.not-correctable, delivery.corrected, delivery.units-gone, delivery.units-billed,
 * batch.unknown, stock.above-limit, and a cost that is the same.
 */
export function decideCorrectDelivery(
  state: CorrectionState,
  command: Command,
  moment: MintingContext,
): DeliveryCorrected {
  const { delivery, line, batch } = requireCorrectable(state, command);
  const billed = state.billing.lines.find((one) => one.batchId === line.batchId) ?? notBilled(line.batchId);
  const { newBatchId, quantity, owedCostMinor, stockCostMinor, ...effect } = changeOf(
    { ...state, delivery, line, batch, billed },
    command,
    moment,
  );
  requireWithinLimit(Math.max(Math.abs(owedCostMinor), Math.abs(stockCostMinor)), command.limitMinor);
  const correction: DeliveryCorrectionView = {
    deliveryCorrectionId: command.deliveryCorrectionId,
    kind: command.change.kind,
    batchId: line.batchId,
    productId: line.productId,
    quantity,
    ...(newBatchId === undefined ? {} : { newBatchId }),
    owedCostMinor,
    stockCostMinor,
    reason: command.reason,
    at: moment.now,
    by: moment.actor.id,
  };
  const change = {
    productId: line.productId,
    quantity: command.change.kind === 'fewer' ? 0 - quantity : quantity,
    costMinor: owedCostMinor,
  };
  return {
    takes: [],
    batches: [],
    revalued: [],
    levels: [],
    movements: [],
    ...effect,
    delivery: { ...delivery, corrections: [...(delivery.corrections ?? []), correction] },
    correction,
    ...(state.order ? { ordered: { before: state.order, after: correctedOn(state.order, change, moment) } } : {}),
    prices: repricedBy(state.supplierProducts ?? [], delivery.deliveryId, change),
    billing: { before: state.billing, after: state.billing },
  };
}

interface Corrected extends CorrectionState {
  readonly delivery: DeliveryView;
  readonly line: DeliveredBatch;
  readonly batch: Batch;
  readonly billed: BilledBatch;
}

function requireCorrectable(
  { delivery, batch }: CorrectionState,
  { deliveryId, storeId, batchId, seen }: Command,
): Pick<Corrected, 'delivery' | 'line' | 'batch'> {
  if (!delivery || delivery.storeId !== storeId)
    throw inventoryErrors.deliveryUnknown('There is no such delivery in this store.', { deliveryId });
  if (delivery.opening || delivery.stockCountId !== undefined) {
    throw inventoryErrors.deliveryNotCorrectable(
      delivery.opening
        ? 'Opening stock is not corrected: take the delivery back and bring it in anew.'
        : 'These goods were found at a stock count: count them again.',
      { deliveryId },
    );
  }
  const { length: corrections } = delivery.corrections ?? [];
  if (corrections !== seen) {
    throw inventoryErrors.deliveryCorrected('This delivery was corrected in the meantime: please look at it again.', {
      deliveryId,
      corrections,
    });
  }
  const line = correctedBatches(delivery).find((one) => one.batchId === batchId);
  if (!line || !batch || line.quantity === 0)
    throw inventoryErrors.batchUnknown('This delivery has no such line, or nothing is left of it.', {
      deliveryId,
      batchId,
    });
  return { delivery, line, batch };
}

function changeOf(state: Corrected, { change, deliveryCorrectionId }: Command, moment: MintingContext): Change {
  switch (change.kind) {
    case 'fewer':
      return fewer(state, change.quantity, deliveryCorrectionId, moment);
    case 'more':
      return more(state, change.quantity, deliveryCorrectionId, moment);
    case 'cost':
      return otherCost(state, change.costMinor, deliveryCorrectionId, moment);
  }
}

function fewer(
  { line, batch, billed, levels }: Corrected,
  quantity: number,
  ref: string,
  moment: MintingContext,
): Change {
  if (quantity > line.quantity) throw fieldInvalid('change.quantity', `is more than the line has: ${line.quantity}`);
  const { remainingQty: left, deliveryId, storeId, currency, productId, seq } = batch;
  if (quantity > left) {
    throw inventoryErrors.deliveryUnitsGone(
      `Only ${left} of these units are left: the others are set aside for a sale, or have left. Count the goods, or write them off.`,
      { asked: quantity, left },
    );
  }
  const open = { quantity: line.quantity - billed.billed, costMinor: goodsCostOf(line) - billed.clearedMinor };
  if (quantity > open.quantity) {
    throw inventoryErrors.deliveryUnitsBilled(
      `A bill has ${billed.billed} of these ${line.quantity} units: its supplier credits what did not come.`,
      { billed: billed.billed, received: line.quantity },
    );
  }
  const { taken } = takeUnits({ quantity: left, costMinor: batch.remainingCostMinor }, quantity);
  const units = { batchId: batch._id, deliveryId, productId, seq, ...taken };
  return {
    quantity,
    owedCostMinor: 0 - takeUnits(open, quantity).taken.costMinor,
    stockCostMinor: 0 - taken.costMinor,
    takes: [units],
    levels: levels.map((level) => changeLevel(level, { delta: 0 - quantity }, moment)),
    movements: [movementOf('correctedOut', units, [0 - quantity, 0], { storeId, currency, ref, moment })],
  };
}

function more({ delivery, line, levels }: Corrected, quantity: number, ref: string, moment: MintingContext): Change {
  const { deliveryId, storeId, currency } = delivery;
  const costMinor = costOfMore(delivery, line, quantity);
  const created = createBatches(
    levels,
    [
      {
        productId: line.productId,
        quantity,
        sellableQty: quantity,
        costMinor,
        deliveryId,
        ...(line.expiresOn === undefined ? {} : { expiresOn: line.expiresOn }),
        ...(line.byExpiry ? { byExpiry: true } : {}),
      },
    ],
    { storeId, currency, origin: 'delivery', originId: deliveryId },
    moment,
  );
  const [batch] = created.batches as [Batch];
  return {
    quantity,
    newBatchId: batch._id,
    owedCostMinor: costMinor,
    stockCostMinor: costMinor,
    ...created,
    movements: [
      movementOf('correctedIn', { ...batch, batchId: batch._id, quantity }, [quantity, 0], {
        storeId,
        currency,
        ref,
        moment,
      }),
    ],
  };
}

/**
 * What units that are added to a line cost, minor units: their part of the cumulative share, so that units that are added one
 * after the other cost what they cost together. What was added before the line changed is of another unit cost.
 */
function costOfMore({ corrections = [] }: DeliveryView, line: DeliveredBatch, quantity: number): number {
  const own = corrections.filter((one) => one.batchId === line.batchId);
  const since = own.slice(own.findLastIndex((one) => one.kind !== 'more') + 1);
  const added = since.reduce((total, one) => total + one.quantity, 0);
  const upTo = (units: number): number => shareOf(goodsCostOf(line), line.quantity, units);
  return upTo(added + quantity) - upTo(added);
}

/** Cost of units at the unit cost of others, rounded down; minor units. */
function shareOf(costMinor: number, units: number, of: number): number {
  const whole = Math.floor(of / units);
  return whole * costMinor + costShareOf(costMinor, units, of - whole * units);
}

function otherCost({ line, batch, billed }: Corrected, costMinor: number, ref: string, moment: MintingContext): Change {
  const differenceMinor = costMinor - goodsCostOf(line);
  if (differenceMinor === 0) throw fieldInvalid('change.costMinor', 'is what the line costs already');
  if (billed.billed > 0) {
    throw inventoryErrors.deliveryUnitsBilled(
      'A bill says what these goods cost: its supplier credits what was billed too much.',
      { billed: billed.billed, received: line.quantity },
    );
  }
  const { toStockMinor } = splitDifference({ ...batch, receivedQty: line.quantity }, differenceMinor);
  const revalued = toStockMinor === 0 ? [] : [{ batch, byMinor: toStockMinor }];
  return {
    quantity: 0,
    owedCostMinor: differenceMinor,
    stockCostMinor: toStockMinor,
    revalued,
    movements: revaluations(revalued, ref, moment),
  };
}
