import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import { MAX_QUANTITY_DECIMALS, MAX_WHOLE_UNITS } from './kernel/units.js';
import { amountMinor, currency, day, id, instant, page, pageOf, quantity, text, timeZone } from './kernel/schemas.js';
import { transferState } from './transfer-life.js';

/** Messages of inventory about transfers: goods that go from one store to another of the same company. */

/** Lines of one transfer at most. */
export const MAX_TRANSFER_LINES = 1000;
/** Parts of batches that one transfer carries at most: all of them come back in one transaction when it is returned. */
export const MAX_TRANSFER_PARCELS = 2000;
/** How often units of one transfer are received or lost, at most. */
export const MAX_TRANSFER_MOVES = 100;

const units = z.int().nonnegative();

/** A product that was asked for, and what became of it: shipped = received + lost + on the road, or all of it returned. */
export const transferLine = z.object({
  productId: id('product'),
  /** Units asked for. */
  quantity,
  shippedQuantity: units,
  shippedCostMinor: amountMinor,
  receivedQuantity: units,
  receivedCostMinor: amountMinor,
  lostQuantity: units,
  lostCostMinor: amountMinor,
});
export type TransferLine = z.infer<typeof transferLine>;

/** Units of one batch that travel together, with what they cost. */
export const transferParcel = z.object({
  productId: id('product'),
  /** The batch of the sending store that they left. */
  batchId: id('batch'),
  /** The delivery that brought them first, and its supplier where it is a record. */
  deliveryId: id('delivery'),
  supplierId: id('supplier').optional(),
  /** When they came into a store of the chain first. */
  agedSince: instant,
  /** The last day on which they may be sold; `byExpiry` where the earliest such day is sold first. */
  expiresOn: day.optional(),
  byExpiry: z.literal(true).optional(),
  quantity,
  costMinor: amountMinor,
  /** Of these units, those still on the road, and their cost. */
  leftQuantity: units,
  leftCostMinor: amountMinor,
});
export type TransferParcel = z.infer<typeof transferParcel>;

/** What happens to goods of a transfer; each has its entry in the ledger. */
export const transferMoveKind = z.enum(['shipped', 'received', 'lost', 'returned']);
export type TransferMoveKind = z.infer<typeof transferMoveKind>;

/** Goods of a transfer that moved at once. */
export const transferMove = z.object({
  moveId: id('transferMove'),
  kind: transferMoveKind,
  at: instant,
  by: z.string(),
  reason: z.string().optional(),
  /** Of all lines. */
  costMinor: amountMinor,
  lines: z.array(z.object({ productId: id('product'), quantity, costMinor: amountMinor })),
});
export type TransferMove = z.infer<typeof transferMove>;

const done = { at: instant, by: z.string() };
const doneWhy = z.object({ ...done, reason: z.string() });

/** A transfer of goods between two stores of one company. */
export const transferView = z.object({
  transferId: id('transfer'),
  /** Gapless for each sending store and year, such as ALG1-TR-2026-000042. */
  number: z.string(),
  fromStoreId: id('store'),
  /** Codes and names of the stores on the day it was written. */
  fromStoreCode: z.string(),
  fromStoreName: z.string(),
  toStoreId: id('store'),
  toStoreCode: z.string(),
  toStoreName: z.string(),
  currency,
  /** The store that began it: the one that asked, or the one that sends without being asked. */
  begunBy: z.enum(['asking', 'sending']),
  note: z.string().optional(),
  state: transferState,
  /** Grows with every transition; whoever ships or receives names the revision that was seen. */
  revision: z.int().min(1),
  lines: z.array(transferLine),
  /** Units on the road, of all lines, and their cost. */
  leftQuantity: units,
  leftCostMinor: amountMinor,
  createdAt: instant,
  /** Day of createdAt in the time zone of the sending store. */
  createdDay: day,
  createdBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
  shipped: z.object(done).optional(),
  /** When the last of it came. */
  received: z.object(done).optional(),
  refused: doneWhy.optional(),
  cancelled: doneWhy.optional(),
  returned: doneWhy.optional(),
  closed: z.object({ ...done, reason: z.string().optional() }).optional(),
});
export type TransferView = z.infer<typeof transferView>;

