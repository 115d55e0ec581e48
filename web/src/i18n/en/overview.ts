/** The English messages of the overview. */
export const words = {
  'overview.gross': 'Sales with tax',
  'overview.all': 'All stores',
  'overview.week': 'a week ago {figure}',
  'overview.hours': 'Sales with tax by hour, {currency}',
  'overview.best': 'Best products',
  'overview.slow': 'Slower than usual',
  'overview.none-sold': 'Nothing has been sold yet.',
  'overview.none-slow': 'No product sells slower than before.',
  'overview.instead-of': '{count} instead of {before}',
  'overview.margin-in': 'Margin {currency}',
  'overview.low': '{count, plural, one {One product is} other {{count} products are}} low',
  'overview.low-part': 'At least {count} products are low',
} as const;
