import type { WriteOff } from '../api/shapes.js';

/** Why goods are written off, the most frequent first. */
export const WRITE_OFF_REASONS = Object.keys({
  damaged: true,
  expired: true,
  stolen: true,
  lost: true,
  ownUse: true,
  other: true,
} satisfies Record<WriteOff['reason'], true>) as readonly WriteOff['reason'][];
