import type { words as en } from '../en/goods.js';

/** The Arabic messages of what the stock was worth, where it is and where it came from. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'goods.day': 'نهاية اليوم',
  'goods.category': 'الفئة',
  'goods.all': 'الكل',
  'goods.no-category': 'بلا فئة',
  'goods.products': 'المنتجات',
  'goods.product': 'المنتج',
  'goods.units': 'الكمية',
  'goods.value': 'القيمة',
  'goods.batches': 'الدفعات',
  'goods.batch': 'الدفعة',
  'goods.came': 'دخلت في',
  'goods.by-category': 'القيمة حسب الفئة',
  'goods.books': 'من المخزون إلى الدفاتر',
  'goods.total': 'قيمة المخزون',
  'goods.late': '{document}، سُجّل في {day}',
  'goods.on-its-way': 'في طريقه إلى الدفاتر',
  'goods.account': 'حساب المخزون',
  'goods.transit': 'حساب البضائع في الطريق',
  'goods.known-since': 'تبدأ دفاتر هذا المتجر في {day}: لا شيء معروف قبله.',
  'goods.nothing-known': 'لا شيء في دفاتر هذا المتجر بعد.',
  'goods.all-products': 'كل المنتجات',
  'goods.none': 'لا توجد بضائع.',
};
