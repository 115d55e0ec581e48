import type { words as en } from '../en/margin.js';

/** The Arabic messages of margins. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'margin.by': 'حسب',
  'margin.by-product': 'المادة',
  'margin.by-category': 'الفئة',
  'margin.by-cashier': 'البائع',
  'margin.by-customer': 'الزبون',
  'margin.by-supplier': 'المورّد',
  'margin.by-delivery': 'التسليم',
  'margin.by-store': 'المتجر',
  'margin.by-day': 'اليوم',
  'margin.by-month': 'الشهر',
  'margin.all-stores': 'كل المتاجر',
  'margin.revenue': 'رقم الأعمال قبل الرسوم',
  'margin.cost': 'التكلفة',
  'margin.margin': 'الهامش',
  'margin.rate': 'نسبة الهامش',
  'margin.no-supplier': 'دون مورّد',
  'margin.no-category': 'دون فئة',
  'margin.none': 'لم يُبع شيء في هذه الأيام.',
  'margin.chart': 'الهامش والتكلفة، {currency}',
  'margin.lines': 'أسطر {of}',
  'margin.close': 'إغلاق',
  'margin.kind-sale': 'بيع',
  'margin.kind-return': 'مرتجع',
};
