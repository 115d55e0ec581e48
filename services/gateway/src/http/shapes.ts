import { z } from 'zod';
import { id } from '@comptoir/contracts';

/** Shapes the routes share: query strings come as text, so numbers are read from their digits. */

/** How many rows a page has, 1 to 200. */
const limit = z
  .string()
  .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 200')
  .transform(Number)
  .pipe(z.int().min(1).max(200))
  .default(50);

/** Query of a list: `limit` rows after `cursor`. */
export const pageQuery = { limit, cursor: z.string().max(200).optional() };

/** One or several ids, separated by commas. */
export function ids(kind: Parameters<typeof id>[0]) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(id(kind)).min(1).max(200));
}

/** Answered with 202 while a saga is under way: where to look for its end. */
export const underWay = z.object({
  status: z.literal('underWay'),
  stage: z.string().optional(),
  watch: z.string(),
});
