import type { words as en } from '../en/receipt.js';

/** The Arabic messages of receipts and prints. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'print.slip': 'طباعة 80 مم',
  'print.a4': 'طباعة A4',
  'print.slip-short': '80 مم',
  'print.a4-short': 'A4',
  'print.slip-of': 'طباعة {number} على 80 مم',
  'print.a4-of': 'طباعة {number} على A4',
  'print.foot': '{number} · صفحة {page} من {pages}',
  'receipt.title': 'الوصل',
  'receipt.legal-form': 'الشكل القانوني: {form}',
  'receipt.tax-id': 'رقم التعريف الجبائي {id}',
  'receipt.register': 'السجل التجاري {id}',
  'receipt.tax-at': 'الرسم {rate}',
  'receipt.owed': 'الباقي المستحق',
  'receipt.warranty': 'الضمان',
  'receipt.copy': 'نسخة',
  'receipt.cancelled': 'ملغاة بالإشعار الدائن {numbers}',
  'receipt.credited': 'إشعار دائن جزئي: {numbers}',
  'receipt.corrects': 'يصحح {number}',
  'receipt.of-day': 'عملية يوم {day}',
  'receipt.issued': 'صدر في {at}',
  'receipt.covered': '{count} × {name}: مضمون حتى {day}',
  'receipt.total': 'المجموع بكل الرسوم',
  'receipt.thanks': 'شكرًا لزيارتكم.',
  'pay.change': 'الباقي للزبون',
};
