import type { words as en } from '../en/day.js';

/** The Arabic messages of a day. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'day.sales': 'المبيعات',
  'day.net': 'رقم الأعمال خارج الرسم',
  'day.margin': 'الهامش',
  'day.cash': 'النقد',
  'day.before': 'أمس {figure}',
  'day.money': 'الأموال',
  'day.stock': 'المخزون بالتكلفة',
  'day.documents': 'الوثائق',
  'day.figure': 'الرقم',
  'day.today': 'اليوم',
  'day.yesterday': 'أمس',
  'day.on-account': 'ديون الزبائن',
  'day.tax': 'الرسم المحصل',
  'day.cost': 'تكلفة المبيعات',
  'day.low': 'مخزون منخفض',
  'day.low-none': 'لا شيء على وشك النفاد.',
  'day.low-part': 'فُحص أول ألف منتج.',
  'stock.received': 'مستلم',
  'stock.sold': 'مبيع',
  'stock.returned': 'مرجع',
  'stock.written-off': 'متلف',
  'stock.counted': 'فروق الجرد',
  'stock.change': 'التغير',
};
