import type { words as en } from '../en/setup.js';

/** The Arabic messages of the first run. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'setup.title': 'تهيئة متجرك',
  'setup.how': 'لا مالك لهذا المتجر بعد. من يهيئه يكون مالكه الأول.',
  'setup.code': 'الرمز',
  'setup.code-how': 'يظهر حيث شُغّل المتجر.',
  'setup.name': 'اسمك',
  'setup.password-how': 'ثمانية أحرف أو أكثر.',
  'setup.go': 'تهيئة المتجر',
};
