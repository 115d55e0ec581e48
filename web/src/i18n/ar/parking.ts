import type { words as en } from '../en/parking.js';

/** The Arabic messages of parked and waiting sales. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'keys.park': 'تعليق السلة',
  'keys.parked': 'السلال المعلّقة',
  'parking.park-title': 'تعليق السلة',
  'parking.label': 'الاسم',
  'parking.label-how': 'يمكن أن يبقى فارغًا؛ تستطيع أي صندوق في المتجر استئناف السلة.',
  'parking.park': 'تعليق',
  'parking.parked-title': 'السلال المعلّقة',
  'parking.none': 'لا توجد سلة معلّقة.',
  'parking.no-label': 'بلا اسم',
  'parking.lines': '{count, plural, zero {لا أسطر} one {سطر واحد} two {سطران} few {# أسطر} many {# سطرًا} other {# سطر}}',
  'parking.cart-first': 'علّق السلة الحالية أو أنهها أولًا.',
  'parking.waiting-title': 'مبيعات تنتظر مسؤولًا',
  'parking.waits': 'تنتظر مسؤولًا',
  'parking.sold': 'قُبلت وبيعت',
  'parking.refused': 'مرفوضة',
  'parking.cancelled': 'مسحوبة',
  'parking.minutes-left':
    '{minutes, plural, zero {انتهى الوقت} one {بقيت دقيقة} two {بقيت دقيقتان} few {بقيت # دقائق} many {بقيت # دقيقة} other {بقيت # دقيقة}}',
  'parking.changed': 'غيّر {name} هذا الطلب في مكان آخر ({time}).',
  'parking.gone': 'أخذ {name} هذا الطلب ({time}): لم يعد مسودة.',
  'parking.somebody': 'أحدهم',
  'parking.take-newer': 'أخذ الأحدث',
  'parking.keep-mine': 'الاحتفاظ بنسختي طلبًا جديدًا',
};
