import {
  businessDayOf,
  fieldInvalid,
  inventoryErrors,
  spread,
  type DeliveryView,
  type MintingContext,
} from '@comptoir/contracts';
import { costOf } from './amounts.js';
import { createBatches } from './create-batches.js';
import { movementOf } from './hold.js';
import type { LevelChange } from './levels.js';
import type { Batch, Level, Movement } from './records.js';
import { receivedOn, requireReceivable } from './purchase-order-receipt.js';
import type { PurchaseOrderRecord } from './purchase-order-records.js';
import { pricedByDelivery, type SupplierProductChange } from './supplier-products.js';
import type { SupplierProduct, SupplierRecord } from './supplier-records.js';
import { requireOffered } from './supplier.js';
import type { ThresholdRecord } from './stock-alert-records.js';

/** What a delivery brings. */
export interface DeliveryCommand {
  readonly deliveryId: string;
  readonly storeId: string;
  readonly supplierId?: string;
  readonly supplierName?: string;
  readonly purchaseOrderId?: string;
  readonly reference?: string;
  readonly currency: DeliveryView['currency'];
  readonly extraCostMinor?: number;
  readonly spreadExtraBy?: 'value' | 'weight';
  readonly opening: boolean;
  readonly store: { readonly code: string; readonly currency: DeliveryView['currency']; readonly timeZone: string };
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly costMinor: number;
    readonly weightGrams?: number;
    readonly taxRateBps?: number;
    readonly expiresOn?: string;
  }[];
  /** Products that are sold by their expiry date. */
  readonly soldByExpiry?: readonly string[];
}

/** A delivery taken in. */
export interface DeliveryTaken {
  readonly delivery: DeliveryView;
  readonly batches: readonly Batch[];
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
  /** The supplier, where it is a record, and what its products cost from now on. */
  readonly supplier?: SupplierRecord;
  readonly prices: readonly SupplierProductChange[];
  /** The purchase order that it was received on, before and after. */
  readonly ordered?: { readonly before: PurchaseOrderRecord; readonly after: PurchaseOrderRecord };
}

/** What is known of a delivery's store, purchase order and supplier. */
export interface DeliveryState {
  readonly known: boolean;
  readonly levels: readonly Level[];
  readonly supplier?: SupplierRecord | null;
  readonly supplierProducts?: readonly SupplierProduct[];
  readonly order?: PurchaseOrderRecord | null;
  /** Of products that are new to the store. */
  readonly thresholds?: readonly ThresholdRecord[];
}

/** The supplier of the order, or that the delivery names as a record. Refuses supplier.unknown, supplier.archived, and a name beside the record. */
function supplierOf(
  state: DeliveryState,
  { supplierName, ...command }: DeliveryCommand,
  order: PurchaseOrderRecord | undefined,
): SupplierRecord | undefined {
  const supplierId = order?.supplierId ?? command.supplierId;
  if (supplierId === undefined) return undefined;
  const fault = 'must be left out where supplierId is given: the name is that of the supplier';
  if (supplierName !== undefined) throw fieldInvalid('supplierName', fault);
  return requireOffered(state.supplier ?? null, supplierId);
}

function refuseOtherCurrency(levels: readonly Level[], command: DeliveryCommand): void {
  if (command.currency !== command.store.currency) {
    throw inventoryErrors.currencyMixed(
      `This store keeps its books in ${command.store.currency}; a delivery in ${command.currency} cannot be taken in.`,
      { storeId: command.storeId, currency: command.store.currency, asked: command.currency },
    );
  }
  const other = levels.find((level) => level.currency !== command.currency);
  if (!other) return;
  throw inventoryErrors.currencyMixed(
    `This store keeps the product's costs in ${other.currency}; a delivery in ${command.currency} cannot be taken in.`,
    { productId: other.productId, currency: other.currency, asked: command.currency },
  );
}

