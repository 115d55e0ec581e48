import type { words as en } from '../en/category.js';

/** The Arabic messages of categories. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'category.add': 'إضافة فئة',
  'category.name': 'الاسم',
  'category.changed': 'آخر تغيير',
  'category.rename': 'إعادة التسمية',
  'category.rename-of': 'إعادة تسمية {name}',
  'category.none': 'لا توجد فئة بعد.',
};
