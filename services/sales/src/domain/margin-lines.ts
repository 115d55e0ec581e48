import { NO_CATEGORY, type MarginBy, type MarginLine } from '@comptoir/contracts';
import { withMargin } from './margin.js';
import type { StiRecord } from './records.js';

/** A line behind a margin with an id that orders it: its STI and its place in it. */
export interface LineRow {
  readonly _id: string;
  readonly line: MarginLine & { readonly correctionId?: string };
}

/** What of an STI came from each batch, the last one first. */
export function marginLinesOf(sti: StiRecord, suppliers: ReadonlyMap<string, string>): LineRow[] {
  const { saleId, storeId, businessDay, soldBy, customerId, currency } = sti;
  const head = { saleId, storeId, businessDay, soldBy, customerId, currency };
  const parts = sti.lines.flatMap((line) => line.batches.map((batch) => ({ line, batch })));
  return parts
    .map(({ line, batch }, at): LineRow => {
      const { saleLineId, productId, categoryId, unit, quantityDecimals } = line;
      const { batchId, deliveryId, quantity, netMinor: revenueMinor, taxMinor, costMinor, part } = batch;
      const supplierName = suppliers.get(deliveryId);
      return {
        _id: `${sti._id}/${String(at).padStart(6, '0')}`,
        line: {
          ...head,
          kind: sti.kind === 'sale' ? 'sale' : 'return',
          ...(sti.correctionId === undefined ? {} : { correctionId: sti.correctionId }),
          saleLineId,
          productId,
          ...(part ? { partId: part.productId } : {}),
          ...(categoryId === undefined ? {} : { categoryId }),
          unit: part?.unit ?? unit,
          quantityDecimals: part?.quantityDecimals ?? quantityDecimals,
          batchId,
          deliveryId,
          ...(supplierName === undefined ? {} : { supplierName }),
          quantity,
          ...withMargin({ revenueMinor, taxMinor, costMinor }),
        },
      };
    })
    .toReversed();
}

/** What a line counts for. */
export function lineKeyOf(by: MarginBy, supplierOf: (deliveryId: string) => string): (line: MarginLine) => string {
  const keys: Record<MarginBy, (line: MarginLine) => string> = {
    product: (line) => line.productId,
    category: (line) => line.categoryId ?? NO_CATEGORY,
    cashier: (line) => line.soldBy,
    customer: (line) => line.customerId,
    supplier: (line) => supplierOf(line.deliveryId),
    delivery: (line) => line.deliveryId,
    store: (line) => line.storeId,
    day: (line) => line.businessDay,
    month: (line) => line.businessDay.slice(0, 7),
  };
  return keys[by];
}
