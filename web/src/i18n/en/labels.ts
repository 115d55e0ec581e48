/** The English messages of labels. */
export const words = {
  'label.of-delivery': 'as many as the delivery has units',
  'label.product': 'Product to be labelled',
  'label.products': 'Products to be labelled',
  'label.remove': 'Take out {name}',
  'label.paper': 'Paper',
  'label.paper.sheet3x8': 'A4 sheet, 3 × 8 labels of 70 × 37 mm',
  'label.paper.sheet5x13': 'A4 sheet, 5 × 13 labels of 38 × 21 mm',
  'label.paper.roll40x30': 'Roll, 40 × 30 mm',
  'label.copies': 'Labels of each',
  'label.first': 'Labels that are gone from the first sheet',
  'label.save': 'Save the labels as PDF',
} as const;
