/** The English messages of prices of a product. */
export const words = {
  'price.net': '{amount} before tax',
  'price.title': 'Price of {name}',
  'price.min': 'Lowest',
  'price.list': 'List',
  'price.max': 'Highest',
  'price.new': 'New price before tax, {currency}',
  'price.apply': 'Set the price',
  'price.wrong': 'This is not an amount.',
  'price.below': 'below the minimum',
  'price.above': 'above the maximum',
  'price.below-how': 'Below the minimum: the sale will wait for a manager.',
  'price.above-how': 'Above the maximum: the sale will wait for a manager.',
  'price.history': 'Prices so far',
  'price.since': 'Since',
  'price.range': 'Lowest – highest',
  'price.none': 'No price has been recorded.',
} as const;
