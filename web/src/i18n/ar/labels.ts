import type { words as en } from '../en/labels.js';

/** The Arabic messages of labels. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'label.of-delivery': 'بعدد وحدات التوريد',
  'label.product': 'المنتج المراد وسمه',
  'label.products': 'المنتجات المراد وسمها',
  'label.remove': 'أزل {name}',
  'label.paper': 'الورق',
  'label.paper.sheet3x8': 'ورقة A4، ‏3 × 8 ملصقات 70 × 37 مم',
  'label.paper.sheet5x13': 'ورقة A4، ‏5 × 13 ملصقًا 38 × 21 مم',
  'label.paper.roll40x30': 'لفافة، 40 × 30 مم',
  'label.copies': 'ملصقات لكل منتج',
  'label.first': 'ملصقات مستعملة من الورقة الأولى',
  'label.save': 'احفظ الملصقات بصيغة PDF',
};
