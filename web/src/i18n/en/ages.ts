/** The English messages of the age of stock. */
export const words = {
  'ages.product': 'Product',
  'ages.oldest': 'Oldest since',
  'ages.quantity': 'In stock',
  'ages.value': 'Value',
  'ages.total': 'All',
  'ages.between': '{from}–{to} days',
  'ages.more': '{from} days or more',
  'ages.show': 'Show',
  'ages.all': 'All stock',
  'ages.unsold': 'Not sold for {days} days',
  'ages.none': 'Nothing is in stock here.',
  'ages.none-unsold': 'Everything that was there so long was sold in these days.',
} as const;
