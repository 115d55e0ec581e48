/** The English messages of returns at another store. */
export const words = {
  'elsewhere.title': 'Return of goods of another store',
  'elsewhere.number': 'Number of the receipt',
  'elsewhere.how': 'As printed on it, such as ALG1-B-2026-000042; Enter finds it.',
  'elsewhere.sold-in': 'Sold in {store} on {day}',
  'elsewhere.done': 'Taken back here. Credit note {number}.',
} as const;
