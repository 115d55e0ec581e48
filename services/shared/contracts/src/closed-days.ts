import { z } from 'zod';
import { storeView } from './catalog.js';
import { command, query } from './kernel/messages.js';
import { currency, day, id, instant, measure, minor, page, pageOf, timeZone } from './kernel/schemas.js';
import { claimFigures } from './warranty.js';

/** Business days: their figures, live or sealed with the close of the day, and what a closed day is checked by. */

const totals = { netMinor: minor, taxMinor: minor, grossMinor: minor };
const part = z.object({ ...totals, costMinor: minor });

/** The numbers of one series that a day has. `controlTotal` is the sum of the counters: another number would change it. */
export const numberRange = z.object({
  series: z.string(),
  count: z.int(),
  first: z.string(),
  last: z.string(),
  controlTotal: z.int(),
});
export type NumberRange = z.infer<typeof numberRange>;

/** Figures of a store's business day, minor units: net of what came back, where nothing else is said. */
export const dayFigures = z.object({
  sales: z.int(),
  corrections: z.int(),
  ...totals,
  costMinor: minor,
  /** Given off, before tax. */
  discountNetMinor: minor,
  /** What was sold, and what came back, each for itself and above zero. */
  sold: part,
  returned: part,
  /** What came in less what was paid out, by means of payment. */
  received: z.record(z.string(), minor),
  paid: z.record(z.string(), z.object({ inMinor: minor, outMinor: minor })),
  taxByRate: z.record(z.string(), minor),
  /** Goods that came and went at cost; `byKind` is the change by what it was posted for. */
  stock: z.object({ inMinor: minor, outMinor: minor, byKind: z.record(z.string(), minor) }),
  /** What customers came to owe, and what the shop came to owe them. */
  receivableMinor: minor,
  creditMinor: minor,
  /** Till sessions that were closed. */
  tills: z.object({ sessions: z.int(), expectedMinor: minor, countedMinor: minor, differenceMinor: minor }),
  /** Sales with a guarantee. */
  guarantees: z.int(),
  /** Numbers of invoices, credit notes, payments and entries, by series. */
  documents: z.array(numberRange),
});
export type DayFigures = z.infer<typeof dayFigures>;

/** What a store has at the end of a day, minor units: goods at cost, what customers owe, what the shop owes them. */
export const dayEnds = z.object({ stockMinor: minor, receivableMinor: minor, creditMinor: minor });
export type DayEnds = z.infer<typeof dayEnds>;

/** Totals of a store from its first day on; they only grow by the figures of a day. */
export const perpetualTotals = z.object({
  sales: z.int(),
  corrections: z.int(),
  ...totals,
  costMinor: minor,
  soldGrossMinor: minor,
});
export type PerpetualTotals = z.infer<typeof perpetualTotals>;

const hourFigures = z.object({ hour: z.int().min(0).max(23), sales: z.int(), netMinor: minor, grossMinor: minor });

/** A business day: live as long as it is open, afterwards what was sealed. With its hours, and its products, the highest net first. */
export const dayReading = z.object({
  /** When it was closed; absent as long as it is open. */
  closedAt: instant.optional(),
  figures: dayFigures,
  ends: dayEnds,
  /** Of a closed day. */
  perpetual: perpetualTotals.optional(),
  claims: claimFigures.optional(),
  hash: z.string().optional(),
  hours: z.array(hourFigures),
  products: z.array(
    z.object({ productId: id('product'), ...measure, quantity: z.int(), netMinor: minor, costMinor: minor }),
  ),
});
export type DayReading = z.infer<typeof dayReading>;

