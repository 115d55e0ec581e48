import type { words as en } from '../en/statement.js';

/** The Arabic messages of statements. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'statement.number': 'رقم القيد',
  'statement.document': 'الوثيقة',
  'statement.opening': 'الرصيد السابق: {amount}',
  'statement.closing': 'الرصيد الختامي',
  'statement.none': 'لا حركة في هذه الأيام.',
  'statement.choose-customer': 'اختر زبونا لترى ما اشترى وما دفع.',
  'statement.choose-account': 'اختر حسابا لترى أسطره.',
  'statement.card': 'بطاقة الزبون',
};
