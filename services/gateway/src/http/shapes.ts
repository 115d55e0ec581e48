import { z } from 'zod';
import { amountMinor, deliveryView, id, measure } from '@comptoir/contracts';

/** Schemas that routes share. Query strings are text, so numbers are parsed from digits. */

/** How many rows a page has, 1 to 200. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 200')
  .transform(Number)
  .pipe(z.int().min(1).max(200))
  .default(50);

/** An amount in minor units. */
export const amountText = z
  .string()
  .regex(/^\d{1,13}$/, 'must be a whole number of minor units')
  .transform(Number)
  .pipe(amountMinor);

/** Query of a list: `limit` rows after `cursor`. */
export const pageQuery = { limit, cursor: z.string().max(200).optional() };

/** One or several ids, separated by commas. */
export function ids(kind: Parameters<typeof id>[0]) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(id(kind)).min(1).max(200));
}

/** The 202 reply while a saga runs: the address to watch. */
export const underWay = z.object({
  status: z.literal('underWay'),
  stage: z.string().optional(),
  watch: z.string(),
});

/** A delivery with what its batches are counted in. */
export const delivery = deliveryView.extend({
  batches: z.array(deliveryView.shape.batches.element.extend(measure)),
});

/** A delivery of 1,000 lines takes a second, and several on a machine that is busy with other things. */
export const DELIVERY_TIMEOUT_MS = 20_000;

/** A file of an opening position as CSV. */
export const openingCsv = z.string().min(1).max(500_000);