/** A transfer with the parcels it carries and all that moved, oldest first. */
export const transferCard = transferView.extend({
  parcels: z.array(transferParcel),
  moves: z.array(transferMove),
});
export type TransferCard = z.infer<typeof transferCard>;

/** Refusals about transfers. */
export const transferErrors = {
  transferUnknown: defineError('transfer.unknown', 'notFound'),
  transferExists: defineError('transfer.exists', 'conflict'),
  /** Another revision is current: read the transfer again. details: {revision, asked}. */
  transferChanged: defineError('transfer.changed', 'conflict'),
  /** Its state has no such way. details: {state}. */
  transferState: defineError('transfer.state', 'conflict'),
  /** Goods go from one store to another one. */
  transferSameStore: defineError('transfer.same-store', 'rejected'),
  /** Goods of another company are bought and sold, not transferred. */
  transferOtherCompany: defineError('transfer.other-company', 'rejected'),
  /** It is for the other store of the transfer to do. details: {number, storeId}. */
  transferOtherStore: defineError('transfer.other-store', 'rejected'),
  /** Products that were not asked for, or more than was asked. details: {number, products: [{productId, asked, quantity}]}. */
  transferNotAsked: defineError('transfer.not-asked', 'rejected'),
  /** More than is on the road. details: {number, products: [{productId, left, quantity}]}. */
  transferNotOnTheRoad: defineError('transfer.not-on-the-road', 'conflict'),
  /** The goods lie in more batches than one transfer carries: ship less. details: {parcels, limit}. */
  transferTooManyParcels: defineError('transfer.too-many-parcels', 'rejected'),
  /** Received in as many parts as a transfer keeps: receive the rest whole. details: {limit}. */
  transferTooManyMoves: defineError('transfer.too-many-moves', 'rejected'),
} as const;

const transferId = id('transfer');
/** The revision that was seen; another one is refused. */
const revision = z.int().min(1);
const reason = text(500);
const lines = z
  .array(z.strictObject({ productId: id('product'), quantity }))
  .min(1)
  .max(MAX_TRANSFER_LINES);

/** Units that were counted, none too. */
const counted = z
  .int()
  .min(0)
  .max(MAX_WHOLE_UNITS * 10 ** MAX_QUANTITY_DECIMALS);

/** A store of a transfer, as the catalog has it. */
export const storeOfTransfer = z.strictObject({
  companyId: id('company'),
  code: text(8),
  name: text(120),
  currency,
  timeZone,
});

const begun = {
  transferId,
  fromStoreId: id('store'),
  toStoreId: id('store'),
  from: storeOfTransfer,
  to: storeOfTransfer,
  note: text(1000).optional(),
  /** Each product once. */
  lines,
};

