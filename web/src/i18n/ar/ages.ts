import type { words as en } from '../en/ages.js';

/** The Arabic messages of the age of stock. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'ages.product': 'المنتج',
  'ages.oldest': 'الأقدم منذ',
  'ages.quantity': 'المتوفر',
  'ages.value': 'القيمة',
  'ages.total': 'الكل',
  'ages.between': '{from}–{to} يوم',
  'ages.more': '{from} يوم أو أكثر',
  'ages.show': 'عرض',
  'ages.all': 'كل المخزون',
  'ages.unsold': 'دون بيع منذ {days} يوم',
  'ages.none': 'لا مخزون هنا.',
  'ages.none-unsold': 'كل ما كان هنا منذ هذه المدة بيع خلالها.',
};
