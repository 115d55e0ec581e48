import type { words as en } from '../en/ledger.js';

/** The Arabic messages of the journal and its accounts. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'ledger.title': 'القيود المحاسبية',
  'ledger.account': 'الحساب',
  'ledger.debit': 'مدين',
  'ledger.credit': 'دائن',
  'entry.sale': 'بيع',
  'entry.correction': 'تصحيح',
  'entry.delivery': 'استلام',
  'entry.writeOff': 'إتلاف',
  'account.cash': 'الصندوق',
  'account.card': 'البطاقات',
  'account.bankTransfer': 'التحويلات البنكية',
  'account.receivable': 'الزبائن',
  'account.inventory': 'المخزون',
  'account.goodsReceivedNotInvoiced': 'بضائع مستلمة غير مفوترة',
  'account.outputTax': 'الرسم المحصل',
  'account.revenue': 'المبيعات',
  'account.costOfGoodsSold': 'تكلفة المبيعات',
  'account.shrinkage': 'خسائر المخزون',
  'ledger.day': 'اليوم',
  'ledger.posted': 'تاريخ التسجيل',
  'ledger.what': 'القيد',
  'ledger.lines': 'الحساب، مدين، دائن {currency}',
  'ledger.none': 'لم يُسجّل شيء هنا بعد.',
  'ledger.balance': 'الرصيد',
};
