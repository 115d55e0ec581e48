import { z } from 'zod';

/** Kinds of stock movement. `remainingDelta` changes what may be sold; held units stay owned until sold. */
export const movementKind = z.enum([
  'received',
  'held',
  'released',
  'sold',
  'returned',
  'writtenOff',
  'takenBack',
  /** Units went back to their supplier. */
  'returnedToSupplier',
  /** No unit moved: a bill or a correction made those that remain cost more, or less where `costMinor` is below zero. */
  'revalued',
  'transferredOut',
  'transferredIn',
  'found',
  /** A delivery was typed with more units than came, or with fewer: they leave the stock, or come in. */
  'correctedOut',
  'correctedIn',
]);
export type MovementKind = z.infer<typeof movementKind>;
