/** The English messages of requests to a manager. */
export const words = {
  'approvals.one': 'Sale waiting in {store}',
  'approvals.asked-by': 'asked by {name}',
  'approvals.until': 'until {time}',
  'approvals.price': '{price} (range {min} to {max})',
  'approvals.margin': 'Margin at stake',
  'approvals.tax-free': 'Without tax because: {reason}',
  'approvals.note-of': 'The till says: {note}',
  'approvals.note': 'Note (the cashier sees it)',
  'approvals.under-list': '{percent} under list',
  'approvals.over-list': '{percent} over list',
  'approvals.ready': 'Ready notes',
  'approvals.ready-fine': 'All right, a good customer',
  'approvals.ready-too-low': 'Too low: offer the minimum price',
  'approvals.ready-see-me': 'Come and see me first',
  'approvals.approve': 'Approve',
  'approvals.reject': 'Reject',
} as const;
