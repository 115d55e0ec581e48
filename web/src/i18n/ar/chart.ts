import type { words as en } from '../en/chart.js';

/** The Arabic messages of charts of accounts. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'chart.code': 'الرمز',
  'chart.name': 'الاسم',
  'chart.type': 'النوع',
  'chart.type.asset': 'أصل',
  'chart.type.liability': 'خصم',
  'chart.type.equity': 'رأس مال',
  'chart.type.income': 'إيراد',
  'chart.type.expense': 'مصروف',
  'chart.by': 'حسابات فرعية',
  'chart.by.till': 'حسب الصندوق',
  'chart.by.taxRateBps': 'حسب نسبة الرسم',
  'chart.add': 'إضافة حساب',
  'chart.change': 'تعديل',
  'chart.change-of': 'تعديل {name}',
  'chart.code-how': 'أرقام وحروف كبيرة ونقاط؛ يثبت متى استُعمل الحساب في قيد.',
  'chart.find': 'الرمز أو الاسم',
  'chart.none': 'لم يُعثر على أي حساب.',
};
