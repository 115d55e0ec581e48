import type { words as en } from '../en/operations.js';

/** The Arabic messages of operations. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'operations.sagas': 'المبيعات والتصحيحات الجارية',
  'operations.no-sagas': 'لا شيء جارٍ.',
  'operations.condition': 'الحالة',
  'operations.saga': 'العملية',
  'operations.stage': 'المرحلة',
  'operations.since': 'منذ',
  'operations.failure': 'آخر إخفاق',
  'operations.failing':
    '{step}: {count, plural, one {محاولة واحدة} two {محاولتان} few {{count} محاولات} other {{count} محاولة}}',
  'condition.stuck': 'عالقة',
  'condition.slow': 'بطيئة',
  'condition.running': 'جارية',
  'condition.gaveUp': 'تُركت',
  'condition.failed': 'أخفقت',
  'operations.parked': 'الأحداث المركونة',
  'operations.no-parked': 'لا حدث مركون.',
  'operations.retry': 'إعادة المحاولة',
  'operations.drop': 'إسقاط',
  'operations.drop-title': 'إسقاط هذا الحدث ({type})؟',
  'operations.drop-how': 'ما يحمله لن يصل أبدًا إلى هذه الخدمة. ويُحفظ من أسقطه ولماذا.',
  'operations.dropped': 'أُسقط: {reason}',
};
