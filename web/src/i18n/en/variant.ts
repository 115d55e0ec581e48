/** The English messages of variants. */
export const words = {
  'variant.title': 'Variants',
  'variant.one': 'Variant',
  'variant.none': 'There is no variant.',
  'variant.parent': 'The product that this is a variant of',
  'variant.add': 'Add variants',
  'variant.option': 'Option {number}',
  'variant.option-how': 'Such as size or colour.',
  'variant.values': 'Values of option {number}',
  'variant.values-how': 'Each ended with Enter.',
  'variant.add-option': 'One more option',
  'variant.too-many': 'These are {count} variants; at most {most} are taken.',
  'variant.grid': 'Variants to be added',
  'variant.sku-of': 'SKU of {name}',
  'variant.barcode-of': 'Barcode of {name}',
  'variant.create': '{count, plural, =0 {Add variants} one {Add {count} variant} other {Add {count} variants}}',
} as const;