/** Messages of inventory about transfers. */
export const transferMessages = {
  requestTransfer: command(
    'inventory.requestTransfer',
    'Asks another store of the company for goods, under the next number of the sending store and year.',
    { input: z.strictObject(begun), reply: transferView },
  ),
  sendTransfer: command(
    'inventory.sendTransfer',
    'Ships goods to another store of the company that has not asked for them: the transfer is written and shipped at once.',
    { input: z.strictObject(begun), reply: transferView },
  ),
  shipTransfer: command(
    'inventory.shipTransfer',
    'Ships what was asked for, or less: units leave the sending store, oldest batch first.',
    {
      input: z.strictObject({
        transferId,
        /** The sending store. */
        storeId: id('store'),
        revision,
        /** Each product once; what is left out is not shipped. */
        lines,
      }),
      reply: transferView,
    },
  ),
  receiveTransfer: command(
    'inventory.receiveTransfer',
    'Receives units that are on the road, and notes those that are lost; the rest may come later.',
    {
      input: z.strictObject({
        transferId,
        /** The store they were shipped to. */
        storeId: id('store'),
        revision,
        /** Each product once. */
        lines: z
          .array(
            z
              .strictObject({
                productId: id('product'),
                receivedQuantity: counted,
                lostQuantity: counted.default(0),
              })
              .refine((line) => line.receivedQuantity + line.lostQuantity > 0, 'nothing of it is received or lost'),
          )
          .min(1)
          .max(MAX_TRANSFER_LINES),
        /** Needed where units are lost. */
        reason: reason.optional(),
      }),
      reply: transferView,
    },
  ),
  loseTransferRest: command(
    'inventory.loseTransferRest',
    'Declares lost what is still on the road, with the reason, and closes the transfer.',
    { input: z.strictObject({ transferId, storeId: id('store'), revision, reason }), reply: transferView },
  ),
  returnTransfer: command(
    'inventory.returnTransfer',
    'Cancels a transfer in transit of which nothing was received: all units are back in the sending store.',
    { input: z.strictObject({ transferId, storeId: id('store'), reason }), reply: transferView },
  ),
  refuseTransfer: command('inventory.refuseTransfer', 'The sending store refuses a request, with the reason.', {
    input: z.strictObject({ transferId, storeId: id('store'), reason }),
    reply: transferView,
  }),
  cancelTransfer: command('inventory.cancelTransfer', 'The asking store cancels its request, with the reason.', {
    input: z.strictObject({ transferId, storeId: id('store'), reason }),
    reply: transferView,
  }),
  closeTransfer: command('inventory.closeTransfer', 'Puts a transfer away that was received.', {
    input: z.strictObject({ transferId, storeId: id('store'), reason: reason.optional() }),
    reply: transferView,
  }),
  readTransfer: query('inventory.readTransfer', 'One transfer with its parcels and all that moved.', {
    input: z.strictObject({ transferId }),
    reply: transferCard,
  }),
  storesOfDeliveries: query(
    'inventory.storesOfDeliveries',
    'The stores that goods of deliveries came to by transfers or by returns, beside those that took the deliveries in.',
    {
      input: z.strictObject({ deliveryIds: z.array(id('delivery')).min(1).max(1000) }),
      reply: z.object({
        items: z.array(z.object({ deliveryId: id('delivery'), storeIds: z.array(id('store')) })),
      }),
    },
  ),
  listTransfers: query('inventory.listTransfers', 'Transfers, newest first, by store, side and state.', {
    input: z.strictObject({
      /** Those that this store sends or receives. */
      storeId: id('store').optional(),
      /** Only those that the store sends, or only those that come to it; asked with a store. */
      side: z.enum(['from', 'to']).optional(),
      state: transferState.optional(),
      /** Only those that are asked for or on the road. */
      open: z.literal(true).optional(),
      /** Only those of which units are on the road. */
      onTheRoad: z.literal(true).optional(),
      ...page,
    }),
    reply: pageOf(transferView),
  }),
} as const;

/** Events of inventory about transfers. */
export const transferEvents = {
  /**
   * Ledger, in the books of `storeId`: shipped: goods in transit up, inventory down; received and returned: the other way
   * round; lost: shrinkage up, goods in transit down. Received is of the store the goods came to, the others of the sender.
   */
  goodsTransferred: event(
    'inventory.goodsTransferred',
    'Goods of a transfer were shipped, received, lost or returned.',
    z.object({
      moveId: id('transferMove'),
      kind: transferMoveKind,
      transferId,
      number: z.string(),
      /** The store in whose books it stands, and its code. */
      storeId: id('store'),
      storeCode: z.string(),
      currency,
      costMinor: amountMinor,
      movedAt: instant,
      /** Time zone of that store: it decides the business day. */
      timeZone,
      movedBy: z.string(),
      reason: z.string().optional(),
    }),
  ),
} as const;

/** A transfer in the audit. */
export interface TransferAuditRecord {
  id: string;
  number: string;
  fromStoreId: string;
  toStoreId: string;
  currency: string;
  state: string;
  parcels: { batchId: string; quantity: number; costMinor: number; leftQuantity: number; leftCostMinor: number }[];
  moves: {
    moveId: string;
    kind: TransferMoveKind;
    at: string;
    costMinor: number;
    lines: { productId: string; quantity: number; costMinor: number }[];
  }[];
}
