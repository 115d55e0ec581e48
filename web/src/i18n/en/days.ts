/** The English messages of the closing of days. */
export const words = {
  'days.none': 'No day has been closed yet.',
  'days.closed-at': 'Closed',
  'days.chain': 'Number and hash',
  'days.next': 'Next to close: {day}',
  'days.all-closed': 'Every past day is closed.',
  'days.today': 'This day can be closed when it is over.',
  'days.figures': '{count, plural, one {one sale} other {{count} sales}}, {amount} with tax',
  'days.under-way': 'The day is being closed.',
  'days.close': 'Close the day',
  'days.close-title': 'Close {day}?',
  'days.close-how': 'Its figures are sealed and cannot be changed any more. What comes later counts for an open day.',
} as const;