/** The part of each line of the extra costs: by weight where that is asked for, else by the costs of the lines, or by units where all cost nothing. */
function extraCosts({ lines, extraCostMinor = 0, spreadExtraBy }: DeliveryCommand): number[] {
  if (spreadExtraBy === 'weight') {
    const missing = lines.findIndex((line) => line.weightGrams === undefined);
    if (missing >= 0)
      throw fieldInvalid(`lines.${missing}.weightGrams`, 'is needed where extra costs are spread by weight');
    return spread(
      extraCostMinor,
      lines.map((line) => line.weightGrams!),
    );
  }
  const costs = lines.map((line) => line.costMinor);
  return spread(extraCostMinor, costs.some((cost) => cost > 0) ? costs : lines.map((line) => line.quantity));
}

/**
 * Receives a delivery: one batch per line at the cost of the line and its part of the extra costs. Refuses delivery.exists,
 * supplier.unknown, supplier.archived, stock.currency-mixed, amount.too-large, and what its purchase order refuses.
 */
export function decideReceiveDelivery(
  state: DeliveryState,
  command: DeliveryCommand,
  moment: MintingContext,
): DeliveryTaken {
  if (state.known)
    throw inventoryErrors.deliveryExists('This delivery was taken in already.', { deliveryId: command.deliveryId });
  const order = requireReceivable(state.order, command);
  const supplier = supplierOf(state, command, order);
  refuseOtherCurrency(state.levels, command);
  const totalCostMinor = costOf([...command.lines, { costMinor: command.extraCostMinor ?? 0 }]);
  const extra = extraCosts(command);
  const { deliveryId, storeId, currency } = command;
  const byExpiry = new Set(command.soldByExpiry ?? []);
  const arrivals = command.lines.map(({ productId, quantity, costMinor, expiresOn }, at) => ({
    productId,
    quantity,
    costMinor: costMinor + extra[at]!,
    deliveryId,
    sellableQty: quantity,
    ...(expiresOn === undefined ? {} : { expiresOn, byExpiry: byExpiry.has(productId) }),
  }));
  const { batches, levels } = createBatches(
    state.levels,
    arrivals,
    { storeId, currency, origin: 'delivery', originId: deliveryId },
    moment,
    state.thresholds,
  );
  const delivery: DeliveryView = {
    deliveryId,
    storeId,
    ...(supplier ? { supplierId: supplier._id } : {}),
    supplierName: supplier?.name ?? command.supplierName,
    ...(order ? { purchaseOrderId: order._id, purchaseOrderNumber: order.number } : {}),
    reference: command.reference,
    currency,
    extraCostMinor: command.extraCostMinor,
    totalCostMinor,
    receivedAt: moment.now,
    receivedDay: businessDayOf(moment.now, command.store.timeZone),
    receivedBy: moment.actor.id,
    ...(command.opening ? { opening: true } : {}),
    batches: batches.map((batch, at) => {
      const { taxRateBps } = command.lines[at]!;
      return {
        batchId: batch._id,
        productId: batch.productId,
        quantity: batch.receivedQty,
        costMinor: batch.costMinor,
        ...(extra[at] === 0 ? {} : { extraCostMinor: extra[at]! }),
        ...(taxRateBps === undefined ? {} : { taxRateBps }),
        ...(batch.expiresOn === undefined ? {} : { expiresOn: batch.expiresOn }),
        ...(batch.expiryPlace === undefined ? {} : { byExpiry: true as const }),
      };
    }),
  };
  return {
    delivery,
    supplier,
    prices: pricedByDelivery(state.supplierProducts ?? [], delivery, command.lines),
    ...(order ? { ordered: { before: order, after: receivedOn(order, command.lines, moment) } } : {}),
    batches,
    levels,
    movements: batches.map((batch) =>
      movementOf('received', { ...batch, batchId: batch._id, quantity: batch.receivedQty }, [batch.receivedQty, 0], {
        storeId,
        currency,
        ref: deliveryId,
        moment,
      }),
    ),
  };
}
