import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { event } from './kernel/messages.js';
import { amountMinor, currency, id, instant, minor, quantity, text, timeZone } from './kernel/schemas.js';

/** Messages of inventory about corrections of deliveries: what was typed wrongly when goods were counted in. */

/** What was wrong with a line of a delivery: one thing at a time. */
export const deliveryCorrectionChange = z.discriminatedUnion('kind', [
  /** So many units fewer than typed: they leave the batch of the line, at its cost. */
  z.strictObject({ kind: z.literal('fewer'), quantity }),
  /** So many units more than typed: a new batch of the delivery, at the unit cost of the line. */
  z.strictObject({ kind: z.literal('more'), quantity }),
  /** What all units of the line cost, without extra costs, minor units. */
  z.strictObject({ kind: z.literal('cost'), costMinor: amountMinor }),
]);
export type DeliveryCorrectionChange = z.infer<typeof deliveryCorrectionChange>;

/** A correction of a line of a delivery. It never changes; a mistake in it is corrected by another one. */
export const deliveryCorrectionView = z.object({
  deliveryCorrectionId: id('deliveryCorrection'),
  kind: z.enum(['fewer', 'more', 'cost']),
  batchId: id('batch'),
  productId: id('product'),
  /** Units fewer or more, in smallest units; 0 where the cost was wrong. */
  quantity: z.int().nonnegative(),
  /** The batch that more units came as. */
  newBatchId: id('batch').optional(),
  /** By how much more its supplier is expected to bill, less below zero; minor units. */
  owedCostMinor: minor,
  /** By how much more the stock is worth, less below zero; what is left of the change is of units that have left. */
  stockCostMinor: minor,
  reason: z.string(),
  at: instant,
  by: z.string(),
});
export type DeliveryCorrectionView = z.infer<typeof deliveryCorrectionView>;

/** What a correction of a delivery asks for. */
export const correctDeliveryInput = z.strictObject({
  deliveryCorrectionId: id('deliveryCorrection'),
  deliveryId: id('delivery'),
  storeId: id('store'),
  /** Code of the store and its time zone, as the catalog has them. */
  store: z.strictObject({ code: text(8), timeZone }),
  /** The line that was typed wrongly, by its batch; also one that a correction has added. */
  batchId: id('batch'),
  change: deliveryCorrectionChange,
  /** How many corrections of the delivery the person has seen: with others, the change is refused. */
  seen: z.int().min(0).max(1_000),
  reason: text(500),
  /** Up to which value, in minor units, the person may correct at once; without it, any. */
  limitMinor: amountMinor.optional(),
});

/** Refusals of corrections of deliveries. */
export const deliveryCorrectionErrors = {
  /** Opening stock is taken back, and what a count found was not delivered. */
  deliveryNotCorrectable: defineError('delivery.not-correctable', 'rejected'),
  /** Another correction came first. details: {corrections}. */
  deliveryCorrected: defineError('delivery.corrected', 'conflict'),
  /** Units that would fall away are set aside, or have left. details: {asked, left}, in smallest units. */
  deliveryUnitsGone: defineError('delivery.units-gone', 'conflict'),
  /** A bill has cleared these units: its supplier credits them. details: {billed, received}, in smallest units. */
  deliveryUnitsBilled: defineError('delivery.units-billed', 'conflict'),
} as const;

/** Events of corrections of deliveries. */
export const deliveryCorrectionEvents = {
  /** Ledger: inventory and purchase price difference against goods received not invoiced. */
  deliveryCorrected: event(
    'inventory.deliveryCorrected',
    'A line of a delivery was corrected.',
    z.object({
      deliveryCorrectionId: id('deliveryCorrection'),
      deliveryId: id('delivery'),
      storeId: id('store'),
      /** Code of the store: numbers of its journals begin with it. */
      storeCode: z.string(),
      currency,
      owedCostMinor: minor,
      stockCostMinor: minor,
      /** Number of the supplier's paper. */
      reference: z.string().optional(),
      reason: z.string(),
      correctedAt: instant,
      /** Time zone of the store: it decides the business day. */
      timeZone,
      correctedBy: z.string(),
    }),
  ),
} as const;
