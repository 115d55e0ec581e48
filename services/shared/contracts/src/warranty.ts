import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import { auditRange, day, id, instant, measure, page, pageOf, quantity, text, timeZone } from './kernel/schemas.js';

/** Messages of warranty: guarantees (one document per invoice, a line per warranted item) and claims. */

/** A warranted item of a guarantee. */
export const guaranteeLine = z.object({
  saleLineId: id('line'),
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  /** Units sold under warranty, and how many of them a correction has taken out. */
  quantity,
  ...measure,
  voidedQty: z.int().nonnegative(),
  warrantyMonths: z.int().min(1).max(240),
  startsOn: day,
  expiresOn: day,
});

/** A claim on a warranted item. */
export const claimView = z.object({
  claimId: id('claim'),
  guaranteeId: id('guarantee'),
  saleLineId: id('line'),
  quantity,
  complaint: z.string(),
  state: z.enum(['open', 'closed']),
  resolution: z.string().optional(),
  openedAt: instant,
  closedAt: instant.optional(),
});
export type ClaimView = z.infer<typeof claimView>;

/** A guarantee and its claims. `void` when every unit was taken out. */
export const guaranteeView = z.object({
  guaranteeId: id('guarantee'),
  saleId: id('sale'),
  invoiceId: id('invoice'),
  storeId: id('store'),
  customerId: id('customer'),
  timeZone,
  state: z.enum(['active', 'void']),
  lines: z.array(guaranteeLine),
  claims: z.array(claimView),
  issuedAt: instant,
});
export type GuaranteeView = z.infer<typeof guaranteeView>;

/** A span of time: after a moment, up to and with another. */
const claimSpan = { after: instant, upTo: instant };

const claimCounts = z.object({ opened: z.int().nonnegative(), closed: z.int().nonnegative() });

/** The claims of a span of time. */
export const claimFigures = claimCounts.extend(claimSpan);
export type ClaimFigures = z.infer<typeof claimFigures>;

/** Refusals of warranty. */
export const warrantyErrors = {
  guaranteeUnknown: defineError('guarantee.unknown', 'notFound'),
  guaranteeExists: defineError('guarantee.exists', 'conflict'),
  /** More units would be taken out than are left under guarantee; cannot occur while the data is consistent. */
  overVoided: defineError('guarantee.over-voided', 'conflict'),
  /** A correction is refused while a claim on its items is open. */
  claimOpen: defineError('guarantee.claim-open', 'conflict'),
  claimExists: defineError('claim.exists', 'conflict'),
  claimUnknown: defineError('claim.unknown', 'notFound'),
  claimNotCovered: defineError('claim.not-covered', 'rejected'),
  claimClosed: defineError('claim.closed', 'conflict'),
  /** The correction was undone before this void arrived. */
  correctionAbandoned: defineError('correction.abandoned', 'conflict'),
} as const;

const correctionLines = z
  .array(z.strictObject({ saleLineId: id('line'), quantity }))
  .min(1)
  .max(1000);

/** Messages that warranty accepts. */
export const warranty = {
  issueGuarantee: command(
    'warranty.issueGuarantee',
    'Issues the guarantee of an invoice from the frozen warranty terms.',
    {
      input: z.strictObject({
        guaranteeId: id('guarantee'),
        saleId: id('sale'),
        invoiceId: id('invoice'),
        storeId: id('store'),
        customerId: id('customer'),
        startsOn: day,
        /** Time zone of the store: it decides on which day a warranty ends. */
        timeZone,
        lines: z
          .array(
            z.strictObject({
              saleLineId: id('line'),
              productId: id('product'),
              sku: text(40),
              name: text(200),
              quantity,
              ...measure,
              warrantyMonths: z.int().min(1).max(240),
            }),
          )
          .min(1)
          .max(1000),
      }),
      reply: z.object({ guaranteeId: id('guarantee') }),
    },
  ),
  voidGuarantees: command(
    'warranty.voidGuarantees',
    'Takes returned units out of their guarantee; refused while a claim on them is open.',
    {
      input: z.strictObject({ correctionId: id('correction'), saleId: id('sale'), lines: correctionLines }),
      reply: z.object({
        voided: z.array(z.object({ guaranteeId: id('guarantee'), saleLineId: id('line'), quantity })),
      }),
    },
  ),
  reinstateGuarantees: command(
    'warranty.reinstateGuarantees',
    'Undo of voidGuarantees, if present; leaves a tombstone so that a late void is refused.',
    {
      input: z.strictObject({ correctionId: id('correction'), saleId: id('sale') }),
      reply: z.object({ reinstated: z.boolean() }),
    },
  ),
  openClaim: command('warranty.openClaim', 'A customer brings a warranted item back for repair or replacement.', {
    input: z.strictObject({
      claimId: id('claim'),
      guaranteeId: id('guarantee'),
      saleLineId: id('line'),
      quantity,
      complaint: text(1000),
    }),
    reply: claimView,
  }),
  closeClaim: command('warranty.closeClaim', 'A claim is settled.', {
    input: z.strictObject({ claimId: id('claim'), guaranteeId: id('guarantee'), resolution: text(1000) }),
    reply: claimView,
  }),
  readGuarantee: query('warranty.readGuarantee', 'One guarantee with its claims.', {
    input: z.strictObject({ guaranteeId: id('guarantee') }),
    reply: guaranteeView,
  }),
  listGuarantees: query('warranty.listGuarantees', 'Guarantees, newest first.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      saleId: id('sale').optional(),
      /** Those of any of these sales. */
      saleIds: z.array(id('sale')).min(1).max(200).optional(),
      customerId: id('customer').optional(),
      productId: id('product').optional(),
      /** Those with a claim that is open. */
      claims: z.enum(['open']).optional(),
      ...page,
    }),
    reply: pageOf(guaranteeView),
  }),
  countClaims: query('warranty.countClaims', 'How many claims of a store were opened and closed in a span of time.', {
    input: z.strictObject({ storeId: id('store'), ...claimSpan }),
    reply: claimCounts,
  }),
  auditRecords: query('warranty.auditRecords', 'Canonical records for the audit, in order of id.', {
    input: z.strictObject({
      kind: z.literal('guarantees'),
      ...auditRange,
    }),
    reply: z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() }),
  }),
} as const;

/** Events that warranty publishes. */
export const warrantyEvents = {
  guaranteeChanged: event(
    'warranty.guaranteeChanged',
    'A guarantee was issued, voided or reinstated.',
    z.object({
      guaranteeId: id('guarantee'),
      saleId: id('sale'),
      storeId: id('store'),
      state: z.enum(['active', 'void']),
      version: z.int(),
    }),
  ),
} as const;

/** Records of the audit, as auditRecords answers them by kind. */
export interface WarrantyAuditRecords {
  guarantees: {
    id: string;
    saleId: string;
    invoiceId: string;
    storeId: string;
    state: 'active' | 'void';
    lines: { saleLineId: string; quantity: number; voidedQty: number }[];
    issuedAt: string;
  };
}
