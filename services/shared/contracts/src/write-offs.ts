import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  amountMinor,
  currency,
  day,
  days,
  id,
  instant,
  page,
  pageOf,
  quantity,
  text,
  timeZone,
} from './kernel/schemas.js';

/** Messages of inventory about write-offs: goods that leave the stock without being sold. */

/** Lines of one write-off at most. */
export const MAX_WRITE_OFF_LINES = 1000;

/** Why goods were written off. */
export const writeOffReason = z.enum(['damaged', 'expired', 'stolen', 'ownUse', 'lost', 'other']);
export type WriteOffReason = z.infer<typeof writeOffReason>;

const writeOffLine = {
  productId: id('product'),
  quantity,
  /** The batch that the units are taken from; without it, the oldest first. */
  batchId: id('batch').optional(),
};

/** A write-off: its units have left the stock at the exact cost of their batches. */
export const writeOffView = z.object({
  writeOffId: id('writeOff'),
  /** Gapless for each store and year, such as ALG1-WO-2026-000042. */
  number: z.string(),
  storeId: id('store'),
  currency,
  reason: writeOffReason,
  note: z.string().optional(),
  lines: z.array(
    z.object({
      ...writeOffLine,
      /** Cost of all units of the line, minor units. */
      costMinor: amountMinor,
      /** The batches that the units left. */
      parts: z.array(z.object({ batchId: id('batch'), deliveryId: id('delivery'), quantity, costMinor: amountMinor })),
    }),
  ),
  totalCostMinor: amountMinor,
  writtenOffAt: instant,
  /** Day of writtenOffAt in the store's time zone. */
  writtenOffDay: day,
  writtenOffBy: z.string(),
});
export type WriteOffView = z.infer<typeof writeOffView>;

/** Refusals about write-offs. */
export const writeOffErrors = {
  writeOffUnknown: defineError('write-off.unknown', 'notFound'),
  writeOffExists: defineError('write-off.exists', 'conflict'),
  /** What leaves or enters the stock is worth more than the person may post. details: {limitMinor}, minor units. */
  aboveStockLimit: defineError('stock.above-limit', 'rejected'),
} as const;

/** Messages of inventory about write-offs. */
export const writeOffMessages = {
  writeOffStock: command(
    'inventory.writeOffStock',
    'Writes units off for a reason, from a named batch or oldest first; refuses all when a line is short.',
    {
      input: z.strictObject({
        writeOffId: id('writeOff'),
        storeId: id('store'),
        /** Code of the store, currency of its books and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), currency, timeZone }),
        reason: writeOffReason,
        /** What happened; needed where the reason is `other`. */
        note: text(500).optional(),
        /** Up to which cost, in minor units, the person may write off at once; without it, any. */
        limitMinor: amountMinor.optional(),
        lines: z.array(z.strictObject(writeOffLine)).min(1).max(MAX_WRITE_OFF_LINES),
      }),
      reply: writeOffView,
    },
  ),
  readWriteOff: query('inventory.readWriteOff', 'One write-off with the batches that its units left.', {
    input: z.strictObject({ writeOffId: id('writeOff') }),
    reply: writeOffView,
  }),
  listWriteOffs: query('inventory.listWriteOffs', 'Write-offs, newest first, by store, reason and day.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      reason: writeOffReason.optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(writeOffView),
  }),
} as const;

/** Events of write-offs. */
export const writeOffEvents = {
  /** Ledger: shrinkage up, inventory down. */
  goodsWrittenOff: event(
    'inventory.goodsWrittenOff',
    'Units were written off by a document of their own.',
    z.object({
      writeOffId: id('writeOff'),
      number: z.string(),
      storeId: id('store'),
      /** Code of the store: numbers of its journals begin with it. */
      storeCode: z.string(),
      currency,
      costMinor: amountMinor,
      reason: writeOffReason,
      note: z.string().optional(),
      writtenOffAt: instant,
      /** Time zone of the store: it decides the business day. */
      timeZone,
      writtenOffBy: z.string(),
    }),
  ),
} as const;
