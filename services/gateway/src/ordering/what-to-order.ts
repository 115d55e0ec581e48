import { z } from 'zod';
import {
  id,
  measure,
  reorderFigures,
  reorderSupplier,
  type ProductView,
  type ReorderFigures,
} from '@comptoir/contracts';
import { suggestOrder } from './suggest-order.js';

/** Days that a supplier takes whose lead time nobody has told. */
export const USUAL_LEAD_DAYS = 7;

const units = z.int().nonnegative();

/** A product of a store with every figure that its suggestion is made of, smallest units. */
export const whatToOrderRow = reorderFigures.omit({ suppliers: true }).extend({
  sku: z.string(),
  name: z.string(),
  categoryId: id('category').optional(),
  ...measure,
  /** Sold less returned in the weeks that were asked for. */
  sold: z.int(),
  /** Of the supplier; the usual one where it has told none. */
  leadTimeDays: z.int().nonnegative(),
  demand: units,
  needed: units,
  missing: units,
  suggested: units,
  /** Whom it would be ordered of: the supplier asked for, or the one that delivered last. */
  supplier: reorderSupplier.optional(),
});
export type WhatToOrderRow = z.infer<typeof whatToOrderRow>;

/** How the suggestions of a list are made. */
export interface OrderingTerms {
  readonly days: number;
  readonly reviewDays: number;
  readonly supplierId?: string | undefined;
}

/** The row of a product. */
export function whatToOrderRowOf(
  { suppliers, ...figures }: ReorderFigures,
  product: Pick<ProductView, 'sku' | 'name' | 'categoryId' | 'unit' | 'quantityDecimals'>,
  sold: number,
  { days, reviewDays, supplierId }: OrderingTerms,
): WhatToOrderRow {
  const supplier = supplierId === undefined ? suppliers[0] : suppliers.find((one) => one.supplierId === supplierId);
  const leadTimeDays = supplier?.leadTimeDays ?? USUAL_LEAD_DAYS;
  const { sku, name, categoryId, unit, quantityDecimals } = product;
  return {
    ...figures,
    sku,
    name,
    ...(categoryId === undefined ? {} : { categoryId }),
    unit,
    quantityDecimals,
    sold,
    leadTimeDays,
    ...suggestOrder({ ...figures, sold, days, leadTimeDays, reviewDays, multiple: supplier?.orderMultiple }),
    ...(supplier ? { supplier } : {}),
  };
}
