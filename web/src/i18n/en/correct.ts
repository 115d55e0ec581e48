/** The English messages of corrections of deliveries. */
export const words = {
  'correct.act': 'Correct',
  'correct.title': 'Corrections',
  'correct.line': 'Line',
  'correct.what': 'What was wrong',
  'correct.kind.fewer': 'Fewer units came',
  'correct.kind.more': 'More units came',
  'correct.kind.cost': 'Another cost',
  'correct.figure.fewer': 'How many fewer',
  'correct.figure.more': 'How many more',
  'correct.figure.cost': 'Right cost of the line',
  'correct.reason': 'Reason',
  'correct.why': 'Reason',
  'correct.owed': 'To be billed',
  'correct.now': 'Correct the delivery',
  'correct.done': 'The delivery is corrected.',
} as const;
