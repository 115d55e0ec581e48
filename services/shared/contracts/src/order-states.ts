/** States of an order. `checkingOut` and `pendingApproval` are locks of its checkout, `cancelling` is one of a correction. */
export const ORDER_STATES = [
  'draft',
  'expired',
  'checkingOut',
  'pendingApproval',
  'refused',
  'fulfilled',
  'invoiced',
  'paid',
  'partlyReturned',
  'cancelling',
  'returned',
  'cancelled',
] as const;
