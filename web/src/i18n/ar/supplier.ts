import type { words as en } from '../en/supplier.js';

/** The Arabic messages of suppliers. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'supplier.title': 'المورّد',
  'supplier.add': 'إضافة مورّد',
  'supplier.find': 'الاسم أو الهاتف أو الرقم الجبائي',
  'supplier.none': 'لم يوجد أي مورّد.',
  'supplier.which': 'أيّهم',
  'supplier.offered': 'المعروضون',
  'supplier.archived-ones': 'المؤرشفون',
  'supplier.archived': 'مؤرشف',
  'supplier.archive': 'مؤرشف: لا يُعرض بعد الآن',
  'supplier.lead-time': 'مدة التوريد بالأيام',
  'supplier.lead-days':
    '{count, plural, zero {يورّد فوراً} one {يورّد خلال يوم واحد} two {يورّد خلال يومين} few {يورّد خلال {count} أيام} many {يورّد خلال {count} يوماً} other {يورّد خلال {count} يوم}}',
  'supplier.note': 'ملاحظة',
  'supplier.taken-by': 'فتح {name}',
  'supplier.products': 'منتجات هذا المورّد',
  'supplier.no-products': 'لا يُعرف شيء عن هذا المورّد بعد.',
  'supplier.deliveries': 'استلامات هذا المورّد',
  'supplier.no-deliveries': 'لم يُستلم شيء من هذا المورّد بعد.',
  'supplier.number': 'رقم المنتج لدى المورّد',
  'supplier.number-of': 'رقم {name} لدى المورّد',
  'supplier.set-number': 'تغيير الرقم',
  'supplier.set-number-of': 'تغيير الرقم: {name}',
  'supplier.add-number': 'إضافة رقم',
  'supplier.multiple': 'يُطلب بدفعات من',
  'supplier.multiple-how': 'دفعات بهذا العدد بوحدة المنتج؛ اتركه فارغًا لأي كمية.',
  'supplier.which-product': 'المنتج',
  'supplier.last-cost': 'آخر كلفة',
  'supplier.last-day': 'آخر استلام',
  'supplier.of-product': 'المورّدون',
};
