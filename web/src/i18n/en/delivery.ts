/** The English messages of deliveries. */
export const words = {
  'product-field.how': 'A code and Enter, or a few letters of the name.',
  'product-field.unknown': 'No product has these codes: {codes}.',
  'product-field.put-away': 'Put away',
  'delivery.one': 'Delivery',
  'delivery.new': 'Receive a delivery',
  'delivery.none': 'Nothing has been received here yet.',
  'delivery.at': 'Received',
  'delivery.supplier': 'Supplier',
  'delivery.reference': 'Supplier’s reference',
  'delivery.received-by': 'received by {name}',
  'delivery.units': 'Units',
  'delivery.cost': 'Cost {currency}',
  'delivery.cost-of': 'Unit cost of {name}',
  'delivery.scan': 'Scan or search a product',
  'delivery.empty': 'Scan the first product: each scan is one unit.',
  'delivery.receive': 'Receive {count, plural, one {one product} other {{count} products}}',
} as const;
