import type { words as en } from '../en/writeoff.js';

/** The Arabic messages of write-offs. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'write-off.new': 'إتلاف بضاعة',
  'write-off.none': 'لم يُتلف شيء هنا بعد.',
  'write-off.none-found': 'لم يُعثر على إتلاف.',
  'write-off.number': 'الرقم',
  'write-off.day': 'اليوم',
  'write-off.by': 'من طرف',
  'write-off.products': 'المنتجات',
  'write-off.cost': 'بالتكلفة',
  'write-off.reason': 'السبب',
  'write-off.note': 'ملاحظة',
  'write-off.note-missing': 'اذكر ما حدث.',
  'write-off.empty': 'امسح أو ابحث عن أول منتج.',
  'write-off.how': 'تخرج أقدم الوحدات من المخزون بتكلفتها.',
  'write-off.save': '{count, plural, one {إتلاف منتج} other {إتلاف # منتجات}}',
  'write-off.is.damaged': 'متضرر',
  'write-off.is.expired': 'منتهي الصلاحية',
  'write-off.is.stolen': 'مسروق',
  'write-off.is.ownUse': 'استعمال داخلي',
  'write-off.is.lost': 'مفقود',
  'write-off.is.other': 'آخر',
};
