/** States of a transfer between two stores. `received`: nothing of it is on the road any more, and all that was shipped is accounted for. */
export const TRANSFER_STATES = [
  'requested',
  'shipped',
  'partlyReceived',
  'received',
  'closed',
  'refused',
  'cancelled',
  'returned',
] as const;

/** States in which goods are on the road. */
export const TRANSIT_STATES = ['shipped', 'partlyReceived'] as const;
