import type { words as en } from '../en/guarantee.js';

/** The Arabic messages of guarantees and claims. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'guarantee.title': 'الضمان',
  'guarantee.active': 'سارٍ',
  'guarantee.void': 'ملغى',
  'guarantee.until': 'حتى {day}',
  'guarantee.none': 'لم يُمنح أي ضمان هنا بعد.',
  'guarantee.issued': 'تاريخ الإصدار',
  'guarantee.ends': 'النهاية',
  'claim.title': 'المطالبات',
  'claim.none': 'لم يطالب أحد بشيء.',
  'claim.new': 'مطالبة جديدة',
  'claim.open': 'مفتوحة',
  'claim.closed': 'مغلقة',
  'claim.open-count':
    '{count, plural, =0 {لا مطالبة مفتوحة} one {مطالبة مفتوحة واحدة} two {مطالبتان مفتوحتان} few {{count} مطالبات مفتوحة} other {{count} مطالبة مفتوحة}}',
  'claim.complaint': 'ما العيب',
  'claim.resolution': 'ما الذي تم بشأنه',
  'claim.open-one': 'فتح المطالبة',
  'claim.close': 'إغلاق المطالبة',
};