/** Immutable figures of a store's business day, chained by hash to the day closed before. */
export const snapshotView = z.object({
  storeId: id('store'),
  businessDay: day,
  sequence: z.int().min(1),
  currency,
  figures: dayFigures,
  ends: dayEnds,
  perpetual: perpetualTotals,
  /** Claims on guarantees since the day closed before, as warranty counted them. */
  claims: claimFigures,
  hours: z.array(hourFigures),
  /** What was sealed with it beside the figures: the documents of the day, and its margins. `hash` is over all of it. */
  sealed: z.object({ documents: z.int(), margins: z.int(), hash: z.string() }),
  closedAt: instant,
  closedBy: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type SnapshotView = z.infer<typeof snapshotView>;

/** Kinds of what a day is made of. */
export const dayDocumentKind = z.enum(['sale', 'return', 'entry', 'payment', 'tillReport']);

/** What one record adds to the figures of its day, by the path of the figure such as `sold/netMinor`. */
export const sealedDocument = z.object({
  kind: dayDocumentKind,
  id: z.string(),
  /** The sale, entry, payment or till session that a person looks at. */
  ref: z.string(),
  number: z.string().optional(),
  adds: z.record(z.string(), z.int()),
});
export type SealedDocument = z.infer<typeof sealedDocument>;

/** Revenue, tax and cost of one product, person or delivery on a day, minor units. */
export const sealedMargin = z.object({
  key: z.string(),
  /** Of a product only: its units, and what they are counted in. */
  quantity: z.int().optional(),
  unit: measure.unit.optional(),
  quantityDecimals: measure.quantityDecimals.optional(),
  revenueMinor: minor,
  taxMinor: minor,
  costMinor: minor,
});
export type SealedMargin = z.infer<typeof sealedMargin>;

/** A document that explains a difference: what it added when the day was closed, and what it adds now. */
export const driftDocument = sealedDocument.omit({ adds: true }).extend({ sealed: z.int(), recomputed: z.int() });

/** A figure of a closed day that its records do not give any more. `unexplained` is what no document accounts for. */
export const drift = z.object({
  figure: z.string(),
  sealed: z.int(),
  recomputed: z.int(),
  documents: z.array(driftDocument),
  /** Documents beyond those listed. */
  more: z.int().nonnegative(),
  unexplained: z.int(),
});
export type Drift = z.infer<typeof drift>;

/** What a closed day is checked against. */
export const driftReport = z.object({
  snapshot: snapshotView,
  /** Whether the snapshot and what was sealed with it have the hashes that they carry, and continue the day before. */
  chainHolds: z.boolean(),
  /** Records of the day that were added up again. */
  documents: z.int(),
  items: z.array(drift),
});
export type DriftReport = z.infer<typeof driftReport>;

/** A day of several stores of one currency; numbers of documents are those of each store alone. */
export const dayRow = z.object({
  businessDay: day,
  currency,
  /** Stores with something on that day, and those of them that have closed it. */
  stores: z.int(),
  closed: z.int(),
  figures: dayFigures.omit({ documents: true }),
});
export type DayRow = z.infer<typeof dayRow>;

/** Messages of sales about business days. */
export const closedDayMessages = {
  closeDay: command(
    'sales.closeDay',
    'Closes the next open business day: stores its immutable snapshot; refused while one of its sales is under way.',
    {
      input: z.strictObject({
        store: storeView,
        businessDay: day,
        claims: claimFigures,
        /** The caller may close today before it is over. */
        beforeItsEnd: z.boolean().default(false),
      }),
      reply: snapshotView,
    },
  ),
  readDay: query('sales.readDay', 'A business day of a store, live or as it was closed, by hour and by product.', {
    /** The time zone of the store: it decides the hours. */
    input: z.strictObject({ storeId: id('store'), businessDay: day, timeZone }),
    reply: dayReading,
  }),
  readDays: query('sales.readDays', 'The figures of the days of stores, day by day and currency by currency.', {
    input: z.strictObject({
      stores: z
        .array(z.strictObject({ storeId: id('store'), currency }))
        .min(1)
        .max(200),
      from: day,
      to: day,
    }),
    reply: z.object({ items: z.array(dayRow) }),
  }),
  listSnapshots: query('sales.listSnapshots', 'Closed days, newest first.', {
    input: z.strictObject({ storeId: id('store').optional(), ...page }),
    reply: pageOf(snapshotView),
  }),
  readDrift: query('sales.readDrift', 'A closed day recomputed from its records beside what was sealed.', {
    input: z.strictObject({ storeId: id('store'), businessDay: day }),
    reply: driftReport,
  }),
} as const;
