/** The English messages of batches. */
export const words = {
  'batch.title': 'Batches in {store}',
  'batch.level': '{available} available, {held} held',
  'batch.received': 'Received',
  'batch.age': 'Age, days',
  'batch.left': 'Left',
  'batch.cost': 'Unit cost {currency}',
  'batch.expires': 'Last day',
} as const;
